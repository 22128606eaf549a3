# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access_ai_controls_mcp import AsyncMcp, Mcp

__all__ = ["AiControls", "AsyncAiControls"]


class AiControls(_core.SyncResource):
    """Resources of `zero_trust.access.ai_controls`."""

    @cached_property
    def mcp(self) -> Mcp:
        """Resources of `zero_trust.access.ai_controls.mcp`."""
        return Mcp(self._client)


class AsyncAiControls(_core.AsyncResource):
    """Resources of `zero_trust.access.ai_controls`."""

    @cached_property
    def mcp(self) -> AsyncMcp:
        """Resources of `zero_trust.access.ai_controls.mcp`."""
        return AsyncMcp(self._client)
