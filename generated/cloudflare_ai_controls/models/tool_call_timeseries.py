# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from typing import Literal

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["ToolCallTimeseries"]


@_core.model
class ToolCallTimeseries(_core.Model):
    """Counts of tool calls over time."""

    granularity: Literal["daily", "monthly"] | str | None = _core.field(_core.text, default=None)
    """Time that each count covers."""
    aggregate: bool | None = _core.field(_core.boolean, default=None)
    """Whether aggregated counts were requested."""
    tz: str | None = _core.field(_core.text, default=None)
    """Time zone in which days begin, `utc`, `Z` or an offset."""
    start: int | None = _core.field(_core.integer, default=None)
    """Start of the counted time, in milliseconds since 1970-01-01 in UTC."""
    end: int | None = _core.field(_core.integer, default=None)
    """End of the counted time, in milliseconds since 1970-01-01 in UTC. It is not counted."""
    series: list[_models.ToolCallCount] | None = _core.field(
        _core.array(_core.nested(lambda: _models.ToolCallCount)), default=None
    )
    """One count for each day or month."""
    total: int | None = _core.field(_core.integer, default=None)
    """Number of calls in the counted time."""
