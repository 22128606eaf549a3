"""The next page, the last page, and the pages that are fetched ahead of the reader."""

from __future__ import annotations

from typing import Any

import pytest
from attrs import frozen

from cloudflare_api_core import Call, ResultInfo
from cloudflare_api_core.arguments import prepare
from cloudflare_api_core.base_page import BasePage, FirstAttempt
from cloudflare_api_core.envelope import read_rows
from cloudflare_api_core.page_numbers import last_page, next_page
from cloudflare_api_core.request_flow import FinalResponse, Wait

from .support import LIST, envelope


@pytest.mark.parametrize(
    ("page", "rows", "info", "following"),
    [
        # Nothing is known but the rows.
        (1, 0, {}, None),
        (1, 1, {}, 2),
        (7, 20, {}, 8),
        # The size of a page is echoed.
        (1, 20, {"per_page": 20}, 2),
        (1, 19, {"per_page": 20}, None),
        (2, 0, {"per_page": 20}, None),
        (1, 20, {"per_page": 0}, 2),
        (1, 20, {"per_page": -1}, 2),
        (1, 21, {"per_page": 20}, 2),
        # A short page, and totals that say that rows are missing.
        (1, 5, {"per_page": 20, "total_count": 99, "total_pages": 5}, 2),
        (4, 19, {"per_page": 20, "total_count": 81}, 5),
        (4, 19, {"per_page": 20, "total_count": 80}, None),
        (4, 19, {"per_page": 20, "total_pages": 5}, 5),
        (1, 5, {"per_page": 20, "total_count": 20, "total_pages": 5}, None),
        (5, 0, {"per_page": 20, "total_count": 999}, None),
        # Totals say so.
        (1, 20, {"per_page": 20, "total_count": 20}, None),
        (1, 20, {"per_page": 20, "total_count": 21}, 2),
        (2, 20, {"per_page": 20, "total_count": 40}, None),
        (2, 20, {"per_page": 20, "total_count": 41}, 3),
        (1, 20, {"total_pages": 1}, None),
        (1, 20, {"total_pages": 2}, 2),
        (3, 20, {"total_pages": 2}, None),
        # One total without the size of a page.
        (1, 3, {"total_count": 3}, None),
        (1, 3, {"total_count": 4}, 2),
        (2, 20, {"total_count": 40}, None),
        (3, 5, {"total_count": 45}, 4),
        # Totals that are wrong, or contradict each other: the last page wins.
        (1, 0, {"per_page": 20, "total_count": 99, "total_pages": 5}, None),
        (1, 20, {"per_page": 20, "total_count": 99, "total_pages": 1}, None),
        (1, 20, {"per_page": 20, "total_count": 20, "total_pages": 9}, None),
        (1, 20, {"per_page": 20, "total_count": 0}, None),
        (1, 20, {"per_page": 20, "total_pages": 0}, None),
        # The number of rows on this page says nothing.
        (1, 20, {"per_page": 20, "count": 5}, 2),
    ],
)
def test_next_page(page: int, rows: int, info: dict[str, int], following: int | None) -> None:
    assert next_page(page, rows, ResultInfo.from_dict(info)) == following


@pytest.mark.parametrize(
    ("page", "rows", "info", "last"),
    [
        (1, 20, {}, None),
        (1, 20, {"per_page": 20}, None),
        (4, 0, {}, 4),
        (4, 19, {"per_page": 20}, 4),
        # What follows a short page is known only from the next one.
        (4, 19, {"per_page": 20, "total_count": 250}, 5),
        (4, 19, {"per_page": 20, "total_count": 80}, 4),
        (4, 0, {"per_page": 20, "total_count": 250}, 4),
        (1, 20, {"per_page": 20, "total_count": 250}, 13),
        (1, 20, {"per_page": 20, "total_pages": 13}, 13),
        (1, 20, {"per_page": 20, "total_count": 260, "total_pages": 5}, 5),
        (1, 20, {"total_count": 260}, 13),
        # More rows than the page size: the server makes pages of that size.
        (1, 25, {"per_page": 20, "total_count": 50}, 2),
        # It cannot be an earlier one.
        (9, 20, {"per_page": 20, "total_count": 40, "total_pages": 2}, 9),
        (9, 20, {"per_page": 20, "total_count": 0, "total_pages": -1}, 9),
        (2, 5, {"per_page": -1, "total_count": 10}, 2),
    ],
)
def test_last_page(page: int, rows: int, info: dict[str, int], last: int | None) -> None:
    assert last_page(page, rows, ResultInfo.from_dict(info)) == last


def _page(
    number: int, *, rows: int = 2, remaining: int = 99, total: int | None = 40
) -> BasePage[object]:
    query = {"owner": "o", "page": number, "per_page": None, "search": None}
    pets = [{"id": str(row)} for row in range(rows)]
    answered = envelope(pets, result_info={"per_page": 2, "total_count": total})
    answer = FinalResponse(answered, 1, None, remaining)
    call = prepare(Call(LIST, query, {}))
    return BasePage(call, answer, read_rows(call, answer), begin=print)


@frozen
class _Fetch:
    """The fetch of a page: under way, failed or done."""

    outcome: Exception | bool | None = None

    def done(self) -> bool:
        return self.outcome is not None

    def exception(self) -> BaseException | None:
        return self.outcome if isinstance(self.outcome, Exception) else None

    def result(self) -> FirstAttempt[object]:
        assert self.done()
        return FirstAttempt(
            FinalResponse(envelope([]), 1, None) if self.outcome else Wait(1), lambda: None
        )


_ON_ITS_WAY = _Fetch()
_HERE = _Fetch(True)


@pytest.mark.parametrize(
    ("here", "ahead", "started"),
    [
        # The window is filled, and moves with the reader.
        (_page(1), [], [2, 3, 4, 5]),
        (_page(2), [_ON_ITS_WAY] * 3, [6]),
        (_page(2), [_HERE] * 3, [6]),
        (_page(2), [_ON_ITS_WAY] * 4, []),
        # Not beyond the end.
        (_page(18), [], [19, 20]),
        (_page(18), [_HERE], [20]),
        (_page(19), [_HERE], []),
        (_page(20), [], []),
        (_page(20, rows=1), [], []),
        # A short page that totals contradict: only the next page, and fetches under way.
        (_page(1, rows=1), [], [2]),
        (_page(3, rows=1), [_HERE, _ON_ITS_WAY], []),
        (_page(3, total=8), [_HERE, _HERE], []),
        # Without a total, the pages after the next one are unknown.
        (_page(1, total=None), [], []),
        # Something failed, or has to be tried again.
        (_page(1), [_ON_ITS_WAY, _Fetch(ValueError())], []),
        (_page(1), [_Fetch(False), _ON_ITS_WAY], []),
        # The remaining requests, less those that the server may not have counted yet.
        (_page(1, remaining=2), [], [2, 3]),
        (_page(1, remaining=2), [_ON_ITS_WAY], [3]),
        (_page(1, remaining=2), [_HERE] * 2, []),
        (_page(1, remaining=2), [_HERE] * 3, []),
        (_page(1, remaining=0), [], []),
    ],
)
def test_pages_ahead(here: Any, ahead: list[_Fetch], started: list[int]) -> None:
    calls = list(here._calls_ahead(ahead, 4))
    assert [dict(call.query) for call in calls] == [{"page": (str(number),)} for number in started]
    assert list(here._calls_ahead(ahead, 1)) == []
