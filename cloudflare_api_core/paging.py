"""Lists that come in pages.

`next_page` decides which page follows; the page classes fetch it. Iterating over a page walks every
row from its first one on, through all the pages that follow.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Generator, Iterator
from typing import Any, Generic, TypeVar

from .arguments import Call
from .envelope import ResultInfo, Rows
from .errors import PaginationError

__all__ = [
    "AsyncPaginator",
    "AsyncV4PagePaginationArray",
    "SyncV4PagePaginationArray",
    "next_page",
]

T = TypeVar("T")


def next_page(page: int, rows: int, info: ResultInfo) -> int | None:
    """Return the number of the page that follows, or None if this one is the last.

    The last page is empty, or has fewer rows than the server says that a page holds, or is the last
    by the server's totals. What was asked for as `per_page` says nothing: the server may give less.
    """
    # Without the size of a page, its rows are the least that it can be.
    size = info.per_page or rows
    if rows == 0 or rows < size:
        return None
    if info.total_pages is not None and page >= info.total_pages:
        return None
    if info.total_count is not None and page * size >= info.total_count:
        return None
    return page + 1


class _Page(Generic[T]):
    result: list[T]
    """The rows of this page."""
    result_info: ResultInfo | None
    """Where this page stands in the whole list, if the server says so."""

    def __init__(self, call: Call, rows: Rows[T]) -> None:
        self.result = rows.read
        self.result_info = rows.info
        self._call = call
        self._raw = rows.raw
        self._info = rows.info or ResultInfo()
        # `extra_query` is not checked.
        asked = call.query.get(self._parameter, "")
        number, echoed = int(asked) if asked.isdecimal() else None, self._info.page
        if number is not None and echoed is not None and number != echoed:
            raise PaginationError(f"asked for page {number}, the server gave page {echoed}")
        self._number = number or echoed or 1

    @property
    def _parameter(self) -> str:
        parameter = self._call.operation.page_parameter
        assert parameter is not None
        return parameter

    def has_next_page(self) -> bool:
        """Whether there may be rows after this page's."""
        return next_page(self._number, len(self.result), self._info) is not None

    def _next_call(self) -> Call:
        number = next_page(self._number, len(self.result), self._info)
        if number is None:
            raise PaginationError(f"page {self._number} is the last one")
        return self._call.with_query(**{self._parameter: str(number)})

    def _refuse_repetition(self, following: _Page[T]) -> None:
        try:
            is_repeated = bool(following._raw) and following._raw == self._raw
        except RecursionError:
            # Rows nested this deeply cannot be compared; an endless list of them can be left early.
            is_repeated = False
        if is_repeated:
            raise PaginationError(f"the server gave page {self._number} again as the next one")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} page {self._number}, {len(self.result)} rows>"


class SyncV4PagePaginationArray(_Page[T]):
    """A page of a list. Iterating over it walks the whole rest of the list."""

    def __init__(
        self,
        call: Call,
        rows: Rows[T],
        fetch: Callable[[Call], SyncV4PagePaginationArray[T]],
    ) -> None:
        super().__init__(call, rows)
        self._fetch = fetch

    def get_next_page(self) -> SyncV4PagePaginationArray[T]:
        """Fetch the page that follows. Raises PaginationError if there is none."""
        page = self._fetch(self._next_call())
        self._refuse_repetition(page)
        return page

    def iter_pages(self) -> Iterator[SyncV4PagePaginationArray[T]]:
        """Walk this page and all that follow, fetching each as it is needed."""
        page = self
        yield page
        while page.has_next_page():
            page = page.get_next_page()
            yield page

    def iter_items(self) -> Iterator[T]:
        """Walk the rows of this page and of all that follow."""
        for page in self.iter_pages():
            yield from page.result

    def __iter__(self) -> Iterator[T]:
        return self.iter_items()


class AsyncV4PagePaginationArray(_Page[T]):
    """A page of a list. Iterating over it walks the whole rest of the list."""

    def __init__(
        self,
        call: Call,
        rows: Rows[T],
        fetch: Callable[[Call], Awaitable[AsyncV4PagePaginationArray[T]]],
    ) -> None:
        super().__init__(call, rows)
        self._fetch = fetch

    async def get_next_page(self) -> AsyncV4PagePaginationArray[T]:
        """Fetch the page that follows. Raises PaginationError if there is none."""
        page = await self._fetch(self._next_call())
        self._refuse_repetition(page)
        return page

    async def iter_pages(self) -> AsyncIterator[AsyncV4PagePaginationArray[T]]:
        """Walk this page and all that follow, fetching each as it is needed."""
        page = self
        yield page
        while page.has_next_page():
            page = await page.get_next_page()
            yield page

    async def iter_items(self) -> AsyncIterator[T]:
        """Walk the rows of this page and of all that follow."""
        async for page in self.iter_pages():
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
