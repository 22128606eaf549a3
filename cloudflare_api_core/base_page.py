"""The common part of sync and async pages: the rows, and the decisions about other pages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

import orjson

from . import lazy_models
from .call import PreparedCall
from .envelope import Rows
from .errors import PaginationError
from .page_numbers import last_page, next_page, pages_ahead
from .request_flow import FinalResponse, Wait

__all__ = ["BasePage", "FirstAttempt", "require_concurrency"]

T = TypeVar("T")


class FirstAttempt(NamedTuple, Generic[T]):
    """The first attempt to fetch a page. Further attempts are made when the page is read."""

    outcome: FinalResponse | Wait
    result: Callable[[], T]
    """Read the page, after further attempts if the outcome is to wait."""

    @property
    def succeeded(self) -> bool:
        """Whether the page is there."""
        return isinstance(self.outcome, FinalResponse) and self.outcome.response.is_success


class _Fetch(Protocol):
    """The fetch of a page ahead of the reader: a future of a thread, or a task."""

    def done(self) -> bool: ...
    def exception(self) -> BaseException | None: ...
    def result(self) -> FirstAttempt[Any]: ...


class BasePage(Generic[T]):
    """Base of the sync and the async page."""

    result: list[T]
    """The rows of this page."""
    result_info: lazy_models.ResultInfo | None
    """The position of this page in the whole list, if the server gives it."""

    def __init__(
        self,
        call: PreparedCall,
        final: FinalResponse,
        rows: Rows[T],
        begin: Callable[[PreparedCall], Any],
    ) -> None:
        self.result = rows.decoded
        self.result_info = rows.info
        assert call.operation.page_parameter
        self._parameter = call.operation.page_parameter
        self._call = call
        self._begin = begin
        self._remaining = final.remaining
        self._not_before = final.not_before
        info = rows.info or lazy_models.ResultInfo()
        # `extra_query` is not checked, so this need not be a number.
        asked = "".join(call.query.get(self._parameter, ()))
        number, echoed = int(asked) if asked.isdecimal() else None, info.page
        self._number = number or echoed or 1
        # Decided now, because the program may change `result`.
        self._next = next_page(self._number, len(rows.raw), info)
        self._last = last_page(self._number, len(rows.raw), info)
        self._digest = _digest(rows.raw)
        # The numbers of the pages of this walk so far, by their digests.
        self._seen: dict[int | None, int] = {}
        if self._digest is not None:
            self._seen[self._digest] = self._number
        if number is not None and echoed is not None and number != echoed:
            raise PaginationError(f"asked for page {number}, but the server returned page {echoed}")

    def has_next_page(self) -> bool:
        """Whether there may be rows after those of this page."""
        return self._next is not None

    def _next_call(self) -> PreparedCall:
        if self._next is None:
            raise PaginationError(f"page {self._number} is the last page")
        return self._call_for(self._next)._replace(not_before=self._not_before)

    def _call_for(self, number: int) -> PreparedCall:
        return self._call._replace(query={**self._call.query, self._parameter: (str(number),)})

    def _calls_ahead(self, ahead: Collection[_Fetch], concurrency: int) -> Iterator[PreparedCall]:
        """Return the calls to start when the reader of this page asks for the next one.

        `ahead` holds the fetches of the pages that follow this one, in order. If one of them has
        failed, for good or until the next attempt, no more are started.
        """
        if concurrency == 1 or any(map(_has_failed, ahead)):
            return iter(())
        # Fetches under way may not have been counted in the remaining requests.
        limit = min(concurrency, self._remaining)
        return map(self._call_for, pages_ahead(self._number, self._last, len(ahead), limit))

    def _require_new(self, following: Self) -> Self:
        # Pages after this one may be known from an earlier walk, when the list was longer.
        if (seen := self._seen.get(following._digest, following._number)) <= self._number:
            raise PaginationError(
                f"the server returned page {seen} again as page {following._number}"
            )
        self._seen |= following._seen
        following._seen = self._seen
        return following

    def __repr__(self) -> str:
        return f"<{type(self).__name__} page {self._number}, {len(self.result)} rows>"


def _digest(rows: list[Any]) -> int | None:
    """Return a number that identifies the rows of a page, or None if they cannot be compared."""
    try:
        return hash(orjson.dumps(rows)) if rows else None
    except TypeError:
        # Rows that are nested deeply, say; an endless list of them can be left early.
        return None


def _has_failed(fetch: _Fetch) -> bool:
    return fetch.done() and (bool(fetch.exception()) or not fetch.result().succeeded)


def require_concurrency(concurrency: int) -> None:
    """Raise TypeError unless `concurrency` is an int, and ValueError unless it is at least 1."""
    # Callers need not check types.
    if not isinstance(concurrency, int):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"`concurrency` must be an int, not {type(concurrency).__name__}")
    if concurrency < 1:
        raise ValueError(f"Expected `concurrency` to be at least 1 but received {concurrency!r}")
