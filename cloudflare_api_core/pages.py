"""The pages of a list. Iterating over a page gives its rows and those of all pages after it."""

from __future__ import annotations

import os
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
from functools import partial
from typing import Any, Final, Self, TypeVar

from .base_page import BasePage, FirstAttempt, require_concurrency
from .call import PreparedCall
from .importing import importing

__all__ = ["AsyncV4PagePaginationArray", "SyncV4PagePaginationArray"]

T = TypeVar("T")

_SHUTDOWN_SECONDS: Final = 1.0


class SyncV4PagePaginationArray(BasePage[T]):
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


class AsyncV4PagePaginationArray(BasePage[T]):
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
