"""The pages of a list as a program holds them. Iterating over one walks every row from there on."""

from __future__ import annotations

from collections import deque
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Coroutine,
    Generator,
    Iterator,
)
from contextlib import aclosing
from typing import TYPE_CHECKING, Any, Final, Generic, Self, TypeVar

from .arguments import PreparedCall
from .envelope import Rows
from .page_numbers import FirstAttempt, Page, require_concurrency

if TYPE_CHECKING:
    from .request_flow import FinalResponse

__all__ = ["AsyncPaginator", "AsyncV4PagePaginationArray", "SyncV4PagePaginationArray"]

T = TypeVar("T")

_SHUTDOWN_SECONDS: Final = 1.0
"""Seconds."""


class SyncV4PagePaginationArray(Page[T]):
    """A page of a list. Iterating over it walks the whole rest of the list."""

    def __init__(
        self,
        call: PreparedCall,
        answer: FinalResponse,
        rows: Rows[T],
        begin: Callable[[PreparedCall], FirstAttempt[Self]],
    ) -> None:
        super().__init__(call, answer, rows)
        self._begin = begin

    def get_next_page(self) -> Self:
        """Fetch the page that follows. Raises PaginationError if there is none."""
        return self._refuse_repetition(self._begin(self._next_call()).result())

    def iter_pages(self, concurrency: int = 1) -> Iterator[Self]:
        """Walk this page and all that follow.

        `concurrency` is how many pages are fetched side by side, in threads, and so how many may be
        ahead of the reader; fetching begins when the second page is asked for. More than 1 needs a
        server that tells how much there is, and is 1 where it does not. Errors come where their
        page would have come. Leaving the loop starts no more requests, and waits a second at most
        for those under way.

        Where the server says that the rate limit is used up, the next request waits until it is
        renewed, `max_retry_wait` at the most. A list that changes during the walk may show a row
        twice or not at all, for pages are found by their number.

        Raises ValueError if `concurrency` is less than 1, and what the call itself raises.
        """
        require_concurrency(concurrency)
        return self._walk(concurrency)

    def _walk(self, concurrency: int) -> Generator[Self]:
        # Imported here because a program that lists nothing need not wait for it.
        from concurrent.futures import Future, ThreadPoolExecutor, wait

        page, ahead = self, deque[Future[FirstAttempt[Self]]]()
        threads = ThreadPoolExecutor(concurrency)
        try:
            yield page
            while page.has_next_page():
                for call in page._calls_ahead(ahead, concurrency):
                    ahead.append(threads.submit(self._begin, call))
                if ahead:
                    page = page._refuse_repetition(ahead[0].result().result())
                    ahead.popleft()
                else:
                    page = page.get_next_page()
                yield page
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
            # Not for ever: an interrupt should end a program at once, and if it is the garbage
            # collector that ends the walk, it may hold up just what the requests wait for.
            if not wait(ahead, _SHUTDOWN_SECONDS).not_done:
                threads.shutdown()

    def iter_items(self, concurrency: int = 1) -> Iterator[T]:
        """Walk the rows of this page and of all that follow, as `iter_pages` does."""
        pages = self.iter_pages(concurrency)
        return (row for page in pages for row in page.result)

    def __iter__(self) -> Iterator[T]:
        return self.iter_items()


class AsyncV4PagePaginationArray(Page[T]):
    """A page of a list. Iterating over it walks the whole rest of the list."""

    def __init__(
        self,
        call: PreparedCall,
        answer: FinalResponse,
        rows: Rows[T],
        begin: Callable[
            [PreparedCall], Coroutine[Any, Any, FirstAttempt[Coroutine[Any, Any, Self]]]
        ],
    ) -> None:
        super().__init__(call, answer, rows)
        self._begin = begin

    async def get_next_page(self) -> Self:
        """Fetch the page that follows. Raises PaginationError if there is none."""
        begun = await self._begin(self._next_call())
        return self._refuse_repetition(await begun.result())

    def iter_pages(self, concurrency: int = 1) -> AsyncIterator[Self]:
        """Walk this page and all that follow.

        `concurrency` is how many pages are fetched side by side, in tasks, and so how many may be
        ahead of the reader. All else is as in `SyncV4PagePaginationArray.iter_pages`, but leaving
        the loop cancels requests under way.

        Raises ValueError if `concurrency` is less than 1, and what the call itself raises.
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
                    ahead.append(BackgroundTask(self._begin(call)))
                if ahead:
                    begun = await ahead[0].wait()
                    page = page._refuse_repetition(await begun.result())
                    ahead.popleft()
                else:
                    page = await page.get_next_page()
                yield page
        finally:
            for fetch in ahead:
                fetch.cancel()
            for fetch in ahead:
                await fetch.wait_finished()

    def iter_items(self, concurrency: int = 1) -> AsyncIterator[T]:
        """Walk the rows of this page and of all that follow, as `iter_pages` does."""
        require_concurrency(concurrency)
        return self._walk_rows(concurrency)

    async def _walk_rows(self, concurrency: int) -> AsyncGenerator[T]:
        async with aclosing(self._walk(concurrency)) as pages:
            async for page in pages:
                for row in page.result:
                    yield row

    def __aiter__(self) -> AsyncIterator[T]:
        return self.iter_items()


class AsyncPaginator(Generic[T]):
    """A list that was asked for: await it for its first page, or iterate over all its rows."""

    def __init__(
        self, fetch: Callable[[], Coroutine[Any, Any, AsyncV4PagePaginationArray[T]]]
    ) -> None:
        self._fetch = fetch

    def __await__(self) -> Generator[Any, Any, AsyncV4PagePaginationArray[T]]:
        return self._fetch().__await__()

    async def __aiter__(self) -> AsyncIterator[T]:
        async for row in await self._fetch():
            yield row
