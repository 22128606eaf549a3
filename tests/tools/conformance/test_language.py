"""A language's folder, built, run and replayed; here it is Python's, which needs no compiler."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from subprocess import CalledProcessError
from textwrap import dedent

import pytest

from cloudflare_api_mock import Mock
from tools.conformance.adapter import Adapter, AdapterError
from tools.conformance.case import load
from tools.conformance.language import Language

_LIST = Path(__file__).parents[3] / "examples" / "python" / "list_servers.py"
_ADAPTER = """
    import json, sys
    from tools.conformance.python_client import call_client

    for line in sys.stdin:
        print(json.dumps(call_client(json.loads(line))), flush=True)
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
    cases = load()[:20]
    found = language(tmp_path, replay=program(tmp_path, _ADAPTER)).replay(mock, cases)
    assert found == {str(case): [] for case in cases}


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
        closing(Adapter(command, os.environ, timeout=1)) as adapter,
        pytest.raises(AdapterError, match="no line within 1 s; each line must be flushed"),
    ):
        adapter.call_client({})


def test_the_program_lists_every_server_with_either_credentials(tmp_path: Path, mock: Mock) -> None:
    right = f"""
        import sys
        from cloudflare_ai_controls import CloudflareError

        try:
            exec(compile(open({str(_LIST)!r}).read(), "list", "exec"))
        except CloudflareError as error:
            sys.exit(str(error))
    """
    assert list(language(tmp_path, run=program(tmp_path, right)).check_program(mock)) == []


def test_a_program_that_does_nothing_is_found_out(tmp_path: Path, mock: Mock) -> None:
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
    url = f"{mock.base_url}/accounts/a/access/ai-controls/mcp/servers?per_page=500"
    source = f"import httpx; httpx.get({url!r})"
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
