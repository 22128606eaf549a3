# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access_ai_controls_mcp_portals import AsyncPortals, Portals
from .zero_trust_access_ai_controls_mcp_servers import AsyncServers, Servers

__all__ = ["AsyncMcp", "Mcp"]


class Mcp(_core.SyncResource):
    """Methods of `zero_trust.access.ai_controls.mcp`."""

    @cached_property
    def servers(self) -> Servers:
        """Resource `zero_trust.access.ai_controls.mcp.servers`."""
        return Servers(self._client)

    @cached_property
    def portals(self) -> Portals:
        """Resource `zero_trust.access.ai_controls.mcp.portals`."""
        return Portals(self._client)


class AsyncMcp(_core.AsyncResource):
    """Asynchronous methods of `zero_trust.access.ai_controls.mcp`."""

    @cached_property
    def servers(self) -> AsyncServers:
        """Resource `zero_trust.access.ai_controls.mcp.servers`."""
        return AsyncServers(self._client)

    @cached_property
    def portals(self) -> AsyncPortals:
        """Resource `zero_trust.access.ai_controls.mcp.portals`."""
        return AsyncPortals(self._client)
