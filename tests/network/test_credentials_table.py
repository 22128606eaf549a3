"""Every combination of credentials given and in the environment: what is sent, or what is named."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest

from cloudflare_ai_controls import CredentialsError
from tests.clients import ClientKind

from .support import LISTED, Caller, Server, failing

pytestmark = pytest.mark.anyio

_ARGUMENTS = ("api_token", "api_email", "api_key")
_VARIABLES = ("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_EMAIL", "CLOUDFLARE_API_KEY")
_HEADERS = ("authorization", "x-auth-email", "x-auth-key")
_COMBINATIONS = ["".join(each) for each in itertools.product("t-", "e-", "k-")]

# Which of token, e-mail and key are there -> which are sent, or which of them the message names.
_GIVEN = {
    "t--": "t--",
    "-ek": "-ek",
    "te-": "names te",
    "t-k": "names tk",
    "tek": "names tek",
    "-e-": "names k",
    "--k": "names e",
}
_LYING_ABOUT = {
    "t--": "t--",
    "te-": "t--",
    "t-k": "t--",
    "tek": "t--",
    "-ek": "-ek",
    "-e-": "names e",
    "--k": "names k",
    "---": "names tek",
}


@pytest.fixture(scope="module")
def listening() -> Iterator[Server]:
    with Server(LISTED) as server:
        yield server


@pytest.mark.parametrize("given", _COMBINATIONS)
async def test_one_scheme_is_sent_or_what_is_wrong_is_named(
    given: str, client_kind: ClientKind, listening: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    for environment in _COMBINATIONS:
        for letter, variable in zip(environment, _VARIABLES, strict=True):
            if letter == "-":
                monkeypatch.delenv(variable, raising=False)
            else:
                monkeypatch.setenv(variable, f"variable-{letter}")
        arguments = {
            argument: None if letter == "-" else f"argument-{letter}"
            for letter, argument in zip(given, _ARGUMENTS, strict=True)
        }
        source, names = ("argument", _ARGUMENTS) if given in _GIVEN else ("variable", _VARIABLES)
        expected = _GIVEN.get(given) or _LYING_ABOUT[environment]
        if expected.startswith("names "):
            with failing(CredentialsError) as caught:
                Caller(client_kind, listening.url, **arguments)
            problem = str(caught.value).partition(":")[0]
            wanted = {names["tek".index(letter)] for letter in expected.removeprefix("names ")}
            if expected == "names tek" and source == "variable":
                assert problem == "no credentials"
                assert wanted <= set(re.findall(r"\w+", str(caught.value)))
            else:
                assert set(re.findall(r"CLOUDFLARE_\w+|api_\w+", problem)) == wanted
            continue
        async with Caller(client_kind, listening.url, **arguments) as caller:
            await caller.plain()
        sent = {name: v for name, v in listening.headers()[-1].items() if name in _HEADERS}
        assert sent == {
            header: f"{'Bearer ' if letter == 't' else ''}{source}-{letter}"
            for letter, header in zip(expected, _HEADERS, strict=True)
            if letter != "-"
        }


@pytest.mark.parametrize("value", ["", " ", "\t", "a\nb", "a\x7f", "\u00fc"])
async def test_a_value_that_cannot_be_sent_is_named(
    value: str, client_kind: ClientKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    for argument, variable in zip(_ARGUMENTS, _VARIABLES, strict=True):
        others = {} if argument == "api_token" else {"api_email": "e", "api_key": "k"}
        with failing(CredentialsError) as caught:
            Caller(client_kind, "http://127.0.0.1", **others | {argument: value})
        assert str(caught.value).startswith(f"`{argument}` ")
        with monkeypatch.context() as environment:
            for other in others:
                environment.setenv(_VARIABLES[_ARGUMENTS.index(other)], "x")
            environment.setenv(variable, value)
            with failing(CredentialsError) as caught:
                Caller(client_kind, "http://127.0.0.1", api_token=None)
        assert str(caught.value).startswith(f"{variable} ")
