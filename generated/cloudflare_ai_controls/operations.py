# Generated from openapi.yaml by `make generate`. Do not edit.
"""The operations of the API, each of which is imported when it is reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import cloudflare_api_core as _core

__all__ = ["OPERATIONS"]

OPERATIONS: Final[Mapping[str, _core.Operation[Any]]] = _core.LazyMapping(
    "cloudflare_ai_controls",
    {
        "listMcpServers": ".api.mcp_servers.list_mcp_servers:OPERATION",
        "createMcpServer": ".api.mcp_servers.create_mcp_server:OPERATION",
        "readMcpServer": ".api.mcp_servers.read_mcp_server:OPERATION",
        "updateMcpServer": ".api.mcp_servers.update_mcp_server:OPERATION",
        "deleteMcpServer": ".api.mcp_servers.delete_mcp_server:OPERATION",
        "syncMcpServer": ".api.mcp_servers.sync_mcp_server:OPERATION",
        "listMcpPortals": ".api.mcp_portals.list_mcp_portals:OPERATION",
        "createMcpPortal": ".api.mcp_portals.create_mcp_portal:OPERATION",
        "readMcpPortal": ".api.mcp_portals.read_mcp_portal:OPERATION",
        "updateMcpPortal": ".api.mcp_portals.update_mcp_portal:OPERATION",
        "deleteMcpPortal": ".api.mcp_portals.delete_mcp_portal:OPERATION",
        "readEffectiveRedirectUri": ".api.mcp_portals.read_effective_redirect_uri:OPERATION",
        "readToolCallTimeseries": ".api.mcp_analytics.read_tool_call_timeseries:OPERATION",
        "readServerToolCallTimeseries": ".api.mcp_servers.read_server_tool_call_timeseries:OPERATION",
        "readPortalToolCallTimeseries": ".api.mcp_portals.read_portal_tool_call_timeseries:OPERATION",
    },
)
"""Every operation by its operationId, in the order of the contract."""
