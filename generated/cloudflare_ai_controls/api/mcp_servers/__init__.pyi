# Generated from openapi.yaml by `make generate`. Do not edit.
from . import (
    create_mcp_server,
    delete_mcp_server,
    list_mcp_servers,
    read_mcp_server,
    read_server_tool_call_timeseries,
    sync_mcp_server,
    update_mcp_server,
)

__all__ = [
    "create_mcp_server",
    "delete_mcp_server",
    "list_mcp_servers",
    "read_mcp_server",
    "read_server_tool_call_timeseries",
    "sync_mcp_server",
    "update_mcp_server",
]
