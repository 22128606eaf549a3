# Generated from openapi.yaml by `make generate`. Do not edit.
"""One module per operation."""

from typing import TYPE_CHECKING

import cloudflare_api_core as _core

if TYPE_CHECKING:
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

if not TYPE_CHECKING:
    __getattr__, __dir__ = _core.lazy_modules(__name__, __all__)
