# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access_ai_controls_mcp_portals import AsyncPortals, Portals
from .zero_trust_access_ai_controls_mcp_servers import AsyncServers, Servers

__all__ = ["AsyncMcp", "Mcp"]


class Mcp(_core.SyncResource):
    """Resources of `zero_trust.access.ai_controls.mcp`."""

    @cached_property
    def servers(self) -> Servers:
        """Upstream MCP servers that an account has registered."""
        return Servers(self._client)

    @cached_property
    def portals(self) -> Portals:
        """Portals through which an account publishes its MCP servers."""
        return Portals(self._client)


class AsyncMcp(_core.AsyncResource):
    """Resources of `zero_trust.access.ai_controls.mcp`."""

    @cached_property
    def servers(self) -> AsyncServers:
        """Upstream MCP servers that an account has registered."""
        return AsyncServers(self._client)

    @cached_property
    def portals(self) -> AsyncPortals:
        """Portals through which an account publishes its MCP servers."""
        return AsyncPortals(self._client)
