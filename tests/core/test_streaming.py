"""Streamed responses, whose bodies are read on request."""

from __future__ import annotations

import gzip
import traceback
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    Call,
    CloudflareError,
    InternalServerError,
    NotFoundError,
    UnsuccessfulResponseError,
)
from tests.clients import ASYNC, SYNC, ClientKind, each, entered, settled

from .support import LIST, READ, Body, Driver, Fork, Pet, Wire, envelope, leaks, raised_in

pytestmark = pytest.mark.anyio

_ARGUMENTS = {"owner": "o", "id": "i"}
_PAGE = {"owner": "o", "page": None, "per_page": None, "search": None}
_BODY = b'{"success":true,"result":{"id":"a"}}'
_PIECES = (_BODY[:10], _BODY[10:30], _BODY[30:])


class Stream:
    """A streamed answer of either kind."""

    def __init__(self, response: Any) -> None:
        self.response = response

    async def do(self, name: str) -> Any:
        return await settled(getattr(self.response, name)())

    def pieces(self, *size: int) -> AsyncGenerator[bytes]:
        return each(self.response.iter_bytes(*size))

    async def use(self, how: str) -> None:
        if how == "pieces":
            _ = [piece async for piece in self.pieces()]
        else:
            await self.do(how)


@asynccontextmanager
async def stream(driver: Driver) -> AsyncGenerator[Stream]:
    """The streamed answer of a call."""
    async with entered(driver.client.__client_stream__(Call(READ, _ARGUMENTS, {}))) as response:
        yield Stream(response)


async def test_the_body_is_not_read_before_it_is_asked_for(driver: Driver, wire: Wire) -> None:
    body = Body(*_PIECES)
    wire.will(body.answer(headers={"X-Mine": "a"}))
    async with stream(driver) as opened:
        response = opened.response
        assert body.given == 0
        assert not response.is_closed
        assert response.status_code == 200
        assert response.headers["x-mine"] == "a"
        assert response.http_request.url == "https://api.example.com/v4/owners/o/pets/i"
        assert "authorization" not in response.http_request.headers
        assert repr(response).endswith("Response [200] GET " + str(response.http_request.url) + ">")
        pieces = opened.pieces()
        assert await anext(pieces) == _PIECES[0]
        assert body.given == 1
        assert [piece async for piece in pieces] == [*_PIECES[1:]]
        assert response.is_closed
    assert body.is_closed


@pytest.mark.parametrize("size", [1, 7, 10, 1000])
async def test_chunks_have_the_size_asked_for(size: int, driver: Driver, wire: Wire) -> None:
    wire.will(Body(*_PIECES).answer())
    async with stream(driver) as opened:
        pieces = [piece async for piece in opened.pieces(size)]
    assert pieces == [_BODY[start : start + size] for start in range(0, len(_BODY), size)]


@pytest.mark.parametrize("size", [0, -1])
async def test_a_chunk_size_below_1_is_refused(size: int, driver: Driver, wire: Wire) -> None:
    wire.will(Body(*_PIECES).answer())
    async with stream(driver) as opened:
        with pytest.raises(ValueError, match=f"^Expected `chunk_size` .* but received {size}$"):
            await anext(opened.pieces(size))


async def test_chunks_are_decompressed(driver: Driver, wire: Wire) -> None:
    wire.will(Body(gzip.compress(_BODY)).answer(headers={"Content-Encoding": "gzip"}))
    async with stream(driver) as opened:
        assert b"".join([piece async for piece in opened.pieces()]) == _BODY


async def test_a_body_is_read_once_and_can_be_parsed_again(driver: Driver, wire: Wire) -> None:
    body = Body(*_PIECES)
    wire.will(body.answer())
    async with stream(driver) as opened:
        assert await opened.do("read") == _BODY
        assert body.is_closed
        assert opened.response.is_closed
        assert await opened.do("read") == _BODY
        assert await opened.do("parse") == await opened.do("parse") == Pet(id="a")
        assert b"".join([piece async for piece in opened.pieces()]) == _BODY
    assert await opened.do("parse") == Pet(id="a")
    assert leaks(opened.response) == []


async def test_a_body_that_was_iterated_over_is_gone(driver: Driver, wire: Wire) -> None:
    wire.will(Body(*_PIECES).answer())
    async with stream(driver) as opened:
        assert b"".join([piece async for piece in opened.pieces()]) == _BODY
        with pytest.raises(CloudflareError, match=r"^the body has already been read, or its "):
            await opened.do("read")


async def test_parse_reads_the_body(driver: Driver, wire: Wire) -> None:
    wire.will(Body(*_PIECES).answer())
    async with stream(driver) as opened:
        assert await opened.do("parse") == Pet(id="a")


async def test_close_leaves_the_rest_unread(driver: Driver, wire: Wire) -> None:
    body = Body(*_PIECES)
    wire.will(body.answer())
    async with stream(driver) as opened:
        await opened.do("close")
        assert opened.response.is_closed
        assert (body.is_closed, body.given) == (True, 0)


@pytest.mark.parametrize("error", [None, KeyError("mine")], ids=["end", "error"])
async def test_leaving_the_block_closes_the_response(
    error: Exception | None, driver: Driver, wire: Wire
) -> None:
    body = Body(*_PIECES)
    wire.will(body.answer())
    caught: Exception | None = None
    try:
        async with stream(driver) as opened:
            await anext(opened.pieces())
            if error:
                raise error
    except KeyError as raised:
        caught = raised
    assert caught is error
    assert (body.is_closed, body.given) == (True, 1)


@pytest.mark.parametrize(
    "fault",
    [httpx.CloseError("reset"), OSError(5, "broken"), raised_in("httpcore", KeyError(5))],
    ids=repr,
)
async def test_a_fault_while_closing_is_ignored(
    fault: Exception, driver: Driver, wire: Wire
) -> None:
    wire.will(Body(*_PIECES, closing=fault).answer(), Body(*_PIECES, closing=fault).answer())
    async with stream(driver) as opened:
        await anext(opened.pieces())
    async with stream(driver) as opened:
        await opened.do("close")


async def test_a_bug_in_a_given_transport_is_not_hidden(driver: Driver, wire: Wire) -> None:
    wire.will(
        Body(b"{", KeyError("mine")).answer(), Body(*_PIECES, closing=KeyError("mine")).answer()
    )
    async with stream(driver) as opened:
        with pytest.raises(KeyError):
            await opened.use("pieces")
    async with stream(driver) as opened:
        with pytest.raises(KeyError):
            await opened.do("close")


@pytest.mark.parametrize(("status", "expected"), [(404, NotFoundError), (503, InternalServerError)])
async def test_a_failure_raises_on_entering_with_its_body_read(
    status: int, expected: type[APIError], driver: Driver, wire: Wire
) -> None:
    body = Body(b'{"success": false, "errors": [{"code": 7003, ', b'"message": "m"}]}')
    wire.will(body.answer(status))
    with pytest.raises(expected) as caught:
        async with stream(driver):
            pytest.fail("entered")
    assert caught.value.errors[0].code == 7003
    assert body.is_closed


async def test_an_unsuccessful_response_raises_in_parse(driver: Driver, wire: Wire) -> None:
    wire.will(Body(b'{"success": false, "result": null}').answer())
    async with stream(driver) as opened:
        with pytest.raises(UnsuccessfulResponseError):
            await opened.do("parse")


_FAULTS: list[tuple[Exception, type[APIError]]] = [
    (httpx.ReadTimeout("slow"), APITimeoutError),
    (httpx.ReadError("reset"), APIConnectionError),
    (httpx.RemoteProtocolError("short"), APIConnectionError),
    (httpx.DecodingError("bad"), APIResponseValidationError),
    (OSError(5, "broken"), APIConnectionError),
    (raised_in("h2.connection", KeyError(5)), APIConnectionError),
]


@pytest.mark.parametrize("how", ["read", "parse", "pieces"])
@pytest.mark.parametrize(
    ("fault", "expected"), _FAULTS, ids=[type(fault).__name__ for fault, _ in _FAULTS]
)
async def test_a_fault_while_reading_is_our_error(
    fault: Exception, expected: type[APIError], how: str, client_kind: ClientKind, wire: Wire
) -> None:
    body = Body(b"{", fault)
    wire.will(httpx.Response(503), body.answer())
    with pytest.raises(APIError) as caught:
        async with stream(Driver(client_kind, wire, max_retries=1, max_retry_wait=0)) as opened:
            await opened.use(how)
    error = caught.value
    assert type(error) is expected
    assert error.attempts == 2
    assert type(fault).__name__ in str(error)
    assert str(error).endswith("(GET https://api.example.com/v4/owners/o/pets/i)")
    assert error.request is not None
    assert error.__cause__ is None
    assert error.__context__ is None
    assert "httpx/" not in "".join(traceback.format_exception(error))
    assert leaks(error) == []
    assert body.is_closed


async def test_a_corrupt_gzip_is_an_invalid_answer(driver: Driver, wire: Wire) -> None:
    wire.will(Body(b"no gzip").answer(headers={"Content-Encoding": "gzip"}))
    async with stream(driver) as opened:
        with pytest.raises(APIResponseValidationError, match="cannot be decompressed"):
            await opened.do("read")


def test_arguments_are_checked_at_the_call(client_kind: ClientKind, wire: Wire) -> None:
    client = Driver(client_kind, wire).client
    for operation in (READ, LIST):
        with pytest.raises(ValueError, match=r"^Expected a non-empty value for `owner`"):
            client.__client_stream__(Call(operation, {**_ARGUMENTS, **_PAGE, "owner": ""}, {}))


async def test_a_page_of_a_streamed_response_can_be_walked(wire: Wire) -> None:
    for name in ("a", "b"):
        wire.will(envelope([{"id": name}], result_info={"per_page": 1}), envelope([]))
    with Driver(SYNC, wire).client.__client_stream__(Call(LIST, _PAGE, {})) as response:
        assert [pet.id for pet in response.parse()] == ["a"]
    async with Driver(ASYNC, wire).client.__client_stream__(
        Call(LIST, _PAGE, {})
    ) as async_response:
        page = await async_response.parse()
        assert [pet.id async for pet in page] == ["b"]


async def test_no_secret_is_reachable_from_a_streamed_response_after_its_block(
    client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(httpx.Response(200, stream=Body(*_PIECES)))
    client = Driver(client_kind, wire).client
    async with entered(client.__client_stream__(Call(READ, _ARGUMENTS, {}))) as answer:
        await anext(each(answer.iter_bytes()))
    assert isinstance(answer._response.stream, httpx.ByteStream)
    assert leaks(answer) == []


async def test_a_body_from_before_a_fork_is_left_to_the_parent(
    driver: Driver, wire: Wire, fork: Fork
) -> None:
    body = Body(*_PIECES)
    wire.will(body.answer())
    async with stream(driver) as opened:
        fork()
        for use in ("pieces", "read", "parse"):
            with pytest.raises(CloudflareError, match="belongs to the process"):
                await opened.use(use)
    assert (body.given, body.is_closed) == (0, False)
