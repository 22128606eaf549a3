"""The size of an answer is bounded, however it is encoded, and nothing is read in vain."""

from __future__ import annotations

import gzip
import tracemalloc
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import httpx
import pytest

from cloudflare_api_core import (
    APIResponseValidationError,
    APIStatusError,
    BadRequestError,
    Call,
    NotFoundError,
)
from tests.clients import ClientKind, collect, entered, settled

from .support import READ, Body, Driver, Pet, Wire

pytestmark = pytest.mark.anyio

_JSON = b'{"success":true,"result":{"id":"a"}}'
_ARGUMENTS = {"owner": "o", "id": "i"}
_TOO_LARGE = r"^the answer is larger than the 1000 bytes of `max_body_size` \(GET http"


def _gzip(content: bytes) -> bytes:
    return gzip.compress(content, 1, mtime=0)


def _answer(content: bytes, encoding: str | None, status: int = 200) -> httpx.Response:
    """An answer that arrives in two pieces."""
    headers = {"Content-Encoding": encoding} if encoding is not None else {}
    return Body(content[:9], content[9:]).answer(status, headers)


@pytest.mark.parametrize("encoding", [None, "", "identity", "gzip", " GZIP "])
async def test_an_answer_has_at_most_max_body_size_decompressed_bytes(
    encoding: str | None, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire, max_body_size=1000, max_retries=2)
    for size in (1000, 1001):
        content = _JSON + b" " * (size - len(_JSON))
        sent = _gzip(content) if "gzip" in (encoding or "").lower() else content
        wire.will(_answer(sent, encoding), _answer(sent, encoding, 404))
    assert (await driver.read()).content == content[:1000]
    with pytest.raises(NotFoundError):
        await driver.read()
    for _ in ("200", "404"):
        with pytest.raises(APIResponseValidationError, match=_TOO_LARGE) as caught:
            await driver.read()
        assert caught.value.attempts == 1


async def test_a_streamed_answer_is_bounded_where_it_is_read_whole(
    client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire, max_body_size=1000)
    body = _gzip(b" " * 5000)
    wire.will(*(_answer(body, "gzip") for _ in range(4)))
    for how in ("read", "parse"):
        async with _stream(driver) as response:
            with pytest.raises(APIResponseValidationError, match=_TOO_LARGE):
                await settled(getattr(response, how)())
    async with _stream(driver) as response:
        assert b"".join(await collect(response.iter_bytes(7))) == b" " * 5000
    wire.forget()


@pytest.mark.parametrize(
    ("content", "encoding", "problem"),
    [
        (_gzip(_gzip(_JSON)), "gzip, gzip", "the encoding is 'gzip, gzip', not gzip"),
        (b"\x0b", "br", "the encoding is 'br', not gzip"),
        (_gzip(_JSON) + b"more", "gzip", "more follows the end of the compressed data"),
    ],
    ids=["layers", "br", "trailing"],
)
async def test_an_encoding_that_cannot_be_bounded_is_refused(
    content: bytes, encoding: str, problem: str, client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(_answer(content, encoding))
    problem = f"^the answer cannot be decompressed: DecodingError: {problem}"
    with pytest.raises(APIResponseValidationError, match=problem):
        await Driver(client_kind, wire, max_retries=2).read()
    assert wire.requests[0].headers["accept-encoding"] == "gzip"


async def test_an_answer_that_a_hook_has_read_is_not_limited(
    client_kind: ClientKind, wire: Wire
) -> None:
    def read(response: httpx.Response) -> None:
        response.read()

    async def aread(response: httpx.Response) -> None:
        await response.aread()

    hooks = {"response": [client_kind.choose(read, aread)]}
    wire.will(*(_answer(_gzip(_JSON), "gzip") for _ in range(2)))
    driver = Driver(client_kind, wire, http={"event_hooks": hooks})
    assert (await driver.read()).parsed == Pet(id="a")
    async with _stream(driver) as response:
        assert await settled(response.parse()) == Pet(id="a")


@pytest.mark.parametrize("status", [429, 503])
async def test_an_answer_before_a_retry_is_closed_unread(
    status: int, client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    bodies = [Body(b"a", closing=closing) for closing in (None, httpx.CloseError("reset"))]
    last = Body(b"b")
    wire.will(*(body.answer(status) for body in [*bodies, last]))
    with pytest.raises(APIStatusError) as caught:
        await Driver(client_kind, wire, max_retries=2).read()
    assert caught.value.attempts == 3
    assert [(body.given, body.is_closed) for body in bodies] == [(0, True)] * 2
    assert (last.given, last.is_closed) == (1, True)


@pytest.mark.parametrize("status", [200, 400])
async def test_an_answer_of_very_many_values_is_refused(
    status: int, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire, max_body_size=1600)
    for more in (95, 96):
        content = _JSON[:-1] + b',"more":[' + b"0," * more + b"0]}"
        wire.will(httpx.Response(status, content=content))
    with pytest.raises(BadRequestError) if status == 400 else nullcontext():
        await driver.read()
    with pytest.raises(
        APIResponseValidationError,
        match=f"^{status} [a-zA-Z ]*: more than 100 values: `max_body_size` allows one per 16",
    ):
        await driver.read()


async def test_a_bomb_takes_no_more_memory_than_its_bound(
    client_kind: ClientKind, wire: Wire
) -> None:
    limit = 2**20
    bomb = _gzip(bytes(32 * limit))
    driver = Driver(client_kind, wire, max_body_size=limit)
    wire.will(Body(bomb).answer(headers={"Content-Encoding": "gzip"}))
    tracemalloc.start()
    with pytest.raises(APIResponseValidationError):
        await driver.read()
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2 * limit


def _stream(driver: Driver) -> AbstractAsyncContextManager[Any]:
    return entered(driver.client.__client_stream__(Call(READ, _ARGUMENTS, {})))
