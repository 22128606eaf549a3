# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core
from cloudflare_ai_controls import resources as _resources

__all__ = ["AiControls", "AsyncAiControls"]


class AiControls(_core.SyncResource):
    """Resources of `zero_trust.access.ai_controls`."""

    @_core.cached
    def mcp(self) -> _resources.zero_trust_access_ai_controls_mcp.Mcp:
        """Counts of the tool calls of an account."""
        return _resources.zero_trust_access_ai_controls_mcp.Mcp(self._client)


class AsyncAiControls(_core.AsyncResource):
    """Resources of `zero_trust.access.ai_controls`."""

    @_core.cached
    def mcp(self) -> _resources.zero_trust_access_ai_controls_mcp.AsyncMcp:
        """Counts of the tool calls of an account."""
        return _resources.zero_trust_access_ai_controls_mcp.AsyncMcp(self._client)
