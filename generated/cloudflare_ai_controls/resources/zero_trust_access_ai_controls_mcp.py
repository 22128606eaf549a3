# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core
from cloudflare_ai_controls import resources as _resources

__all__ = ["AsyncMcp", "Mcp"]


class Mcp(_core.SyncResource):
    """Resources of `zero_trust.access.ai_controls.mcp`."""

    @_core.cached
    def servers(self) -> _resources.zero_trust_access_ai_controls_mcp_servers.Servers:
        """Upstream MCP servers that an account has registered."""
        return _resources.zero_trust_access_ai_controls_mcp_servers.Servers(self._client)

    @_core.cached
    def portals(self) -> _resources.zero_trust_access_ai_controls_mcp_portals.Portals:
        """Portals through which an account publishes its MCP servers."""
        return _resources.zero_trust_access_ai_controls_mcp_portals.Portals(self._client)


class AsyncMcp(_core.AsyncResource):
    """Resources of `zero_trust.access.ai_controls.mcp`."""

    @_core.cached
    def servers(self) -> _resources.zero_trust_access_ai_controls_mcp_servers.AsyncServers:
        """Upstream MCP servers that an account has registered."""
        return _resources.zero_trust_access_ai_controls_mcp_servers.AsyncServers(self._client)

    @_core.cached
    def portals(self) -> _resources.zero_trust_access_ai_controls_mcp_portals.AsyncPortals:
        """Portals through which an account publishes its MCP servers."""
        return _resources.zero_trust_access_ai_controls_mcp_portals.AsyncPortals(self._client)
