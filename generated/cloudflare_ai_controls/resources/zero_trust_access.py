# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access_ai_controls import AiControls, AsyncAiControls

__all__ = ["Access", "AsyncAccess"]


class Access(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access`."""

    @cached_property
    def ai_controls(self) -> AiControls:
        """What is under `zero_trust.access.ai_controls`."""
        return AiControls(self._client)


class AsyncAccess(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access`, to be awaited."""

    @cached_property
    def ai_controls(self) -> AsyncAiControls:
        """What is under `zero_trust.access.ai_controls`."""
        return AsyncAiControls(self._client)
