"""The same test with both kinds of client."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from enum import Enum
from inspect import isawaitable
from operator import attrgetter
from typing import Any, Final

import httpx

__all__ = ["ASYNC", "SYNC", "Caller", "ClientKind", "collect", "each", "entered", "settled"]


class ClientKind(Enum):
    """Whether a client is synchronous or asynchronous."""

    SYNC = "sync"
    ASYNC = "async"

    def choose(self, sync: Any, asynchronous: Any) -> Any:
        return sync if self is ClientKind.SYNC else asynchronous

    def http(self, **settings: Any) -> Any:
        """An httpx client, for `http_client`."""
        return self.choose(httpx.Client, httpx.AsyncClient)(**settings)


SYNC: Final = ClientKind.SYNC
ASYNC: Final = ClientKind.ASYNC


async def settled(value: Any) -> Any:
    """The value, awaited if it can be."""
    return await value if isawaitable(value) else value


async def each(items: Iterable[Any] | AsyncIterable[Any]) -> AsyncGenerator[Any]:
    """The items of a sync or async iterable."""
    if isinstance(items, AsyncIterable):
        async for item in items:
            yield item
    else:
        for item in items:
            yield item


async def collect(items: Iterable[Any] | AsyncIterable[Any]) -> list[Any]:
    return [item async for item in each(items)]


@asynccontextmanager
async def entered(manager: Any) -> AsyncGenerator[Any]:
    """A `with` or `async with` block."""
    if hasattr(manager, "__aenter__"):
        async with manager as value:
            yield value
    else:
        with manager as value:
            yield value


class Caller:
    """Runs calls of a synchronous test with a client of either kind, made for each of them."""

    def __init__(self, make: Callable[..., Any], **settings: Any) -> None:
        self.settings: dict[str, Any] = {"max_retries": 0, **settings}
        self._make = make

    def run(self, work: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
        """Return the result of some work with a client."""

        async def run() -> Any:
            async with entered(self._make(**self.settings)) as client:
                return await work(client)

        return asyncio.run(run())

    def method(self, name: str, /, *positional: Any, **arguments: Any) -> Any:
        """Call a method, `zero_trust.….servers.list`."""
        return self.run(lambda client: settled(attrgetter(name)(client)(*positional, **arguments)))

    def walk(self, name: str, /, **arguments: Any) -> list[Any]:
        """Return every row of a list."""
        rows: list[Any] = self.run(lambda client: collect(attrgetter(name)(client)(**arguments)))
        return rows
