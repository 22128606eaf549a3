"""Faults of the network and the server: each raises one of our own errors."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Final

import httpx
import pytest

from cloudflare_ai_controls import (
    APIConnectionError,
    APIResponseValidationError,
    APITimeoutError,
    CloudflareError,
)
from tests.clients import ClientKind, entered

from .support import (
    CERTIFICATE,
    CLOSED,
    LISTED,
    PATIENCE,
    RESET,
    ROW,
    SHORT,
    SILENCE,
    Caller,
    Reply,
    Server,
    answer,
    corrupt_gzip,
    envelope,
    failing,
    unused_url,
)

pytestmark = pytest.mark.anyio

_GZIP: Final = ("Content-Encoding", "gzip")
_CHUNKED: Final = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
_BAD: Final = APIResponseValidationError
_LOST: Final = APIConnectionError

_ANSWERS: Final[dict[str, tuple[Reply, type[CloudflareError]]]] = {
    "short-body": (answer(200, envelope([ROW]), length=9999, then="close"), _LOST),
    "short-error": (answer(500, b"{", length=9999, then="close"), _LOST),
    "reset-in-body": (answer(200, envelope([ROW]), length=9999, then="reset"), _LOST),
    "silence-in-body": (answer(200, b"{", length=9999, then="hang"), APITimeoutError),
    "corrupt-gzip": (answer(200, corrupt_gzip(), _GZIP), _BAD),
    "chunk-size": (Reply(_CHUNKED + b"zz\r\n{}\r\n", "close"), _LOST),
    "chunk-cut": (Reply(_CHUNKED + b"ff\r\n{}\r\n", "close"), _LOST),
    "chunks-without-end": (Reply(_CHUNKED + b"2\r\n{}\r\n", "close"), _LOST),
    "garbage": (Reply(b"\x00\xff\xfe garbage\r\n\r\n", "close"), _LOST),
    "http-9": (Reply(b"HTTP/9.9 200 OK\r\n\r\n", "close"), _BAD),
    "http-0.9": (Reply(b"<html>\r\n\r\n", "close"), _LOST),
    "status-99": (Reply(b"HTTP/1.1 99 Odd\r\n\r\n", "close"), _LOST),
    "status-101": (Reply(b"HTTP/1.1 101 Switching Protocols\r\n\r\n", "close"), _LOST),
    "head-cut": (Reply(b"HTTP/1.1 200 OK\r\nContent-Le", "close"), _LOST),
    "header-misshapen": (Reply(b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "close"), _LOST),
    "header-newline": (Reply(b"HTTP/1.1 200 OK\r\nA: b\x00c\r\n\r\n", "close"), _LOST),
    "lengths-differ": (
        Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", "close"),
        _LOST,
    ),
    "length-and-chunks": (
        Reply(_CHUNKED[:-2] + b"Content-Length: 9\r\n\r\n2\r\n{}\r\n0\r\n\r\n"),
        _BAD,
    ),
    "reason-of-escapes": (
        Reply(b"HTTP/1.1 200 \x1b[2J\x1b]0;x\x07\r\nContent-Length: 0\r\n\r\n"),
        _BAD,
    ),
    "length-nonsense": (Reply(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}", "close"), _LOST),
    "header-too-large": (answer(200, b"", ("X-Large", "x" * 300_000)), _LOST),
    "header-endless": (Reply(b"HTTP/1.1 200 OK\r\nX-Endless: " + b"x" * 2**20, "hang"), _LOST),
    "headers-endless": (Reply(b"HTTP/1.1 200 OK\r\n" + b"X-More: x\r\n" * 2**17, "hang"), _LOST),
    "closed": (CLOSED, _LOST),
    "reset": (RESET, _LOST),
    "silence": (SILENCE, APITimeoutError),
    "head-slow": (Reply(b"HTTP/1.1 200 OK\r\n", "hang"), APITimeoutError),
}


@pytest.mark.parametrize("name", _ANSWERS)
async def test_a_broken_answer_raises(
    name: str, client_kind: ClientKind, waits: list[float]
) -> None:
    reply, expected = _ANSWERS[name]
    attempts = 1 if expected is _BAD else 2
    with Server(reply) as server:
        timeout = _timeout(expected)
        async with Caller(client_kind, server.url, timeout=timeout, max_retries=1) as caller:
            for read in (caller.plain, caller.raw):
                with failing(expected, attempts=attempts):
                    await read()
            # A body that breaks off while the program reads it is not requested again.
            with failing(expected, attempts=None):
                await caller.streaming()


def _timeout(expected: type[CloudflareError]) -> httpx.Timeout | float:
    return SHORT if expected is APITimeoutError else PATIENCE


@pytest.mark.parametrize("name", ["short-body", "reset-in-body", "silence-in-body", "corrupt-gzip"])
async def test_a_body_that_breaks_off_while_it_is_walked(
    name: str, client_kind: ClientKind
) -> None:
    reply, expected = _ANSWERS[name]
    with Server(reply) as server:
        async with Caller(client_kind, server.url, timeout=_timeout(expected)) as caller:
            with failing(expected):
                await caller.iterated()


@contextmanager
def _black_hole() -> Generator[str]:
    """An address whose queue of connections is full."""
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v4"


_UNREACHABLE: Final[dict[str, tuple[Any, type[APIConnectionError]]]] = {
    "refused": (unused_url, APIConnectionError),
    "black-hole": (_black_hole, APITimeoutError),
}


@pytest.mark.parametrize("retries", [0, 2])
@pytest.mark.parametrize("name", _UNREACHABLE)
async def test_a_server_that_cannot_be_reached(
    name: str, retries: int, client_kind: ClientKind, waits: list[float]
) -> None:
    place, expected = _UNREACHABLE[name]
    with place() as url:
        timeout = httpx.Timeout(PATIENCE, connect=0.01) if expected is APITimeoutError else PATIENCE
        async with Caller(client_kind, url, timeout=timeout, max_retries=retries) as caller:
            with failing(expected, attempts=1 + retries):
                await caller.plain()
    assert len(waits) == retries


@contextmanager
def _plain_text_behind_https() -> Generator[str]:
    with Server(LISTED) as server:
        yield server.url.replace("http:", "https:")


@contextmanager
def _https_behind_plain_text() -> Generator[str]:
    with Server(LISTED, tls=True) as server:
        yield server.url.replace("https:", "http:")


async def test_an_untrusted_certificate_is_one_error(
    client_kind: ClientKind, waits: list[float]
) -> None:
    with Server(LISTED, tls=True) as server:
        async with Caller(client_kind, server.url, max_retries=2) as caller:
            with failing(APIConnectionError) as caught:
                await caller.plain()
            assert "CERTIFICATE_VERIFY_FAILED" in str(caught.value)
        assert server.requests == []
        assert waits == []

        trusting = ssl.create_default_context(cafile=CERTIFICATE)
        async with entered(client_kind.http(verify=trusting)) as http:
            await Caller(client_kind, server.url, http_client=http).plain()
        assert len(server.requests) == 1, "nothing else is wrong with it"


@pytest.mark.parametrize("place", [_plain_text_behind_https, _https_behind_plain_text])
async def test_one_side_encrypts_and_the_other_does_not(
    place: Any, client_kind: ClientKind, waits: list[float]
) -> None:
    opened: AbstractContextManager[str] = place()
    with opened as url:
        async with Caller(client_kind, url, max_retries=1) as caller:
            with failing(APIConnectionError, attempts=2):
                await caller.plain()
    assert len(waits) == 1
