# Generated from openapi.yaml by `make generate`. Do not edit.
"""The operations of the API. Importing this module imports all of their modules."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import cloudflare_api_core as _core
from cloudflare_ai_controls.api.mcp_portals import create_mcp_portal as _create_mcp_portal
from cloudflare_ai_controls.api.mcp_portals import delete_mcp_portal as _delete_mcp_portal
from cloudflare_ai_controls.api.mcp_portals import list_mcp_portals as _list_mcp_portals
from cloudflare_ai_controls.api.mcp_portals import (
    read_effective_redirect_uri as _read_effective_redirect_uri,
)
from cloudflare_ai_controls.api.mcp_portals import read_mcp_portal as _read_mcp_portal
from cloudflare_ai_controls.api.mcp_portals import update_mcp_portal as _update_mcp_portal
from cloudflare_ai_controls.api.mcp_servers import create_mcp_server as _create_mcp_server
from cloudflare_ai_controls.api.mcp_servers import delete_mcp_server as _delete_mcp_server
from cloudflare_ai_controls.api.mcp_servers import list_mcp_servers as _list_mcp_servers
from cloudflare_ai_controls.api.mcp_servers import read_mcp_server as _read_mcp_server
from cloudflare_ai_controls.api.mcp_servers import sync_mcp_server as _sync_mcp_server
from cloudflare_ai_controls.api.mcp_servers import update_mcp_server as _update_mcp_server

__all__ = ["OPERATIONS"]

OPERATIONS: Final[Mapping[str, _core.Operation[Any]]] = {
    "listMcpServers": _list_mcp_servers.OPERATION,
    "createMcpServer": _create_mcp_server.OPERATION,
    "readMcpServer": _read_mcp_server.OPERATION,
    "updateMcpServer": _update_mcp_server.OPERATION,
    "deleteMcpServer": _delete_mcp_server.OPERATION,
    "syncMcpServer": _sync_mcp_server.OPERATION,
    "listMcpPortals": _list_mcp_portals.OPERATION,
    "createMcpPortal": _create_mcp_portal.OPERATION,
    "readMcpPortal": _read_mcp_portal.OPERATION,
    "updateMcpPortal": _update_mcp_portal.OPERATION,
    "deleteMcpPortal": _delete_mcp_portal.OPERATION,
    "readEffectiveRedirectUri": _read_effective_redirect_uri.OPERATION,
}
"""Every operation by its operationId, in the order of the contract."""
