"""The deadline of a whole call: attempts, waits and body."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from time import perf_counter

import anyio
import httpx
import pytest

from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    Call,
    InternalServerError,
    clock,
)
from tests.clients import ASYNC, ClientKind, collect, entered, settled

from .support import READ, Answer, Body, Driver, Pet, Wire, envelope

pytestmark = pytest.mark.anyio


class _Clock:
    """A clock that goes on only while something takes time."""

    def __init__(self) -> None:
        self.now = 100.0
        self.slowness = 1

    def pass_by(self, seconds: float) -> None:
        self.now += seconds * self.slowness

    async def pass_by_async(self, seconds: float) -> None:
        self.pass_by(seconds)


@pytest.fixture(autouse=True)
def time(monkeypatch: pytest.MonkeyPatch) -> _Clock:
    time = _Clock()
    monkeypatch.setattr(clock, "monotonic", lambda: time.now)
    monkeypatch.setattr(clock, "sleep", time.pass_by)
    monkeypatch.setattr(clock, "sleep_async", time.pass_by_async)
    monkeypatch.setattr(clock, "random", lambda: 0.0)
    return time


class _Drip(Body):
    """A body that takes a second for each piece."""

    def __init__(self, time: _Clock, *pieces: bytes) -> None:
        super().__init__(*pieces)
        self.time = time

    def __iter__(self) -> Iterator[bytes]:
        for piece in super().__iter__():
            self.time.pass_by(1)
            yield piece


def _after(time: _Clock, seconds: float, answer: Answer) -> Answer:
    def give(_: httpx.Request) -> httpx.Response:
        time.pass_by(seconds)
        if isinstance(answer, Exception):
            raise answer
        assert isinstance(answer, httpx.Response)
        return answer

    return give


async def test_a_body_in_drips_ends_at_the_deadline(
    client_kind: ClientKind, wire: Wire, time: _Clock
) -> None:
    driver = Driver(client_kind, wire, max_retries=2, deadline=5)
    body = _Drip(time, *(b" " for _ in range(100)))
    wire.will(body.answer())
    with pytest.raises(APITimeoutError, match=r"^no answer within 5 s \(GET http") as caught:
        await driver.read()
    assert (time.now, body.given, caught.value.attempts) == (105, 5, 1)
    assert body.is_closed
    assert caught.value.__context__ is None


@pytest.mark.parametrize("how", ["read", "parse", "iter_bytes"])
async def test_the_body_of_a_streamed_answer_ends_at_the_deadline(
    how: str, client_kind: ClientKind, wire: Wire, time: _Clock
) -> None:
    driver = Driver(client_kind, wire, deadline=5)
    body = _Drip(time, *(b" " for _ in range(100)))
    wire.will(_after(time, 2, body.answer()))
    call = Call(READ, {"owner": "o", "id": "i"}, {})
    async with entered(driver.client.__client_stream__(call)) as response:
        read = getattr(response, how)
        with pytest.raises(APITimeoutError, match="the deadline has passed"):
            await (collect(read()) if how == "iter_bytes" else settled(read()))
    assert (time.now, body.given) == (105, 3)


async def test_an_attempt_waits_no_longer_than_the_time_that_is_left(
    client_kind: ClientKind, wire: Wire, time: _Clock
) -> None:
    driver = Driver(client_kind, wire, max_retries=3, max_retry_wait=1, deadline=10)
    wire.will(*(_after(time, 3, httpx.Response(503)) for _ in range(2)))
    wire.will(_after(time, 3, httpx.ReadTimeout("slow")))
    with pytest.raises(APITimeoutError, match=r"^no answer within 10 s ") as caught:
        await driver.read(timeout=httpx.Timeout(None, read=9, connect=4))
    timeouts = [request.extensions["timeout"] for request in wire.requests]
    assert [timeout["read"] for timeout in timeouts] == [9, 6.5, 2.5]
    assert [timeout["pool"] for timeout in timeouts] == [10, 6.5, 2.5]
    assert [timeout["connect"] for timeout in timeouts] == [4, 4, 2.5]
    assert caught.value.attempts == 3


def _unavailable(_: httpx.Request) -> httpx.Response:
    return httpx.Response(503, headers={"Retry-After": "5"})


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (_unavailable, InternalServerError),
        (httpx.ReadError("reset"), APIConnectionError),
    ],
    ids=["asked", "back-off"],
)
async def test_a_retry_that_would_come_too_late_is_not_waited_for(
    answer: Answer, expected: type[APIError], client_kind: ClientKind, wire: Wire, time: _Clock
) -> None:
    wire.will(answer)
    with pytest.raises(expected) as caught:
        await Driver(client_kind, wire, max_retries=2, deadline=0.5).read()
    assert type(caught.value) is expected
    assert (time.now, caught.value.attempts) == (100, 1)


async def test_a_wait_that_takes_longer_than_it_should_ends_the_call(
    client_kind: ClientKind, wire: Wire, time: _Clock
) -> None:
    time.slowness = 20
    wire.will(httpx.Response(503))
    with pytest.raises(APITimeoutError, match=r"^no answer within 5 s ") as caught:
        await Driver(client_kind, wire, max_retries=2, deadline=5.0000001).read()
    assert caught.value.attempts == 1


async def test_a_page_waits_for_its_rate_limit_until_the_deadline(
    client_kind: ClientKind, wire: Wire, time: _Clock
) -> None:
    driver = Driver(client_kind, wire, deadline=5)
    limited = envelope([{"id": "a"}])
    limited.headers["Ratelimit"] = '"default";r=0;t=30'
    wire.will(limited)
    page = await driver.list()
    with pytest.raises(APITimeoutError) as caught:
        await driver.next(page)
    assert (time.now, caught.value.attempts) == (105, 0)


async def test_a_deadline_is_that_of_a_copy_and_of_each_call(
    client_kind: ClientKind, wire: Wire, time: _Clock
) -> None:
    driver = Driver(client_kind, wire)
    parent = driver.client
    wire.will(*(_after(time, 4, envelope({"id": "a"})) for _ in range(4)))
    driver.client = parent.with_options(deadline=5)
    for _ in range(2):
        assert (await driver.read()).parsed == Pet(id="a")
    for each in (parent, driver.client.with_options(deadline=None)):
        driver.client = each
        await driver.read()
        assert wire.requests[-1].extensions["timeout"]["read"] == 60


async def test_an_asynchronous_call_ends_at_the_deadline_whatever_it_waits_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "monotonic", perf_counter)
    began: list[str] = []
    ended: list[str] = []

    async def wait(request: httpx.Request) -> httpx.Response:
        began.append("head")
        try:
            await anyio.sleep_forever()
        finally:
            ended.append("head")
        raise AssertionError

    async def body() -> AsyncIterator[bytes]:
        began.append("body")
        try:
            yield b"{"
            await anyio.sleep_forever()
        finally:
            ended.append("body")

    async def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=body())

    for handler in (wait, answer):
        http = httpx.AsyncClient(transport=httpx.MockTransport(handler))
        driver = Driver(ASYNC, Wire(), http_client=http, deadline=0.05, max_retries=2)
        with pytest.raises(APITimeoutError, match=r"^no answer ") as caught:
            await driver.read()
        assert caught.value.attempts == 1
        assert caught.value.request is not None
        assert caught.value.__context__ is None
    call = Call(READ, {"owner": "o", "id": "i"}, {})
    for how in ("read", "iter_bytes"):
        async with driver.client.__client_stream__(call) as response:
            read = getattr(response, how)
            with pytest.raises(APITimeoutError, match="the deadline has passed"):
                await (collect(read()) if how == "iter_bytes" else read())
    # On a busy machine, the deadline may pass before a body begins.
    assert ended == began
