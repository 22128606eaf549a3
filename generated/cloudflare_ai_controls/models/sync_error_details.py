# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["SyncErrorDetails"]


@_core.model
class SyncErrorDetails(_core.Model):
    """Details of the failure of the last sync."""

    cause: str | None = _core.field(_core.text, default=None)
    """Message of the underlying error."""
    is_upstream: bool | None = _core.field(_core.boolean, default=None)
    """True if the server returned an error, false if it could not be reached."""
    mcp_code: float | None = _core.field(_core.number, default=None)
    """Error code of the MCP protocol."""
    retryable: bool | None = _core.field(_core.boolean, default=None)
    """Whether another attempt may succeed."""
    status_code: float | None = _core.field(_core.number, default=None)
    """HTTP status that the server returned."""
