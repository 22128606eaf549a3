# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from typing import Literal

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["SyncResult"]


@_core.model
class SyncResult(_core.Model):
    """Outcome of a sync."""

    error: str | None = _core.field(_core.text, default=None)
    """Error message of the last sync. It may be empty. A server that is `stale` has one."""
    error_details: _models.SyncErrorDetails | None = _core.field(
        _core.nested(lambda: _models.SyncErrorDetails), default=None
    )
    """Details of the failure of the last sync."""
    status: Literal["waiting", "ready", "stale", "error"] | str | None = _core.field(
        _core.text, default=None
    )
    """Outcome of the last sync: none yet (`waiting`), a success (`ready`), a failure (`error`), or
    OAuth credentials that can no longer be refreshed (`stale`), so that somebody must log in again.
    The dashboard shows `stale` as "Sync Required".
    """
