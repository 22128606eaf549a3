# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access_ai_controls_mcp_portals import AsyncPortals, Portals
from .zero_trust_access_ai_controls_mcp_servers import AsyncServers, Servers

__all__ = ["AsyncMcp", "Mcp"]


class Mcp(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp`."""

    @cached_property
    def servers(self) -> Servers:
        """What is under `zero_trust.access.ai_controls.mcp.servers`."""
        return Servers(self._client)

    @cached_property
    def portals(self) -> Portals:
        """What is under `zero_trust.access.ai_controls.mcp.portals`."""
        return Portals(self._client)


class AsyncMcp(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp`, to be awaited."""

    @cached_property
    def servers(self) -> AsyncServers:
        """What is under `zero_trust.access.ai_controls.mcp.servers`."""
        return AsyncServers(self._client)

    @cached_property
    def portals(self) -> AsyncPortals:
        """What is under `zero_trust.access.ai_controls.mcp.portals`."""
        return AsyncPortals(self._client)
