# Generated from openapi.yaml by `make generate`. Do not edit.
from . import mcp_analytics, mcp_portals, mcp_servers

__all__ = ["mcp_analytics", "mcp_portals", "mcp_servers"]
