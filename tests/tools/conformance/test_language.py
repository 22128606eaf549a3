"""A language's folder, built, run and replayed; here it is Python's, which needs no compiler."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from subprocess import CalledProcessError
from textwrap import dedent

import httpx
import pytest

from cloudflare_api_mock import Mock
from tools.conformance.adapter import Adapter, AdapterError
from tools.conformance.case import load
from tools.conformance.language import Language

# Imports little, because it is started four times.
_LIST = """
    import json, os, sys
    from http.client import HTTPConnection
    from urllib.parse import urlsplit

    names = {"CLOUDFLARE_EMAIL": "X-Auth-Email", "CLOUDFLARE_API_KEY": "X-Auth-Key"}
    headers = {header: os.environ[name] for name, header in names.items() if name in os.environ}
    if token := os.environ.get("CLOUDFLARE_API_TOKEN"):
        headers["Authorization"] = f"Bearer {token}"
    url = urlsplit(os.environ["CLOUDFLARE_BASE_URL"])
    account = os.environ["CLOUDFLARE_ACCOUNT_ID"]
    servers = f"{url.path}/accounts/{account}/access/ai-controls/mcp/servers?per_page=100&page="
    api, rows, count = HTTPConnection(url.netloc), [], 1
    while len(rows) < count:
        api.request("GET", f"{servers}{len(rows) // 100 + 1}", headers=headers)
        answer = api.getresponse()
        page = json.load(answer)
        if answer.status != 200:
            sys.exit(str(answer.status))
        rows, count = rows + page["result"], page["result_info"]["total_count"]
    for row in rows:
        line = f"{row['id']} {row['status']} {row['hostname']}"
        print("".join(each if each.isprintable() else " " for each in line))
"""
# A client that refuses all credentials.
_ADAPTER = """
    import sys

    for line in sys.stdin:
        print('{"error": {"kind": "credentials", "message": ""}}', flush=True)
"""


@pytest.fixture(scope="module")
def mock() -> Iterator[Mock]:
    with Mock() as mock:
        yield mock


def language(folder: Path, **targets: str) -> Language:
    rules = "".join(f"{target}:\n\t@{command}\n" for target, command in targets.items())
    (folder / "Makefile").write_text(rules, "utf-8")
    return Language(folder)


def program(folder: Path, source: str) -> str:
    file = folder / "program.py"
    file.write_text(dedent(source), "utf-8")
    return f"{sys.executable} {file}"


def test_every_known_failure_is_a_case_of_the_kit() -> None:
    for each in Language.all():
        assert each.known_failures <= {str(case) for case in load()}


def test_known_failures_are_the_cases_that_the_readme_lists(tmp_path: Path) -> None:
    readme = "| `errors` |\n| `dates/no zone` | It is refused |\n| case | `a/b` |\n"
    (tmp_path / "README.md").write_text(readme, "utf-8")
    assert language(tmp_path).known_failures == {"dates/no zone"}


def test_a_build_that_fails_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CalledProcessError):
        language(tmp_path, build="exit 3").build()


def test_cases_are_replayed(tmp_path: Path, mock: Mock) -> None:
    cases = [case for case in load() if case.kind == "credentials"]
    found = language(tmp_path, replay=program(tmp_path, _ADAPTER)).replay(mock, cases)
    assert found["credentials/none"] == []
    assert found["credentials/token"] == ["0 requests, not 1", "credentials (), not a result"]
    assert {*map(str, cases)} == found.keys()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("raise SystemExit(0)", "it ended with exit code 0"),
        ("input(); print('hello')", "expected an object with `result` or `error`, not 'hello.n'"),
        ("input(); print('{}')", "expected an object with `result` or `error`, not '{}.n'"),
        (
            'input(); print(\'{"error": "boom"}\')',
            "expected an object with `result` or `error`, not ",
        ),
    ],
)
def test_an_adapter_that_fails_is_an_error(
    tmp_path: Path, mock: Mock, source: str, message: str
) -> None:
    with pytest.raises(AdapterError, match=message):
        language(tmp_path, replay=program(tmp_path, source)).replay(mock, load())


def test_an_adapter_that_never_answers_is_ended(tmp_path: Path) -> None:
    waits = program(tmp_path, "import signal; signal.pause()")
    command = language(tmp_path, replay=waits).command("replay")
    with (
        closing(Adapter(command, os.environ, timeout=0.1)) as adapter,
        pytest.raises(AdapterError, match=r"no line within 0\.1 s; each line must be flushed"),
    ):
        adapter.call_client({})


def test_the_program_lists_every_server_with_either_credentials(tmp_path: Path, mock: Mock) -> None:
    assert list(language(tmp_path, run=program(tmp_path, _LIST)).check_program(mock)) == []


def test_a_program_that_does_nothing_has_problems(tmp_path: Path, mock: Mock) -> None:
    assert list(language(tmp_path, run="echo a b c").check_program(mock)) == [
        "run with CLOUDFLARE_API_TOKEN: line 1 is 'a b c', not "
        "'my-mcp-server ready https://example.com/mcp'",
        "run with CLOUDFLARE_API_TOKEN: 0 requests, not 3",
        "run with CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY: line 1 is 'a b c', not "
        "'my-mcp-server ready https://example.com/mcp'",
        "run with CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY: 0 requests, not 3",
        "run with a wrong token: expected no output, one line with 401 on stderr and an exit code "
        "other than 0; exit code 0, stdout 'a b c', stderr ''",
    ]


def test_a_program_that_prints_escapes_is_found_out(tmp_path: Path, mock: Mock) -> None:
    problems = [*language(tmp_path, run=r"printf '\033]0;b\n'").check_program(mock)]
    assert any("run with escapes in a hostname" in problem for problem in problems)


def test_every_operation_has_to_be_called(tmp_path: Path, mock: Mock) -> None:
    (problem,) = language(tmp_path, operations="echo a: 1").check_operations(mock)
    assert problem.startswith("operations: expected one line for each of createMcpPortal, ")
    assert problem.endswith("; exit code 0, stdout 'a: 1', stderr ''")


def test_a_call_that_breaks_the_contract_is_found_out(tmp_path: Path, mock: Mock) -> None:
    url = httpx.URL(f"{mock.base_url}/accounts/a/access/ai-controls/mcp/servers?per_page=500")
    source = f"""
        from http.client import HTTPConnection

        api = HTTPConnection({url.netloc.decode()!r})
        api.request("GET", {url.raw_path.decode()!r})
        api.getresponse()
    """
    called, breach = language(tmp_path, operations=program(tmp_path, source)).check_operations(mock)
    assert called.endswith("; exit code 0, stdout '', stderr ''")
    assert breach.endswith(": 400; credentials: Expected api_token or api_email with api_key")


def test_programs_find_no_credentials_but_the_mocks(
    tmp_path: Path, mock: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOUDFLARE_API_KEY", "secret")
    assert "CLOUDFLARE_API_KEY" in os.environ
    (problem,) = language(tmp_path, operations="env | grep ^CLOUDFLARE_").check_operations(mock)
    assert "CLOUDFLARE_API_KEY" not in problem
    assert "CLOUDFLARE_API_TOKEN" in problem
