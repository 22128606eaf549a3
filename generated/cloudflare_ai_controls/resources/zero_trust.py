# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access import Access, AsyncAccess

__all__ = ["AsyncZeroTrust", "ZeroTrust"]


class ZeroTrust(_core.SyncResource):
    """Resources of `zero_trust`."""

    @cached_property
    def access(self) -> Access:
        """Resources of `zero_trust.access`."""
        return Access(self._client)


class AsyncZeroTrust(_core.AsyncResource):
    """Resources of `zero_trust`."""

    @cached_property
    def access(self) -> AsyncAccess:
        """Resources of `zero_trust.access`."""
        return AsyncAccess(self._client)
