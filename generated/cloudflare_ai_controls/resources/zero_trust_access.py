# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access_ai_controls import AiControls, AsyncAiControls

__all__ = ["Access", "AsyncAccess"]


class Access(_core.SyncResource):
    """Resources of `zero_trust.access`."""

    @cached_property
    def ai_controls(self) -> AiControls:
        """Resources of `zero_trust.access.ai_controls`."""
        return AiControls(self._client)


class AsyncAccess(_core.AsyncResource):
    """Resources of `zero_trust.access`."""

    @cached_property
    def ai_controls(self) -> AsyncAiControls:
        """Resources of `zero_trust.access.ai_controls`."""
        return AsyncAiControls(self._client)
