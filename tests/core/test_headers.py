"""Headers that a program gives: malformed ones are refused, and errors show the names alone."""

from __future__ import annotations

import pickle
from typing import Any, Final

import httpx
import pytest

from cloudflare_api_core import APIConnectionError, APIError
from tests.clients import ClientKind

from .support import Driver, Wire, envelope

pytestmark = pytest.mark.anyio

_SECRET: Final = "canary-header-7f3e"


def _bad(value: Any, problem: str) -> tuple[Any, str]:
    return {"X-Fine": "a", "CF-Access-Client-Secret": value}, problem


_REFUSED: Final[list[tuple[Any, str]]] = [
    *(
        _bad(value, r"\['CF-Access-Client-Secret'\]` contains a character that no header can hold")
        for value in (
            *(f"{_SECRET}\n", f"{_SECRET}\r\nX-Other: b", f"{_SECRET}\x00", f"{_SECRET}\x7f"),
            *(f"{_SECRET}é", f"日{_SECRET}", f"{_SECRET}\ud800", f"{_SECRET}\t.", f" {_SECRET}"),
        )
    ),
    _bad(None, r"\['CF-Access-Client-Secret'\]` must be a string, not NoneType"),
    _bad(_SECRET.encode(), r"\['CF-Access-Client-Secret'\]` must be a string, not bytes"),
    _bad([_SECRET], r"\['CF-Access-Client-Secret'\]` must be a string, not list"),
    ({f"X-Key: {_SECRET}": ""}, "` has a name that no header can have: 'X-Key', …"),
    ({"": _SECRET}, "` has a name that no header can have: '', …"),
    ({"Schlüssel": _SECRET}, "` has a name that no header can have: 'Schl', …"),
    ({"X\n": _SECRET}, "` has a name that no header can have: 'X', …"),
    ({b"Authorization": _SECRET}, "` must be a string, not bytes"),
    ([("X-Key", _SECRET)], "` must be a mapping, not list"),
]


@pytest.mark.parametrize(("headers", "problem"), _REFUSED)
async def test_a_header_that_cannot_be_sent_is_refused_without_its_value(
    headers: Any, problem: str, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire)
    raised = pytest.raises((ValueError, TypeError), match=rf"`default_headers.*{problem}$")
    with raised as at_construction:
        Driver(client_kind, wire, default_headers=headers)
    with raised as at_copy:
        driver.client.with_options(default_headers=headers)
    with pytest.raises((ValueError, TypeError), match=rf"`extra_headers.*{problem}$") as at_call:
        await driver.read(extra_headers=headers)
    for caught in (at_construction, at_copy, at_call):
        assert _SECRET not in repr(caught.value)
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None


@pytest.mark.parametrize("value", ["", "a b", "!#$%&'*+.^_`|~", "a" * 10_000])
async def test_every_value_that_a_header_can_hold_is_sent(
    value: str, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope({"id": "a"}))
    await driver.read(extra_headers={"x-!#$%&'*+.^_`|~9": value})
    assert wire.requests[0].headers["x-!#$%&'*+.^_`|~9"] == value


_ANSWERS: Final[list[Any]] = [
    httpx.Response(404),
    httpx.Response(200, text="<html>"),
    httpx.ReadError("reset"),
]


@pytest.mark.parametrize("answer", _ANSWERS)
@pytest.mark.parametrize("name", ["CF-Access-Client-Secret", "X-Mine", "Cookie"])
async def test_an_error_shows_a_given_header_by_its_name_alone(
    answer: Any, name: str, client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(answer)
    driver = Driver(
        client_kind, wire, default_headers={name: _SECRET}, http={"headers": {"X-His": _SECRET}}
    )
    with pytest.raises(APIError) as caught:
        await driver.read(extra_headers={"X-Extra": _SECRET})
    request = caught.value.request
    assert request
    for given in (name, "X-His", "X-Extra"):
        assert wire.requests[0].headers[given] == _SECRET
        assert request.headers[given] == "***"
    assert request.headers["user-agent"] == "pets/1"
    assert request.headers["accept"] == "application/json"
    assert _SECRET.encode() not in pickle.dumps(caught.value)


async def test_a_response_shows_a_given_header_by_its_name_alone(
    driver: Driver, wire: Wire
) -> None:
    wire.will(envelope({"id": "a"}))
    raw = await driver.read(extra_headers={"X-Mine": _SECRET})
    assert raw.http_request.headers["X-Mine"] == "***"


async def test_a_header_of_an_http_client_that_cannot_be_sent_is_not_quoted(
    driver: Driver, wire: Wire
) -> None:
    wire.will(httpx.LocalProtocolError(f"Illegal header value b'{_SECRET}\\n'"))
    with pytest.raises(APIConnectionError, match=r"^no answer: LocalProtocolError \(") as caught:
        await driver.read()
    assert _SECRET.encode() not in pickle.dumps(caught.value)
