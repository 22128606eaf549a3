"""Every snippet of the guide runs, and its tables are true."""

from __future__ import annotations

import ast
import re
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import httpx
import pytest

import cloudflare_ai_controls
from cloudflare_ai_controls import APIError, Cloudflare, CloudflareError
from cloudflare_api_mock import Mock, StrictMock
from cloudflare_api_mock.quirk import QUIRKS

from .support import (
    ROOT,
    Snippet,
    run_commands,
    run_snippet,
    section,
    snippets,
    table,
    unknown_commands,
)

pytest_plugins = ["pytester"]

_GUIDE: Final = ROOT / "docs" / "guide.md"
_SNIPPETS: Final = snippets(_GUIDE, "python")
_TESTING: Final = "Testing your own code"
_PROGRAMS: Final = [snippet for snippet in _SNIPPETS if snippet.heading != _TESTING]


class _Run(NamedTuple):
    """A snippet's heading, the number of its requests, and their faults and quirks."""

    heading: str
    requests: int
    faults: tuple[dict[str, Any], ...] = ()


_AS_USUAL: Final[dict[str, Any]] = {}
_BUSY: Final = {"status": 429, "headers": {"Retry-After": "120"}}
_RUNS: Final = [
    _Run("Credentials", 0),
    _Run("Calls and what they return", 1),
    _Run("Pages", 1 + 2 + 2 + 1),
    _Run("Concurrent fetching", 1 + 12 + 12),
    _Run("A list that changes", 2 + 4 + 1),
    _Run("A server that exists and is ready", 12),
    _Run("The servers of a portal", 6),
    _Run("Health", 4),
    _Run("Drift", 3 + 1 + 3),
    _Run("Errors", 1 + 1 + 3, (_AS_USUAL, _BUSY, {"drop": True, "times": 3})),
    _Run("Errors", 2, ({"drop": True},)),
    _Run("Retries, timeouts and limits", 1, ({"status": 503},)),
    _Run("Retries, timeouts and limits", 1),
    _Run("Raw and streamed answers", 2),
    _Run("Async", 1 + 13 + 2),
    _Run("Logging", 2, ({"status": 503},)),
    _Run("CSV", 0),
]


def test_the_contents_name_every_section() -> None:
    contents, *sections = _GUIDE.read_text("utf-8").split("\n## ")
    for heading in (each.splitlines()[0] for each in sections):
        assert f"[{heading}](#" in contents


@pytest.mark.parametrize(
    ("snippet", "expected"),
    [*zip(_PROGRAMS, _RUNS, strict=True)],
    ids=[f"{snippet.heading}-{snippet.line}" for snippet in _PROGRAMS],
)
def test_a_snippet_runs(
    snippet: Snippet,
    expected: _Run,
    tmp_path: Path,
    cloudflare_mock: StrictMock,
) -> None:
    assert snippet.heading == expected.heading
    cloudflare_mock.expect(expected.requests)
    cloudflare_mock.fail_next(*expected.faults)
    assert run_snippet(snippet, cloudflare_mock, tmp_path) == snippet.output


def test_the_tests_that_a_customer_may_write_pass(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    for snippet in _SNIPPETS:
        if snippet.heading == _TESTING:
            snippet.write(pytester.path)
    (shell,) = (snippet for snippet in snippets(_GUIDE, "sh") if snippet.heading == _TESTING)
    pytest_, *arguments = shell.text.splitlines()[-1].split()
    assert pytest_ == "pytest"
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.runpytest_inprocess(*arguments).assert_outcomes(passed=5)


@pytest.mark.check
@pytest.mark.parametrize(
    "snippet",
    [snippet for snippet in snippets(_GUIDE, "sh") if snippet.output],
    ids=lambda each: each.heading,
)
def test_commands_print_the_listed_output(snippet: Snippet, tmp_path: Path) -> None:
    with Mock() as mock:
        assert run_commands(snippet, mock, tmp_path) == snippet.output


@pytest.mark.parametrize(
    "snippet",
    [snippet for snippet in snippets(_GUIDE, "sh") if not snippet.output],
    ids=lambda each: each.heading,
)
def test_commands_are_there(snippet: Snippet) -> None:
    assert unknown_commands(snippet) == []


_ERRORS: Final = {
    row[0].strip("`"): row[2]
    for row in table(section(_GUIDE, "Errors"), "error", "when", "retried", "what to do")
}


def test_every_error_is_in_the_table() -> None:
    exported = (getattr(cloudflare_ai_controls, name) for name in cloudflare_ai_controls.__all__)
    names = {e.__name__ for e in exported if isinstance(e, type) and issubclass(e, CloudflareError)}
    assert set(_ERRORS) == names


@pytest.mark.parametrize(
    ("name", "met"),
    [
        ("BadRequestError", 400),
        ("AuthenticationError", 401),
        ("PermissionDeniedError", 403),
        ("NotFoundError", 404),
        ("ConflictError", 409),
        ("UnprocessableEntityError", 422),
        ("RateLimitError", 429),
        ("InternalServerError", 500),
        ("InternalServerError", 522),
        ("APIStatusError", 302),
        ("APIStatusError", 408),
        ("UnsuccessfulResponseError", '{"success": false}'),
        ("APIConnectionError", httpx.ReadError("reset")),
        ("APITimeoutError", httpx.ReadTimeout("late")),
        ("APIResponseValidationError", "<html>"),
    ],
    ids=str,
)
def test_an_error_is_retried_as_the_table_states(
    name: str, met: int | str | Exception, waits: list[float]
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if isinstance(met, Exception):
            raise met
        return httpx.Response(met) if isinstance(met, int) else httpx.Response(200, text=met)

    def attempts(method: str) -> int:
        http = httpx.Client(transport=httpx.MockTransport(answer))
        client = Cloudflare(api_token="t", http_client=http)
        with pytest.raises(APIError) as caught:
            getattr(client.zero_trust.access.ai_controls.mcp.servers, method)("a", account_id="a")
        assert type(caught.value).__name__ == name
        return caught.value.attempts

    said = _ERRORS[name].partition("408: ")[2 if met == 408 else 0]
    assert attempts("delete") == (1 if said.startswith("no") else 3)
    assert attempts("sync") == (3 if said == "yes" else 1)


def test_every_quirk_is_described_once_with_its_evidence() -> None:
    text = section(_GUIDE, "How the mock behaves")
    rows = [*table(text, "default or quirk", "behaviour", "evidence")]
    words = {re.split(r"\W", evidence)[0] for _, _, evidence in rows}
    assert words == {"documented", "inferred", "measured"}
    described = [(name.strip("`"), about) for name, about, _ in rows if name != "default"]
    assert described == [(name, each.about.removesuffix(".")) for name, each in QUIRKS.items()]


def _sdk_tests(module: str) -> set[str]:
    tree = ast.parse((ROOT / "tests" / "sdk" / module).read_text("utf-8"))
    functions = (
        each.name
        for each in ast.walk(tree)
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return {name for name in functions if name.startswith("test_")}


def test_every_difference_from_the_official_sdk_is_a_test_and_every_test_is_said() -> None:
    coming = section(_GUIDE, "Coming from the official SDK")
    assert f"`cloudflare` in version {version('cloudflare')}" in coming
    rows = [row[0] for row in table(coming, "", "official SDK", "here")]
    names = [f"test_{re.sub(r'[^a-z0-9]+', '_', row.lower())}" for row in rows]
    differences = _sdk_tests("test_differences.py")
    assert set(names) - differences <= _sdk_tests("test_drop_in.py")
    assert differences <= set(names)
    assert len(names) == len(set(names))
