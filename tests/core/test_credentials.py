"""Credentials: which are chosen, and that they are on the wire and nowhere else."""

from __future__ import annotations

import copy
import io
import itertools
import logging
import pickle
import traceback
from types import TracebackType
from typing import Any

import httpx
import pytest

from cloudflare_api_core import APIError, CloudflareError, CredentialsError, Scheme
from cloudflare_api_core.credentials import Credentials
from tests.clients import SYNC, ClientKind

from .support import (
    EMAIL,
    KEY,
    PAIR,
    SECRETS,
    SECURITY,
    TOKEN,
    Driver,
    Wire,
    envelope,
    leaks,
)

pytestmark = pytest.mark.anyio

_VARIABLES = {
    "api_token": "CLOUDFLARE_API_TOKEN",
    "api_email": "CLOUDFLARE_EMAIL",
    "api_key": "CLOUDFLARE_API_KEY",
}
_GIVEN = {"api_token": TOKEN, "api_email": EMAIL, "api_key": KEY}
_TOKEN_HEADERS = {"authorization": f"Bearer {TOKEN}"}
_PAIR_HEADERS = {"x-auth-email": EMAIL, "x-auth-key": KEY}

_SUBSETS = [
    frozenset(names) for size in range(4) for names in itertools.combinations(_VARIABLES, size)
]
_EXPLICIT: dict[frozenset[str], dict[str, str]] = {
    frozenset({"api_token"}): _TOKEN_HEADERS,
    frozenset({"api_email", "api_key"}): _PAIR_HEADERS,
}
# In the environment a token wins.
_FROM_ENVIRONMENT = _EXPLICIT | {
    names: _TOKEN_HEADERS for names in _SUBSETS if "api_token" in names
}


def _join(names: frozenset[str]) -> str:
    return "+".join(sorted(names)) or "nothing"


@pytest.mark.parametrize("given", _SUBSETS, ids=_join)
async def test_exactly_one_scheme_is_sent_or_the_client_is_not_made(
    given: frozenset[str],
    client_kind: ClientKind,
    wire: Wire,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arguments = {name: value if name in given else None for name, value in _GIVEN.items()}
    for environment in _SUBSETS:
        for name, variable in _VARIABLES.items():
            # Of another value than the argument, so that the two cannot be mistaken.
            value = _GIVEN[name] if not given else f"environment-{name}"
            monkeypatch.delenv(variable, raising=False)
            if name in environment:
                monkeypatch.setenv(variable, value)
        expected = _EXPLICIT.get(given) if given else _FROM_ENVIRONMENT.get(environment)
        if expected is None:
            with pytest.raises(CredentialsError):
                Driver(client_kind, wire, arguments)
            continue
        wire.will(envelope({"id": "a"}))
        await Driver(client_kind, wire, arguments).read()
        assert wire.credentials[-1] == expected, environment


_GIVE = "give `api_token`, or `api_email` and `api_key`"
_SET = (
    "set CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY; "
    f"in Python, you can also {_GIVE}"
)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"api_key": KEY}, "`api_email` is missing"),
        ({"api_email": EMAIL}, "`api_key` is missing"),
        (_GIVEN, "`api_token` and `api_email` and `api_key` exclude each other"),
        ({"api_token": "", "api_email": "e"}, "`api_token` and `api_email` exclude each other"),
        ({"api_token": "", "api_key": KEY}, "`api_token` and `api_key` exclude each other"),
    ],
)
def test_wrong_arguments_are_named_with_advice(given: dict[str, str], problem: str) -> None:
    with pytest.raises(CredentialsError) as caught:
        Credentials.choose(SECURITY, given, {"CLOUDFLARE_API_KEY": KEY})
    assert str(caught.value) == f"{problem}: {_GIVE}"
    assert not leaks(str(caught.value))


@pytest.mark.parametrize(
    ("environ", "problem"),
    [
        ({}, "no credentials"),
        ({"CLOUDFLARE_API_TOKEN": ""}, "no credentials (empty: CLOUDFLARE_API_TOKEN)"),
        (
            {"CLOUDFLARE_EMAIL": "", "CLOUDFLARE_API_KEY": ""},
            "no credentials (empty: CLOUDFLARE_EMAIL, CLOUDFLARE_API_KEY)",
        ),
        ({"CLOUDFLARE_API_KEY": KEY}, "CLOUDFLARE_API_KEY alone is not enough"),
        (
            {"CLOUDFLARE_EMAIL": EMAIL, "CLOUDFLARE_API_KEY": ""},
            "CLOUDFLARE_EMAIL alone is not enough (empty: CLOUDFLARE_API_KEY)",
        ),
    ],
)
def test_wrong_variables_are_named_with_advice(environ: dict[str, str], problem: str) -> None:
    with pytest.raises(CredentialsError) as caught:
        Credentials.choose(SECURITY, {}, environ)
    assert str(caught.value) == f"{problem}: {_SET}"
    assert not leaks(str(caught.value))


_BLANK = [" ", "\t", "\n", "\u00a0"]
_UNSENDABLE = ["a\nb", "a\x00", "a\x7f", "a\x85", "ü", "日", " a", "a "]
_MALFORMED = [
    *((value, "is blank") for value in _BLANK),
    *((value, "contains a character that a header cannot hold") for value in _UNSENDABLE),
]


@pytest.mark.parametrize(("value", "problem"), _MALFORMED)
@pytest.mark.parametrize("name", _VARIABLES)
def test_a_malformed_value_is_named_by_argument_or_variable(
    name: str, value: str, problem: str
) -> None:
    alternative = ["api_token"] if name == "api_token" else ["api_email", "api_key"]
    given = {each: _GIVEN[each] for each in alternative} | {name: value}
    with pytest.raises(CredentialsError, match=f"^`{name}` {problem}$"):
        Credentials.choose(SECURITY, given, {})
    environ = {_VARIABLES[each]: value for each, value in given.items()}
    with pytest.raises(CredentialsError, match=f"^{_VARIABLES[name]} {problem}$"):
        Credentials.choose(SECURITY, {}, environ)


@pytest.mark.parametrize("value", [5, b"token", ["token"]])
def test_a_credential_that_is_not_a_string_is_refused(value: Any) -> None:
    with pytest.raises(CredentialsError, match=r"^`api_token` must be a string, not"):
        Credentials.choose(SECURITY, {"api_token": value}, {})


def test_beside_a_token_the_environment_is_not_examined() -> None:
    environ = {"CLOUDFLARE_API_TOKEN": TOKEN, "CLOUDFLARE_EMAIL": "\n", "CLOUDFLARE_API_KEY": ""}
    assert repr(Credentials.choose(SECURITY, {}, environ)) == "Credentials(Authorization)"


def test_beside_arguments_the_environment_is_not_examined() -> None:
    chosen = Credentials.choose(SECURITY, PAIR, {"CLOUDFLARE_API_TOKEN": "\n"})
    assert repr(chosen) == "Credentials(X-Auth-Email, X-Auth-Key)"


@pytest.mark.parametrize("argument", _VARIABLES)
def test_an_empty_argument_is_refused(argument: str) -> None:
    other = {"api_email": "api_key", "api_key": "api_email"}.get(argument, argument)
    with pytest.raises(CredentialsError, match=f"^`{argument}` is blank$"):
        Credentials.choose(SECURITY, {other: "x", argument: ""}, {})


def test_an_empty_token_in_the_environment_gives_way_to_a_pair() -> None:
    environ = {"CLOUDFLARE_API_TOKEN": "", "CLOUDFLARE_EMAIL": EMAIL, "CLOUDFLARE_API_KEY": KEY}
    assert (
        repr(Credentials.choose(SECURITY, {}, environ)) == "Credentials(X-Auth-Email, X-Auth-Key)"
    )


def test_the_variable_of_a_scheme_is_that_of_the_official_tools() -> None:
    assert {name: Scheme(name, "X").variable for name in _VARIABLES} == _VARIABLES


@pytest.mark.parametrize("given", [{"api_token": TOKEN}, PAIR], ids=["token", "pair"])
def test_the_headers_of_every_scheme_are_reserved(given: dict[str, str]) -> None:
    credentials = Credentials.choose(SECURITY, given, {})
    names = ["Authorization", "AUTHORIZATION", "x-auth-key", "X-Auth-Email", "Accept", "X-Auth"]
    assert [credentials.is_credential(name) for name in names] == [True] * 4 + [False] * 2


@pytest.mark.parametrize("name", ["Authorization", "authorization", "X-AUTH-KEY", "x-Auth-Email"])
@pytest.mark.parametrize("credentials", [{"api_token": TOKEN}, PAIR], ids=["token", "pair"])
async def test_extra_headers_may_not_carry_credentials(
    name: str, credentials: dict[str, str], client_kind: ClientKind, wire: Wire
) -> None:
    with pytest.raises(ValueError, match=rf"(?i)^`extra_headers` may not contain {name}:"):
        await Driver(client_kind, wire, credentials).read(extra_headers={name: "x"})


@pytest.mark.parametrize(
    ("credentials", "expected"),
    [({"api_token": TOKEN}, _TOKEN_HEADERS), (PAIR, _PAIR_HEADERS)],
    ids=["token", "pair"],
)
@pytest.mark.parametrize(
    "http",
    [
        {"auth": ("other", "other")},
        {"headers": {"Authorization": "Bearer other", "X-Auth-Key": "o", "X-Auth-Email": "o"}},
        {"headers": [("x-auth-key", "o"), ("X-AUTH-KEY", "o")], "auth": ("other", "other")},
    ],
    ids=["auth", "headers", "both"],
)
async def test_the_users_http_client_adds_no_credentials(
    credentials: dict[str, str],
    expected: dict[str, str],
    http: dict[str, Any],
    client_kind: ClientKind,
    wire: Wire,
) -> None:
    wire.will(httpx.Response(500))
    with pytest.raises(APIError) as caught:
        await Driver(client_kind, wire, credentials, http=http).read()
    assert wire.credentials == [expected]
    shown = caught.value.request
    assert shown is not None
    assert not {"authorization", "x-auth-key", "x-auth-email"} & shown.headers.keys()


class _Broken(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __iter__(self) -> Any:
        raise httpx.ReadError("cut")

    def __aiter__(self) -> Any:
        raise httpx.ReadError("cut")


_FAILURES: dict[str, Any] = {
    "401": lambda: httpx.Response(401, json={"success": False, "errors": [{"code": 10000}]}),
    "away": lambda: httpx.Response(302, headers={"Location": "https://other.example/"}),
    "elsewhere": lambda: httpx.Response(302, headers={"Location": "/elsewhere"}),
    "html": lambda: httpx.Response(200, text="<html>"),
    "unsuccessful": lambda: httpx.Response(200, json={"success": False}),
    "timeout": lambda: httpx.ConnectTimeout("slow"),
    "protocol": lambda: httpx.LocalProtocolError("bad"),
    "cut": lambda: httpx.Response(200, stream=_Broken()),
}


@pytest.mark.parametrize("answer", _FAILURES.values(), ids=_FAILURES)
@pytest.mark.parametrize("credentials", [{"api_token": TOKEN}, PAIR], ids=["token", "pair"])
async def test_no_secret_is_reachable_from_an_error(
    answer: Any, credentials: dict[str, str], client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(answer())
    with pytest.raises(CloudflareError) as caught:
        await Driver(client_kind, wire, credentials).read()
    assert len(wire.credentials[0]) == len(credentials), "sent, all the same"
    assert not leaks(caught.value)
    assert not any(secret.encode() in pickle.dumps(caught.value) for secret in SECRETS)
    assert not leaks(copy.copy(caught.value))
    assert not _leaking_variables(caught.value.__traceback__)


def _leaking_variables(trace: TracebackType | None) -> list[str]:
    frames = [frame for frame, _ in traceback.walk_tb(trace)]
    return [
        f"{frame.f_code.co_qualname}: {name}"
        for frame in frames
        if "cloudflare_api_core" in frame.f_code.co_filename
        for name, value in frame.f_locals.items()
        if any(secret in f"{value!r} {value}" for secret in SECRETS)
    ]


@pytest.mark.parametrize("credentials", [{"api_token": TOKEN}, PAIR], ids=["token", "pair"])
async def test_no_secret_is_reachable_from_a_response(
    credentials: dict[str, str], client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(_remembering)
    raw = await Driver(client_kind, wire, credentials).read()
    assert not leaks(raw.http_request)
    assert not leaks(raw)


def _remembering(request: httpx.Request) -> httpx.Response:
    """Answer as httpcore does, with a stream that holds the sent request."""
    response = envelope({"id": "a"})
    response.stream.signed = request  # type: ignore[union-attr]  # pyright: ignore
    return response


def test_no_secret_shows_in_a_client_or_its_credentials(
    client_kind: ClientKind, wire: Wire
) -> None:
    for given in ({"api_token": TOKEN}, PAIR):
        client = Driver(client_kind, wire, given).client
        credentials = Credentials.choose(SECURITY, given, {})
        shown = f"{client!r} {client} {vars(client)} {credentials!r} {credentials}"
        assert not leaks(f"{shown} {vars(credentials)}")


def test_credentials_are_neither_pickled_nor_copied(wire: Wire) -> None:
    credentials = Credentials.choose(SECURITY, PAIR, {})
    for act in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled or copied"):
            act(credentials)
    client = Driver(SYNC, wire).client
    for act in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            act(client)
    assert not leaks(f"{vars(copy.copy(client))}")


async def test_no_secret_is_logged_at_any_level(driver: Driver, wire: Wire) -> None:
    log, root = io.StringIO(), logging.getLogger()
    handler, level = logging.StreamHandler(log), root.level
    root.addHandler(handler)
    root.setLevel(1)
    try:
        wire.will(envelope({"id": "a"}))
        await driver.read()
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
    assert "api.example.com" in log.getvalue(), "httpx logs every request"
    assert not leaks(log.getvalue())
