"""A list that is not fetched yet."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine, Generator
from typing import Any, TypeVar

from .call import PreparedCall
from .pages import AsyncV4PagePaginationArray

__all__ = ["AsyncPaginator"]

T = TypeVar("T")


class AsyncPaginator(Coroutine[Any, Any, AsyncV4PagePaginationArray[T]]):
    """A list that is not fetched yet: await it for its first page, or iterate over all its rows.

    It can be given to whatever takes a coroutine, such as `asyncio.create_task`.
    """

    def __init__(
        self,
        call: PreparedCall,
        fetch: Callable[[], Coroutine[Any, Any, AsyncV4PagePaginationArray[T]]],
    ) -> None:
        self._call = call
        self._fetch = fetch
        self._fetching: Coroutine[Any, Any, AsyncV4PagePaginationArray[T]] | None = None

    def _coroutine(self) -> Coroutine[Any, Any, AsyncV4PagePaginationArray[T]]:
        self._fetching = self._fetching or self._fetch()
        return self._fetching

    def send(self, value: Any, /) -> Any:
        """Go on fetching the first page, as an event loop does."""
        return self._coroutine().send(value)

    def throw(self, *error: Any) -> Any:
        """Raise an exception where the fetch of the first page waits."""
        return self._coroutine().throw(*error)

    def close(self) -> None:
        """End the fetch of the first page, if it has begun."""
        self._coroutine().close()

    def __await__(self) -> Generator[Any, Any, AsyncV4PagePaginationArray[T]]:
        return self._fetch().__await__()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._call.operation.method} {self._call.path}>"

    async def __aiter__(self) -> AsyncIterator[T]:
        async for row in await self._fetch():
            yield row
