# Generated from openapi.yaml by `make generate`. Do not edit.
"""One module per operation."""

from typing import TYPE_CHECKING

import cloudflare_api_core as _core

if TYPE_CHECKING:
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

if not TYPE_CHECKING:
    __getattr__, __dir__ = _core.lazy_modules(__name__, __all__)
