# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core
from cloudflare_ai_controls import resources as _resources

__all__ = ["Access", "AsyncAccess"]


class Access(_core.SyncResource):
    """Resources of `zero_trust.access`."""

    @_core.cached
    def ai_controls(self) -> _resources.zero_trust_access_ai_controls.AiControls:
        """Resources of `zero_trust.access.ai_controls`."""
        return _resources.zero_trust_access_ai_controls.AiControls(self._client)


class AsyncAccess(_core.AsyncResource):
    """Resources of `zero_trust.access`."""

    @_core.cached
    def ai_controls(self) -> _resources.zero_trust_access_ai_controls.AsyncAiControls:
        """Resources of `zero_trust.access.ai_controls`."""
        return _resources.zero_trust_access_ai_controls.AsyncAiControls(self._client)
