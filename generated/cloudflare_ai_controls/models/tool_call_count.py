# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["ToolCallCount"]


@_core.model
class ToolCallCount(_core.Model):
    """Number of tool calls on one day or in one month."""

    day: str | None = _core.field(_core.text, default=None)
    """Day in the requested time zone, as `YYYY-MM-DD`. The form of months is not published."""
    count: int | None = _core.field(_core.integer, default=None)
    """Number of calls."""
