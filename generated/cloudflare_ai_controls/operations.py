# Generated from openapi.yaml by `make generate`. Do not edit.
"""The operations of the API. Importing this module imports all of their modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import cloudflare_api_core as _core
from cloudflare_ai_controls.api.mcp_analytics import read_tool_call_timeseries
from cloudflare_ai_controls.api.mcp_portals import (
    create_mcp_portal,
    delete_mcp_portal,
    list_mcp_portals,
    read_effective_redirect_uri,
    read_mcp_portal,
    read_portal_tool_call_timeseries,
    update_mcp_portal,
)
from cloudflare_ai_controls.api.mcp_servers import (
    create_mcp_server,
    delete_mcp_server,
    list_mcp_servers,
    read_mcp_server,
    read_server_tool_call_timeseries,
    sync_mcp_server,
    update_mcp_server,
)

__all__ = ["OPERATIONS"]

OPERATIONS: Final[Mapping[str, _core.Operation[Any]]] = {
    "listMcpServers": list_mcp_servers.OPERATION,
    "createMcpServer": create_mcp_server.OPERATION,
    "readMcpServer": read_mcp_server.OPERATION,
    "updateMcpServer": update_mcp_server.OPERATION,
    "deleteMcpServer": delete_mcp_server.OPERATION,
    "syncMcpServer": sync_mcp_server.OPERATION,
    "listMcpPortals": list_mcp_portals.OPERATION,
    "createMcpPortal": create_mcp_portal.OPERATION,
    "readMcpPortal": read_mcp_portal.OPERATION,
    "updateMcpPortal": update_mcp_portal.OPERATION,
    "deleteMcpPortal": delete_mcp_portal.OPERATION,
    "readEffectiveRedirectUri": read_effective_redirect_uri.OPERATION,
    "readToolCallTimeseries": read_tool_call_timeseries.OPERATION,
    "readServerToolCallTimeseries": read_server_tool_call_timeseries.OPERATION,
    "readPortalToolCallTimeseries": read_portal_tool_call_timeseries.OPERATION,
}
"""Every operation by its operationId, in the order of the contract."""
