# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from functools import cached_property

import cloudflare_api_core as _core

from .zero_trust_access import Access, AsyncAccess

__all__ = ["AsyncZeroTrust", "ZeroTrust"]


class ZeroTrust(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust`."""

    @cached_property
    def access(self) -> Access:
        """What is under `zero_trust.access`."""
        return Access(self._client)


class AsyncZeroTrust(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust`, to be awaited."""

    @cached_property
    def access(self) -> AsyncAccess:
        """What is under `zero_trust.access`."""
        return AsyncAccess(self._client)
