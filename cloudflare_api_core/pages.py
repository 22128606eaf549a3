"""The pages of a list. Iterating over a page gives its rows and those of all pages after it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Collection,
    Coroutine,
    Generator,
    Iterator,
)
from contextlib import aclosing
from functools import partial
from typing import Any, Final, Generic, NamedTuple, Protocol, Self, TypeVar

import orjson

from . import lazy_models
from .call import PreparedCall
from .envelope import Rows
from .errors import PaginationError
from .importing import importing
from .page_numbers import last_page, next_page, pages_ahead
from .request_flow import FinalResponse, Wait

__all__ = [
    "AsyncV4PagePaginationArray",
    "FirstAttempt",
    "Page",
    "SyncV4PagePaginationArray",
    "require_concurrency",
]

T = TypeVar("T")

_SHUTDOWN_SECONDS: Final = 1.0


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


class Page(Generic[T]):
    """The common part of sync and async pages: the rows, and the decisions about other pages."""

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


class SyncV4PagePaginationArray(Page[T]):
    """A page of a list. Iterating over it gives the rows of this page and of all that follow."""

    _begin: Callable[[PreparedCall], FirstAttempt[Self]]

    def get_next_page(self) -> Self:
        """Fetch the next page. Raises PaginationError if there is none."""
        return self._require_new(self._begin(self._next_call()).result())

    def iter_pages(self, concurrency: int = 1) -> Iterator[Self]:
        """Return an iterator over this page and all that follow.

        `concurrency`, at least 1, is the number of pages that are fetched at the same time, in
        threads, and the largest number of pages ahead of the reader. Fetching begins when the
        second page is requested. Without totals from the server, pages are fetched one at a time.
        An error is raised where its page would have come. Leaving the loop stops the fetching, and
        waits at most a second for requests under way.

        When the rate limit is used up, the next request waits for the reset, at most
        `max_retry_wait`. If rows are created or deleted meanwhile, the iteration can return a row
        twice or not at all.

        Raises ValueError if `concurrency` is less than 1, and the errors of the call itself.
        """
        require_concurrency(concurrency)
        return self._walk(concurrency)

    def _walk(self, concurrency: int) -> Generator[Self]:
        # Imported here because only walks need it.
        with importing():
            from concurrent.futures import Future, ThreadPoolExecutor, wait

        page, ahead = self, deque[Future[FirstAttempt[Self]]]()
        pid, threads = os.getpid(), ThreadPoolExecutor(concurrency)
        try:
            yield page
            while page.has_next_page():
                if pid != os.getpid():
                    # A fork leaves the threads, and the locks of their pool, to the parent.
                    ahead.clear()
                    pid, threads = os.getpid(), ThreadPoolExecutor(concurrency)
                for call in page._calls_ahead(ahead, concurrency):
                    ahead.append(threads.submit(self._begin, call))
                if ahead:
                    page = page._require_new(ahead[0].result().result())
                    ahead.popleft()
                else:
                    page = page.get_next_page()
                yield page
        finally:
            if pid == os.getpid():
                threads.shutdown(wait=False, cancel_futures=True)
                # Not for ever: an interrupt should end a program at once, and a garbage collector
                # that ends the walk may hold up the very thing that the requests wait for.
                begun = [each for each in ahead if not each.cancelled()]
                if not wait(begun, _SHUTDOWN_SECONDS).not_done:
                    threads.shutdown()

    def iter_items(self, concurrency: int = 1) -> Iterator[T]:
        """Return an iterator over the rows of this page and of all that follow."""
        pages = self.iter_pages(concurrency)
        return (row for page in pages for row in page.result)

    def __iter__(self) -> Iterator[T]:
        return self.iter_items()


class AsyncV4PagePaginationArray(Page[T]):
    """A page of a list. Iterating over it gives the rows of this page and of all that follow."""

    _begin: Callable[[PreparedCall], Coroutine[Any, Any, FirstAttempt[Coroutine[Any, Any, Self]]]]

    async def get_next_page(self) -> Self:
        """Fetch the next page. Raises PaginationError if there is none."""
        begun = await self._begin(self._next_call())
        return self._require_new(await begun.result())

    def iter_pages(self, concurrency: int = 1) -> AsyncIterator[Self]:
        """Return an iterator over this page and all that follow.

        As in `SyncV4PagePaginationArray.iter_pages`, but pages are fetched in tasks, and leaving
        the loop cancels the requests under way.
        """
        require_concurrency(concurrency)
        return self._walk(concurrency)

    async def _walk(self, concurrency: int) -> AsyncGenerator[Self]:
        from .background import BackgroundTask

        page, ahead = self, deque[BackgroundTask[FirstAttempt[Coroutine[Any, Any, Self]]]]()
        try:
            yield page
            while page.has_next_page():
                for call in page._calls_ahead(ahead, concurrency):
                    ahead.append(BackgroundTask(partial(self._fetch_ahead, call)))
                if ahead:
                    begun = await ahead[0].wait()
                    page = page._require_new(await begun.result())
                    ahead.popleft()
                else:
                    page = await page.get_next_page()
                yield page
        finally:
            for fetch in ahead:
                fetch.cancel()
            for fetch in ahead:
                await fetch.wait_cancelled()

    def _fetch_ahead(
        self, call: PreparedCall, _: object
    ) -> Coroutine[Any, Any, FirstAttempt[Coroutine[Any, Any, Self]]]:
        return self._begin(call)

    def iter_items(self, concurrency: int = 1) -> AsyncIterator[T]:
        """Return an iterator over the rows of this page and of all that follow."""
        require_concurrency(concurrency)
        return self._walk_rows(concurrency)

    async def _walk_rows(self, concurrency: int) -> AsyncGenerator[T]:
        async with aclosing(self._walk(concurrency)) as pages:
            async for page in pages:
                for row in page.result:
                    yield row

    def __aiter__(self) -> AsyncIterator[T]:
        return self.iter_items()
