# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core
from cloudflare_ai_controls import resources as _resources

__all__ = ["AsyncZeroTrust", "ZeroTrust"]


class ZeroTrust(_core.SyncResource):
    """Resources of `zero_trust`."""

    @_core.cached
    def access(self) -> _resources.zero_trust_access.Access:
        """Resources of `zero_trust.access`."""
        return _resources.zero_trust_access.Access(self._client)


class AsyncZeroTrust(_core.AsyncResource):
    """Resources of `zero_trust`."""

    @_core.cached
    def access(self) -> _resources.zero_trust_access.AsyncAccess:
        """Resources of `zero_trust.access`."""
        return _resources.zero_trust_access.AsyncAccess(self._client)
