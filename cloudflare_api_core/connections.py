"""The httpx clients that a client opens: one for each process, and for each event loop.

After a fork, parent and child would write to the same sockets and read each other's answers.
The sockets of an event loop that has ended can be neither used nor closed in the next one.
"""

from __future__ import annotations

import codecs
import os
import weakref
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable
from contextlib import suppress
from typing import Any, Final, Generic, TypeVar

import httpx

from .errors import CloudflareError, ConfigurationError

__all__ = ["AsyncConnections", "Connections", "SyncConnections", "require_no_proxy"]

H = TypeVar("H", httpx.Client, httpx.AsyncClient)

# The parent's httpx clients, never to be touched in the child: another thread may have held one of
# their locks at the moment of the fork.
_BEFORE_FORK: Final = list[object]()


def require_no_proxy(given: httpx.Client | httpx.AsyncClient, base_url: str) -> None:
    """Raise ConfigurationError if a given `http_client` sends plain http through a proxy.

    httpx applies HTTP_PROXY also to a base URL of this machine.
    """
    url = httpx.URL(base_url)
    # httpx has no public names for these.
    transport = given._transport_for_url(url)  # pyright: ignore[reportPrivateUsage]
    if url.scheme == "http" and hasattr(getattr(transport, "_pool", None), "_proxy_url"):
        raise ConfigurationError(
            "`http_client` would send credentials unencrypted to a proxy: give it trust_env=False "
            f"or set NO_PROXY={url.host} if the environment names the proxy, or use allow_http=True"
        )


class Connections(ABC, Generic[H]):
    """The connections of a client and its copies. A given `http_client` is used as it is."""

    def __init__(self, given: H | None, open_http: Callable[[], H]) -> None:
        self._given: H | None = given
        self._open_http: Callable[[], H] = open_http
        self._pid = os.getpid()
        self._opened: dict[object, H] = {}
        self._is_closed = False

    def http(self) -> H:
        """Return the httpx client of this process and event loop.

        Raises CloudflareError if the client is closed, and ConfigurationError in a process that was
        forked after `http_client` was given.
        """
        if self._pid != os.getpid():
            self._leave_to_parent()
        if self._given:
            return self._given
        if self._is_closed:
            raise CloudflareError("the client is closed")
        return self._current()

    def _leave_to_parent(self) -> None:
        if self._given:
            raise ConfigurationError(
                "`http_client` was given before this process was forked, so its connections belong "
                "to the parent process: make the client after the fork, or leave `http_client` out"
            )
        _BEFORE_FORK.append(self._opened)
        self._opened, self._pid = {}, os.getpid()

    @abstractmethod
    def _current(self) -> H: ...


class SyncConnections(Connections[httpx.Client]):
    """The connections of a synchronous client."""

    def __init__(self, given: httpx.Client | None, open_http: Callable[[], httpx.Client]) -> None:
        super().__init__(given, open_http)
        if not given:
            # httpx imports httpcore for it, and sockets import the codec. Both are imported now: a
            # fork during the first call of another thread would leave a lock of the import locked.
            self._current()
            codecs.lookup("idna")

    def _current(self) -> httpx.Client:
        if not (http := self._opened.get(None)):
            # Two threads may open one at once.
            http = self._opened.setdefault(None, self._open_http())
            # Closes a client that the program does not close, when it is no longer used or at exit.
            weakref.finalize(self, _close, http, self._pid)
        return http

    def close(self) -> None:
        """Close the connections, unless `http_client` was given."""
        self._is_closed = not self._given
        for http in self._opened.values():
            _close(http, self._pid)


def _close(http: httpx.Client, pid: int) -> None:
    if pid == os.getpid():
        http.close()


class AsyncConnections(Connections[httpx.AsyncClient]):
    """The connections of an asynchronous client."""

    def __init__(
        self, given: httpx.AsyncClient | None, open_http: Callable[[], httpx.AsyncClient]
    ) -> None:
        super().__init__(given, open_http)
        self._closers: dict[object, AsyncGenerator[None]] = {}

    def _leave_to_parent(self) -> None:
        super()._leave_to_parent()
        _BEFORE_FORK.append(self._closers)
        self._closers = {}

    def _current(self) -> httpx.AsyncClient:
        # Imported here because httpx, too, imports asyncio only when it is needed.
        from .background import event_loop

        loop = event_loop()
        if not (http := self._opened.get(loop)):
            http = self._opened[loop] = self._open_http()
            # An event loop closes its suspended generators before it ends, and a generator that
            # nobody refers to. A client that nobody closes is closed by that.
            self._closers[loop] = _closer(self._opened, loop)
            with suppress(StopIteration):
                self._closers[loop].asend(None).send(None)
        return http

    async def close(self) -> None:
        """Close the connections of this event loop, unless `http_client` was given."""
        from .background import event_loop, run_in_background

        self._is_closed = not self._given
        if self._pid == os.getpid() and (closer := self._closers.pop(event_loop(), None)):
            await run_in_background(lambda _: closer.aclose())


async def _closer(opened: dict[Any, httpx.AsyncClient], loop: object) -> AsyncGenerator[None]:
    try:
        yield
    finally:
        await opened.pop(loop).aclose()
