"""Retries: which calls are retried, and after how many seconds."""

from __future__ import annotations

import ssl
from dataclasses import replace
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    InternalServerError,
    Operation,
    Parameter,
    clock,
    nested,
)
from cloudflare_api_core.retries import DEFAULT_RETRIES, Policy, read_retry_after
from tests.clients import ClientKind

from .support import PAIR, TOKEN, Answer, Driver, Pet, Wire, envelope, fuzz

pytestmark = pytest.mark.anyio

_OPERATION: Operation[Any] = Operation(
    id="anyPet",
    method="POST",
    path="/owners/{owner}/pets",
    parameters=(Parameter("string", "owner", "path", required=True),),
    result=nested(lambda: Pet),
)
_NOW = 1_800_000_000.0
_PET = {"id": "a"}


@pytest.fixture(autouse=True)
def waits(waits: list[float], monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that calls wait, without jitter."""
    monkeypatch.setattr(clock, "random", lambda: 0.0)
    monkeypatch.setattr(clock, "now", lambda: _NOW)
    return waits


_IDEMPOTENT = ["GET", "PUT", "DELETE"]
_OTHERS = ["POST", "PATCH"]
_PASSING = [408, *range(500, 505), *range(520, 531), 599, "fault"]
_LASTING = [200, 204, 300, 301, 304, 400, 401, 403, 404, 407, 409, 410, 418, 422, 423, 425, 499]


@pytest.mark.parametrize("method", _IDEMPOTENT + _OTHERS)
def test_whether_a_call_is_retried(method: str) -> None:
    ends: list[Any] = [*_PASSING, *_LASTING, 429, "unsent"]
    for end in ends:
        may = end in (429, "unsent") or (end in _PASSING and method in _IDEMPOTENT)
        delays = [DEFAULT_RETRIES.delay(method, attempt, end, None, 0) for attempt in (1, 2, 3, 4)]
        assert delays == ([0.5, 1.0, None, None] if may else [None] * 4), end


def test_the_back_off_doubles_up_to_a_limit() -> None:
    policy = Policy(10_000, 60)
    delays = [policy.delay("GET", attempt, 500, None, 0) for attempt in range(1, 8)]
    assert delays == [0.5, 1, 2, 4, 8, 8, 8]
    assert policy.delay("GET", 5_000, 500, None, 0) == 8


@fuzz
@given(
    attempt=st.integers(1, 5),
    jitter=st.floats(0, 1),
    asked=st.none() | st.floats(0, 1e9),
    longest=st.floats(0, 100),
)
def test_back_off_is_spread_and_never_undercuts_retry_after(
    attempt: int, jitter: float, asked: float | None, longest: float
) -> None:
    delay = Policy(5, longest).delay("GET", attempt, 503, asked, jitter)
    if asked is not None and asked > longest:
        assert delay is None
        return
    whole = min(0.5 * 2 ** (attempt - 1), 8)
    assert delay is not None
    assert max(asked or 0, min(whole * 0.75, longest)) <= delay <= max(asked or 0, whole)
    assert delay <= longest


def _date(seconds: float) -> str:
    return format_datetime(datetime.fromtimestamp(_NOW + seconds, UTC), usegmt=True)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("0.25", 0.25),
        ("120", 120),
        ("9" * 20, 1e9),
        ("9" * 400, 1e9),
        (_date(30), 30),
        (_date(30).replace("GMT", "+0000"), 30),
        ("Friday, 15-Jan-27 08:00:07 GMT", 7),
        (_date(0), 0),
        (_date(-30), 0),
        ("Wed, 31 Dec 9999 23:59:59 GMT", 1e9),
        ("-5", None),
        ("+5", None),
        ("1e5", None),
        ("5.", None),
        ("5s", None),
        ("5, 10", None),
        ("inf", None),
        ("nan", None),
        ("soon", None),
        ("7 s", None),
        ("0x7", None),
        (",", None),
        ("٣", None),
        ("\xb2", None),
        ("", None),
        ("2026-10-21T07:28:00Z", None),
        ("Wed, 31 Feb 2026 00:00:00 GMT", None),
        ("Wed, 11 Mar 2026", None),
        ("1 Jan 99999 00:00:00 GMT", None),
        ("Wed, 11 Mar 2026 12:00:07 +99999999", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert read_retry_after({"retry-after": text}, _NOW) == seconds


def test_an_unreadable_retry_after_is_none() -> None:
    assert read_retry_after({}, _NOW) is None


@fuzz
@given(st.text("0123456789 ,:-+./()GMTWedJan\x00é"))
def test_any_retry_after_text_is_accepted(text: str) -> None:
    seconds = read_retry_after({"retry-after": text}, _NOW)
    assert seconds is None or 0 <= seconds <= 1e9


_SENT: list[tuple[str, Exception, type[APIError]]] = [
    ("read timeout", httpx.ReadTimeout("slow"), APITimeoutError),
    ("write timeout", httpx.WriteTimeout("slow"), APITimeoutError),
    ("reset", httpx.ReadError("reset"), APIConnectionError),
    ("half closed", httpx.RemoteProtocolError("cut"), APIConnectionError),
    ("broken", OSError(5, "broken"), APIConnectionError),
]
_UNSENT: list[tuple[str, Exception, type[APIError]]] = [
    ("refused", httpx.ConnectError("refused"), APIConnectionError),
    ("black hole", httpx.ConnectTimeout("slow"), APITimeoutError),
    ("no free connection", httpx.PoolTimeout("busy"), APITimeoutError),
]


async def _run(driver: Driver, method: Any) -> Any:
    return await driver.request(replace(_OPERATION, method=method), {"owner": "o"})


def _tries(method: str, *, idempotent: bool) -> int:
    return 3 if idempotent or method in _IDEMPOTENT else 1


@pytest.mark.parametrize(
    ("fault", "expected", "anyway"),
    [(*row[1:], False) for row in _SENT] + [(*row[1:], True) for row in _UNSENT],
    ids=[row[0] for row in _SENT + _UNSENT],
)
async def test_a_fault_is_retried_where_that_does_no_harm(
    fault: Exception,
    expected: type[APIError],
    anyway: bool,
    client_kind: ClientKind,
    wire: Wire,
    waits: list[float],
) -> None:
    driver = Driver(client_kind, wire, max_retries=2)
    for method in _IDEMPOTENT + _OTHERS:
        tries = _tries(method, idempotent=anyway)
        wire.will(*[fault] * tries)
        with pytest.raises(expected) as caught:
            await _run(driver, method)
        assert type(caught.value) is expected, method
        assert caught.value.attempts == tries, method
        assert waits == [0.5, 1.0][: tries - 1], method
        waits.clear()


@pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 408, 409, 422, 429, 500, 503, 520])
async def test_a_status_is_retried_where_that_may_help(
    status: int, client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    passing = status in (408, 429) or status >= 500
    driver = Driver(client_kind, wire, max_retries=2)
    for method in _IDEMPOTENT + _OTHERS:
        tries = _tries(method, idempotent=status == 429) if passing else 1
        wire.will(*[httpx.Response(status) for _ in range(tries)])
        with pytest.raises(APIStatusError) as caught:
            await _run(driver, method)
        assert (caught.value.status_code, caught.value.attempts) == (status, tries), method
        assert waits == [0.5, 1.0][: tries - 1], method
        waits.clear()


def _untrusted(_: httpx.Request) -> httpx.Response:
    error = ssl.SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] self-signed")
    raise httpx.ConnectError(str(error))


def _corrupt(_: httpx.Request) -> httpx.Response:
    headers = {"Content-Encoding": "gzip"}
    return httpx.Response(200, headers=headers, stream=httpx.ByteStream(b"no gzip"))


@pytest.mark.parametrize(
    ("answer", "expected"),
    [(_untrusted, APIConnectionError), (_corrupt, APIResponseValidationError)],
    ids=["certificate", "gzip"],
)
async def test_a_fault_that_would_come_again_is_not_retried(
    answer: Answer,
    expected: type[APIError],
    client_kind: ClientKind,
    wire: Wire,
    waits: list[float],
) -> None:
    wire.will(answer)
    with pytest.raises(expected) as caught:
        await Driver(client_kind, wire, max_retries=2).read()
    assert caught.value.attempts == 1
    assert waits == []


@pytest.mark.parametrize("first", [httpx.ReadError("reset"), 503, 429], ids=repr)
async def test_the_second_attempt_may_succeed(
    first: Exception | int, client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    wire.will(httpx.Response(first) if isinstance(first, int) else first, envelope(_PET))
    assert (await Driver(client_kind, wire, max_retries=2).read()).parsed == Pet(id="a")
    assert waits == [0.5]


async def test_without_retries_the_first_failure_raises(
    client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    wire.will(httpx.Response(503))
    with pytest.raises(InternalServerError) as caught:
        await Driver(client_kind, wire, max_retries=0).read()
    assert caught.value.attempts == 1
    assert waits == []


@pytest.mark.parametrize(
    ("credentials", "sent"),
    [
        ({"api_token": TOKEN}, {"authorization": f"Bearer {TOKEN}"}),
        (PAIR, {"x-auth-email": PAIR["api_email"], "x-auth-key": PAIR["api_key"]}),
    ],
    ids=["token", "pair"],
)
async def test_every_retry_has_credentials(
    credentials: dict[str, str | None], sent: dict[str, str], client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(httpx.Response(503), httpx.ReadError("reset"), envelope(_PET))
    await Driver(client_kind, wire, credentials, max_retries=2).read()
    assert wire.credentials == [sent] * 3


@pytest.mark.parametrize(
    ("asked", "waited"),
    [("0.1", 0.5), ("3", 3.0), ("2.75", 2.75), ("60", 60.0), (_date(9), 9.0), ("soon", 0.5)],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_is_waited(
    status: int, asked: str, waited: float, client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    wire.will(httpx.Response(status, headers={"Retry-After": asked}), envelope(_PET))
    await Driver(client_kind, wire, max_retries=2).read()
    assert waits == [waited]


@pytest.mark.parametrize(
    ("asked", "longest", "seconds"),
    [
        ("61", 60, 61.0),
        ("60.5", 60, 60.5),
        ("2", 1.5, 2.0),
        (_date(3600), 60, 3600.0),
        ("9" * 400, 60, 1e9),
    ],
    ids=["seconds", "half seconds", "shorter limit", "date", "huge"],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_retry_after_longer_than_max_retry_wait_raises_at_once(
    status: int,
    asked: str,
    longest: float,
    seconds: float,
    client_kind: ClientKind,
    wire: Wire,
    waits: list[float],
) -> None:
    wire.will(httpx.Response(status, headers={"Retry-After": asked}))
    with pytest.raises(APIStatusError) as caught:
        await Driver(client_kind, wire, max_retries=2, max_retry_wait=longest).read()
    assert caught.value.retry_after == seconds
    assert caught.value.attempts == 1
    assert waits == []


async def test_retry_after_of_the_last_answer_is_on_the_error(
    client_kind: ClientKind, wire: Wire
) -> None:
    asked = ["1", "2", "3"]
    wire.will(*[httpx.Response(503, headers={"Retry-After": each}) for each in asked])
    with pytest.raises(InternalServerError) as caught:
        await Driver(client_kind, wire, max_retries=2).read()
    assert (caught.value.retry_after, caught.value.attempts) == (3.0, 3)
