# Generated from openapi.yaml by `make generate`. Do not edit.
from . import (
    create_mcp_portal,
    delete_mcp_portal,
    list_mcp_portals,
    read_effective_redirect_uri,
    read_mcp_portal,
    read_portal_tool_call_timeseries,
    update_mcp_portal,
)

__all__ = [
    "create_mcp_portal",
    "delete_mcp_portal",
    "list_mcp_portals",
    "read_effective_redirect_uri",
    "read_mcp_portal",
    "read_portal_tool_call_timeseries",
    "update_mcp_portal",
]
