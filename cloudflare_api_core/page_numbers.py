"""The numbers of the pages of a list: which page comes next, and which may be fetched ahead."""

from __future__ import annotations

from . import lazy_models

__all__ = ["last_page", "next_page", "pages_ahead"]


def last_page(page: int, rows: int, info: lazy_models.ResultInfo) -> int | None:
    """Return the number of the last page, or None if this page does not show it.

    A page is the last if it is empty, if the server's totals say so, or if it has fewer rows than
    the server's page size. If the totals say that rows follow such a short page, the next page
    decides, because totals may count rows that a filter has left out. The `per_page` of the request
    does not count, because the server may choose a smaller one.
    """
    if rows == 0:
        return page
    # Without the size of a page, its rows are the least that it can be.
    size = max(info.per_page or 0, rows)
    totals: list[int] = []
    if info.total_pages is not None:
        totals.append(info.total_pages)
    if info.total_count is not None:
        totals.append(-(-info.total_count // size))
    last = max(page, min(totals)) if totals else None
    if rows < size:
        return page if last is None else min(last, page + 1)
    return last


def next_page(page: int, rows: int, info: lazy_models.ResultInfo) -> int | None:
    """Return the number of the next page, or None if this page is the last."""
    last = last_page(page, rows, info)
    return page + 1 if last is None or page < last else None


def pages_ahead(page: int, last: int | None, started: int, limit: int) -> range:
    """Return the numbers of the pages to start fetching when the reader leaves this page.

    `started` fetches of the pages that follow this one are under way or done, and `limit` is the
    highest allowed number of these. Without a last page nothing is fetched ahead.
    """
    first = page + started + 1
    return range(first, min(last + 1, first + limit - started) if last is not None else first)
