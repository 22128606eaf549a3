"""Which page of a list follows, and which ones may be fetched before the reader comes to them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, Protocol, Self, TypeVar

from .arguments import PreparedCall
from .envelope import ResultInfo, Rows
from .errors import PaginationError

if TYPE_CHECKING:
    from .request_flow import FinalResponse

__all__ = ["Fetch", "FirstAttempt", "Page", "last_page", "next_page", "require_concurrency"]

T = TypeVar("T")


def last_page(page: int, rows: int, info: ResultInfo) -> int | None:
    """Return the number of the last page, as far as this one tells, or None if it does not.

    The last page is empty, or has fewer rows than the server says that a page holds, or is the last
    by the server's totals. What was asked for as `per_page` says nothing: the server may give less.
    """
    # Without the size of a page, its rows are the least that it can be.
    size = max(info.per_page or 0, rows)
    if rows == 0 or rows < size:
        return page
    totals: list[int] = []
    if info.total_pages is not None:
        totals.append(info.total_pages)
    if info.total_count is not None:
        totals.append(-(-info.total_count // size))
    return max(page, min(totals)) if totals else None


def next_page(page: int, rows: int, info: ResultInfo) -> int | None:
    """Return the number of the page that follows, or None if this one is the last."""
    last = last_page(page, rows, info)
    return page + 1 if last is None or page < last else None


class FirstAttempt(NamedTuple, Generic[T]):
    """A page that was tried to get once."""

    succeeded: bool
    result: Callable[[], T]
    """Read the page from its answer, or wait and try again before that."""


class Fetch(Protocol):
    """A page that was asked for ahead of the reader: a future, or work in the background."""

    def done(self) -> bool: ...
    def exception(self) -> BaseException | None: ...
    def result(self) -> FirstAttempt[Any]: ...


class Page(Generic[T]):
    result: list[T]
    """The rows of this page."""
    result_info: ResultInfo | None
    """Where this page stands in the whole list, if the server says so."""

    def __init__(self, call: PreparedCall, answer: FinalResponse, rows: Rows[T]) -> None:
        self.result = rows.read
        self.result_info = rows.info
        self._call = call
        self._raw = rows.raw
        self._info = rows.info or ResultInfo()
        self._remaining = answer.remaining
        self._not_before = answer.not_before
        # `extra_query` is not checked.
        asked = call.query.get(self._parameter, "")
        number, echoed = int(asked) if asked.isdecimal() else None, self._info.page
        self._number = number or echoed or 1
        # `result` is the program's, which may have changed it by the time somebody asks.
        self._next = next_page(self._number, len(rows.raw), self._info)
        self._last = last_page(self._number, len(rows.raw), self._info)
        if number is not None and echoed is not None and number != echoed:
            raise PaginationError(f"asked for page {number}, the server gave page {echoed}")

    @property
    def _parameter(self) -> str:
        parameter = self._call.operation.page_parameter
        assert parameter is not None
        return parameter

    def has_next_page(self) -> bool:
        """Whether there may be rows after this page's."""
        return self._next is not None

    def _next_call(self) -> PreparedCall:
        if self._next is None:
            raise PaginationError(f"page {self._number} is the last one")
        return self._call_for(self._next, self._not_before)

    def _call_for(self, number: int, not_before: float = 0.0) -> PreparedCall:
        query = {**self._call.query, self._parameter: str(number)}
        return self._call._replace(query=query, not_before=not_before)

    def _calls_ahead(self, ahead: Collection[Fetch], concurrency: int) -> Iterator[PreparedCall]:
        """Yield the calls to start when the reader, who is here, asks for the next page.

        `ahead` are the fetches of the pages that follow this one, in order. Where one of them has
        failed, for good or to be tried again, no more are started.
        """
        if self._last is None or concurrency == 1 or any(map(_has_failed, ahead)):
            return
        # What is under way may or may not have been counted when this page's answer was made.
        room = min(concurrency, self._remaining) - len(ahead)
        begin = self._number + len(ahead) + 1
        for number in range(begin, min(self._last + 1, begin + room)):
            yield self._call_for(number)

    def _refuse_repetition(self, following: Self) -> Self:
        try:
            is_repeated = bool(following._raw) and following._raw == self._raw
        except RecursionError:
            # Rows nested this deeply cannot be compared; an endless list of them can be left early.
            is_repeated = False
        if is_repeated:
            raise PaginationError(f"the server gave page {self._number} again as the next one")
        return following

    def __repr__(self) -> str:
        return f"<{type(self).__name__} page {self._number}, {len(self.result)} rows>"


def _has_failed(fetch: Fetch) -> bool:
    return fetch.done() and (bool(fetch.exception()) or not fetch.result().succeeded)


def require_concurrency(concurrency: int) -> None:
    # The type says so, but not to who does not check types.
    if not isinstance(concurrency, int):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"`concurrency` must be an int, not {type(concurrency).__name__}")
    if concurrency < 1:
        raise ValueError(f"Expected `concurrency` to be at least 1 but received {concurrency!r}")
