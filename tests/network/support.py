"""A scripted server, callers, and the check of every error."""

from __future__ import annotations

import asyncio
import gzip
import json
import pickle
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Generator
from contextlib import AbstractAsyncContextManager, contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, NamedTuple, Self

import httpx
import pytest

from cloudflare_ai_controls import APIError, AsyncCloudflare, Cloudflare, CloudflareError
from cloudflare_api_core import Call
from tests.clients import ClientKind, collect, entered, settled

__all__ = [
    "CERTIFICATE",
    "CLOSED",
    "CREDENTIALS",
    "LISTED",
    "PAIR",
    "PATIENCE",
    "RESET",
    "ROW",
    "SECRETS",
    "SHORT",
    "SILENCE",
    "TOKEN",
    "Caller",
    "Reply",
    "Server",
    "answer",
    "corrupt_gzip",
    "envelope",
    "failing",
    "page",
    "until",
    "unused_url",
]

PATIENCE: Final = 60
"""Seconds within which everything is done, however slow the machine."""

SHORT: Final = httpx.Timeout(PATIENCE, read=0.01)
"""The timeout of a call that waits for an answer in vain."""

CERTIFICATE: Final = Path(__file__).parent / "untrusted.pem"
"""Self-signed for 127.0.0.1, with its key; nobody trusts it."""

TOKEN: Final = "canary-token-5e1f0a"
PAIR: Final = {"api_email": "canary-email-5e1f0b@example.com", "api_key": "canary-key-5e1f0c"}
CREDENTIALS: Final[dict[str, dict[str, str]]] = {"token": {"api_token": TOKEN}, "pair": PAIR}
SECRETS: Final = (TOKEN, *PAIR.values())


class Reply(NamedTuple):
    """The server's treatment of one request."""

    data: bytes = b""
    then: Literal["go on", "close", "reset", "hang"] = "go on"


def answer(
    status: int = 200,
    body: bytes = b"",
    *headers: tuple[str, str],
    kind: str = "application/json",
    length: int | None = None,
    then: Literal["go on", "close", "reset", "hang"] = "go on",
) -> Reply:
    """An answer over HTTP; `length` is a wrong length of its body, if given."""
    lines = [f"HTTP/1.1 {status} Some Reason", f"Content-Type: {kind}"]
    lines += [f"{name}: {value}" for name, value in headers]
    lines.append(f"Content-Length: {len(body) if length is None else length}")
    return Reply("\r\n".join([*lines, "", ""]).encode("latin-1") + body, then)


def envelope(result: object = None, **members: object) -> bytes:
    """A success in Cloudflare's envelope."""
    empty: dict[str, object] = {"success": True, "errors": [], "messages": []}
    return json.dumps({**empty, "result": result, **members}).encode()


ROW: Final[dict[str, object]] = {
    "id": "a",
    "auth_type": "oauth",
    "hostname": "https://a.example",
    "name": "A",
    "prompts": [],
    "tools": [],
}


def page(number: int = 1, of: int = 1) -> Reply:
    """One page of a list that has a row on each."""
    info = {"page": number, "per_page": 1, "count": 1, "total_count": of}
    return answer(200, envelope([{**ROW, "id": f"s{number}"}], result_info=info))


LISTED: Final = page()
RESET: Final = Reply(then="reset")
CLOSED: Final = Reply(then="close")
SILENCE: Final = Reply(then="hang")


def corrupt_gzip() -> bytes:
    """A gzip with a damaged middle."""
    whole = bytearray(gzip.compress(envelope([ROW] * 50), mtime=0))
    whole[12:40] = b"\xff" * 28
    return bytes(whole)


class Server:
    """Plays a script to its clients, one reply a request, the last one for ever.

    Within its `with` block it listens on 127.0.0.1; leaving that ends every connection.
    """

    def __init__(self, *script: Reply | Callable[[str], Reply], tls: bool = False) -> None:
        self.requests: list[str] = []
        """The heads that came, in the order of their coming."""
        self.open = 0
        """The number of connections."""
        self._script = script
        self._tls = tls
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()))

    @property
    def url(self) -> str:
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self.port}/v4"

    def headers(self) -> list[dict[str, str]]:
        """The headers of each request, with names in lower case."""
        heads = [request.split("\r\n")[1:-2] for request in self.requests]
        split = [[line.partition(": ") for line in head] for head in heads]
        return [{name.lower(): value for name, _, value in head} for head in split]

    async def _run(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        context = None
        if self._tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(CERTIFICATE)
        server = await asyncio.start_server(
            self._serve, "127.0.0.1", 0, ssl=context, backlog=1000, limit=2**20
        )
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        # asyncio leaves the socket open if a server closes between accept and connection, and a
        # socket that nobody closes fails a later test.
        for _ in range(10):
            await asyncio.sleep(0)
        server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                await self._converse(reader, writer)
        finally:
            writer.transport.abort()
            self.open -= 1

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            head = await reader.readexactly(1)
            if head != b"\x16":  # with which TLS begins
                head += await reader.readuntil(b"\r\n\r\n")
            reply = self._script[min(len(self.requests), len(self._script) - 1)]
            self.requests.append(head.decode("latin-1"))
            if callable(reply):
                reply = reply(self.requests[-1])
            writer.write(reply.data)
            await writer.drain()
            match reply.then:
                case "go on":
                    continue
                case "close":
                    writer.close()
                    return await writer.wait_closed()
                case "reset":
                    # Lingering for no time makes the kernel send a reset.
                    raw: socket.socket = writer.get_extra_info("socket")
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    return None
                case "hang":
                    await reader.read()
                    return None

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(PATIENCE)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


async def until(condition: Callable[[], bool]) -> None:
    """Wait for a condition, with a limit for a test that would hang."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end
        await asyncio.sleep(0.001)


@contextmanager
def unused_url() -> Generator[str]:
    """A URL where nothing listens."""
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{bound.getsockname()[1]}/v4"


class Caller:
    """A client that lists servers in every way there is."""

    def __init__(self, kind: ClientKind, url: str, **settings: Any) -> None:
        given: dict[str, Any] = {"max_retries": 0, "timeout": PATIENCE}
        if not settings.keys() & {"api_token", *PAIR}:
            given["api_token"] = TOKEN
        self.kind = kind
        make = kind.choose(Cloudflare, AsyncCloudflare)
        self.client: Any = make(base_url=url, **given | settings)

    @property
    def servers(self) -> Any:
        return self.client.zero_trust.access.ai_controls.mcp.servers

    async def plain(self, **options: Any) -> Any:
        return await settled(self.servers.list(account_id="a", **options))

    async def raw(self, **options: Any) -> Any:
        return await settled(self.servers.with_raw_response.list(account_id="a", **options))

    async def streaming(self, **options: Any) -> Any:
        async with self.open_stream(**options) as response:
            await settled(response.parse())
            return response

    async def iterated(self, **options: Any) -> Any:
        async with self.open_stream(**options) as response:
            await collect(response.iter_bytes())
            return response

    def open_stream(self, **options: Any) -> AbstractAsyncContextManager[Any]:
        return entered(self.servers.with_streaming_response.list(account_id="a", **options))

    async def request(self, operation: Any) -> Any:
        return await settled(self.client.__client_request__(Call(operation, {}, {})))

    async def all(self) -> list[Any]:
        return await collect(self.servers.list(account_id="a"))

    async def next(self, page: Any) -> Any:
        return await settled(page.get_next_page())

    async def walk(self, page: Any, concurrency: int) -> list[Any]:
        return await collect(page.iter_items(concurrency))

    async def close(self) -> None:
        await settled(self.client.close())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


@contextmanager
def failing(
    expected: type[CloudflareError] | tuple[type[CloudflareError], ...] = APIError,
    *,
    attempts: int | None = 1,
) -> Generator[pytest.ExceptionInfo[Any]]:
    """Expect an error that keeps the rules for all errors."""
    with pytest.raises(CloudflareError) as caught:
        yield caught
    error = caught.value
    assert type(error) in (expected if isinstance(expected, tuple) else (expected,)), repr(error)
    if isinstance(error, APIError) and attempts is not None:
        assert error.attempts == attempts
    _check(error)


def _check(error: CloudflareError) -> None:
    assert len(str(error).splitlines()) == 1, "one line"
    assert len(str(error)) < 2000
    assert str(error).isprintable()
    assert not any(secret in f"{error!r}" for secret in SECRETS)
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again)) == (type(error), str(error))
    assert again.__dict__.keys() == error.__dict__.keys()
    pending: list[BaseException | None] = [error]
    while pending:
        if each := pending.pop():
            assert isinstance(each, CloudflareError), "nobody else's"
            pending += [each.__cause__, each.__context__]
