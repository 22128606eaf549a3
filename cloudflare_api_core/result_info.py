"""The position of a page in the whole list."""

from __future__ import annotations

from .decoders import integer
from .models import Model, field, model

__all__ = ["ResultInfo"]


@model
class ResultInfo(Model):
    """The position of a page in the whole list. Any member may be missing, totals above all."""

    page: int | None = field(integer, default=None)
    per_page: int | None = field(integer, default=None)
    """The number of rows that a page may hold, which may be less than was asked for."""
    count: int | None = field(integer, default=None)
    """The number of rows on this page."""
    total_count: int | None = field(integer, default=None)
    """The number of rows on all pages."""
    total_pages: int | None = field(integer, default=None)
