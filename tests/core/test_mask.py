"""Secrets of a call that a server echoes are masked in errors, messages and the log."""

from __future__ import annotations

import gzip
import json
import logging
import pickle
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import httpx
import pytest

from cloudflare_api_core import APIError, APIStatusError, Call, Parameter, Rule, omit
from cloudflare_api_core.mask import Mask, secrets_of
from tests.clients import ClientKind, entered, settled

from .support import EMAIL, KEY, PAIR, READ, SECRETS, TOKEN, Driver, Wire, envelope, leaks

pytestmark = pytest.mark.anyio

_BODY: Final = 'canary "body"/7f3d\n'
_HEADER: Final = "canary-header-7f3e"
_EXTRA: Final = "canary-extra-7f3f"
_WRITE: Final = replace(
    READ,
    method="PUT",
    parameters=(
        *READ.parameters,
        Parameter("string", "key", "body", secret=True),
        Parameter("string", "name", "body"),
    ),
)

_ARGUMENTS: Final = {"owner": "o", "id": "i", "key": _BODY, "name": "Ada"}
_OPTIONS: Final[Any] = {"extra_body": {"more": {"client_secret": [_EXTRA]}}}

Echo = Callable[[str], httpx.Response | Exception]


def _failure(said: str, status: int = 400, **members: Any) -> httpx.Response:
    errors = [{"code": 1, "message": f"no {said}", "path": [said], said: {said: said}}]
    return httpx.Response(status, json={"success": False, "errors": errors, **members})


_ECHOES: Final[dict[str, Echo]] = {
    "error": _failure,
    "result": lambda said: httpx.Response(
        200, json={"success": False, "result": {"error": said, "id": "a", "more": [[said]]}}
    ),
    "text": lambda said: httpx.Response(502, text=f"<html>{said}<b>{said}"),
    "truncated JSON": lambda said: httpx.Response(400, content=json.dumps([said]).encode()[:-1]),
    "escaped JSON": lambda said: httpx.Response(
        400, text='{"a\\\\": "' + "".join(f"\\u{ord(each):04X}" for each in said) + '"}'
    ),
    "JSON in JSON": lambda said: _failure(json.dumps({"key": said})),
    "UTF-16": lambda said: httpx.Response(400, content=json.dumps([said]).encode("utf-16")),
    "gzip": lambda said: httpx.Response(
        400, content=gzip.compress(said.encode()), headers={"content-encoding": "gzip"}
    ),
    "no envelope": lambda said: httpx.Response(200, json=said),
    "wrong shape": lambda said: envelope({"id": {said: said}}),
    "wrong type": lambda said: envelope("x" * 40 + said),
    "header": lambda said: httpx.Response(
        403, headers={"cf-ray": _line(said), "content-type": _line(said), "x-echo": _line(said)}
    ),
    "reason": lambda said: httpx.Response(403, extensions={"reason_phrase": _line(said).encode()}),
    "location": lambda said: httpx.Response(302, headers={"location": f"/?q={_line(said)}"}),
    "fault": lambda said: httpx.RemoteProtocolError(f"illegal {'x' * 400}: {said}"),
}


def _line(said: str) -> str:
    return said.replace("\n", "")


async def _write(driver: Driver) -> None:
    await driver.request(_WRITE, _ARGUMENTS, **_OPTIONS)


async def _write_streamed(driver: Driver) -> None:
    async with entered(
        driver.client.__client_stream__(Call(_WRITE, _ARGUMENTS, _OPTIONS))
    ) as response:
        await settled(response.parse())


async def _check(
    driver: Driver, wire: Wire, answer: httpx.Response | Exception, said: str, write: Any = _write
) -> None:
    wire.will(answer)
    with pytest.raises(APIError) as caught:
        await write(driver)
    shown = f"{caught.value!r} {caught.value} {vars(caught.value)}"
    if isinstance(caught.value, APIStatusError):
        response = caught.value.response
        shown += f"{response.text} {response.headers} {response.reason_phrase}"
        shown += f"{caught.value.ray_id} {caught.value.body}"
    stored = pickle.dumps(caught.value).decode("latin-1")
    # A message may cut a text.
    for form in (_line(said), json.dumps(said)[1:-1], said[:10]):
        assert form not in shown
        assert form not in stored
    assert not leaks(caught.value)


@pytest.mark.parametrize("echo", _ECHOES)
async def test_an_echo_is_masked(
    echo: str, client_kind: ClientKind, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "pets")
    driver = Driver(client_kind, wire, default_headers={"X-My-Token": _HEADER})
    for said in (TOKEN, f"Bearer {TOKEN}", _BODY, _HEADER, _EXTRA):
        await _check(driver, wire, _ECHOES[echo](said), said)
        assert said[:10] not in caplog.text


@pytest.mark.parametrize("echo", ["error", "wrong shape", "fault"])
async def test_an_echo_of_a_streamed_call_is_masked(
    echo: str, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire, default_headers={"X-My-Token": _HEADER})
    await _check(driver, wire, _ECHOES[echo](_BODY), _BODY, _write_streamed)


@pytest.mark.parametrize("said", SECRETS)
async def test_every_credential_is_masked(said: str, client_kind: ClientKind, wire: Wire) -> None:
    wire.will(_failure(said))
    credentials = {"api_token": TOKEN} if said == TOKEN else PAIR
    with pytest.raises(APIStatusError) as caught:
        await Driver(client_kind, wire, credentials).read()
    assert str(caught.value).startswith("400 Bad Request: [1] no *** at *** (")
    assert caught.value.errors[0].additional_properties == {"path": ["***"], "***": {"***": "***"}}


async def test_the_rest_of_a_masked_response_stays(driver: Driver, wire: Wire) -> None:
    headers: Any = [("a", "1"), ("a", "é".encode()), ("b", TOKEN)]
    wire.will(
        httpx.Response(
            400,
            headers=headers,
            content=b'{"errors": [{"code": 7, "message": "\xc3\xa9 ' + TOKEN.encode() + b'"}]}',
            extensions={"reason_phrase": b"Mine"},
        )
    )
    with pytest.raises(APIStatusError) as caught:
        await driver.read()
    response = caught.value.response
    assert response.headers.get_list("a") == ["1", "é"]
    assert response.headers["b"] == "***"
    assert response.headers["content-length"] == str(len(response.content))
    assert response.json() == caught.value.body
    assert caught.value.body == {"errors": [{"code": 7, "message": "é ***"}]}
    assert (response.status_code, response.reason_phrase) == (400, "Mine")
    assert response.request is caught.value.request


async def test_the_result_of_a_call_is_not_masked(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": TOKEN}))
    raw = await driver.read()
    assert raw.parsed.id == TOKEN
    assert TOKEN.encode() in raw.content


async def test_the_log_masks_the_ray(
    driver: Driver, wire: Wire, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "pets")
    headers: Any = [("cf-ray", f"\x1b]0;{TOKEN}\x07\u202e".encode())]
    wire.will(httpx.Response(200, json={"success": True, "result": {"id": "a"}}, headers=headers))
    await driver.read()
    assert caplog.messages[-1].endswith(", ray ]0;***")
    assert caplog.messages[-1].isprintable()


def test_a_short_secret_is_not_masked() -> None:
    assert Mask(["abc", ""]).text("abcd") == "abcd"
    assert Mask(["abcd"]).text("abcde") == "***e"


def test_a_secret_inside_a_longer_secret_is_masked_with_it() -> None:
    assert (Mask(["1234"]) | Mask(["12345678"])).text("a12345678b1234") == "a***b***"


def test_of_a_long_secret_with_escapes_the_whole_string_is_masked() -> None:
    secret = 'x"' * 5000
    for text, masked in (("x", "a ***b"), (r"\u0078", "a ***")):
        said = json.dumps([f"a {secret}b", "c"]).replace("x", text)
        response = httpx.Response(400, text=said, request=httpx.Request("GET", "https://a"))
        assert Mask([secret]).response(response).json() == [masked, "c"]


def test_a_mask_is_neither_shown_nor_pickled() -> None:
    mask = Mask([TOKEN])
    assert repr(mask) == "<Mask>"
    with pytest.raises(TypeError, match="cannot be pickled or copied"):
        pickle.dumps(mask)


def _secrets(value: Any, rule: Rule | None = None) -> set[str]:
    return {*secrets_of("body", value, rule)}


def test_secrets_of_a_body_are_found_by_rule_and_by_name() -> None:
    assert _secrets({"a": "1", "client_secret": "2", "x": [{"apiKey": "3"}]}) == {"2", "3"}
    assert _secrets({"password": {"a": ["1", ("2", 3)]}, "auth_type": "oauth"}) == {"1", "2"}
    assert _secrets({"monkey": "1", "author": "2", "key": "3", "X-Key": "4"}) == {"3", "4"}
    assert _secrets(["1"], Rule("array", items=Rule("string", secret=True))) == {"1"}
    assert _secrets({1: "a"}) == set()


def test_secrets_are_found_in_unions_and_maps() -> None:
    secret = Rule("string", secret=True)
    assert _secrets({"a": "1"}, Rule("object", values=secret)) == {"1"}
    kinds = Rule("any", any_of=(Rule("integer"), Rule("array", items=secret), secret))
    assert _secrets({"a": ["1", 2], "b": "3"}, Rule("object", values=kinds)) == {"1", "3"}


@pytest.mark.parametrize("piece", ['"', '\\"', "\\", '"\\', '{"a":"\\u0061"},'])
def test_masking_takes_time_in_proportion(piece: str) -> None:
    response = httpx.Response(400, content=piece.encode() * 50_000)
    began = time.process_time()
    assert Mask([TOKEN, KEY, EMAIL]).response(response) is response
    assert time.process_time() - began < 5


def test_an_argument_that_is_left_out_has_no_secret() -> None:
    assert [*secrets_of("key", omit)] == []
