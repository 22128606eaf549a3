"""Every Python example runs, shows its progress on a terminal, and only its rows in a pipe."""

from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_mock import TOKEN, Mock, StrictMock
from tests.forks import python
from tests.terminal import run_on_terminal

_EXAMPLES = Path(__file__).parents[2] / "examples" / "python"
_WALKS = ["list_servers.py", "list_servers_async.py"]
_OPERATIONS = ["operations.py", "operations_async.py"]


def _environment(mock: Mock) -> dict[str, str]:
    return {
        "CLOUDFLARE_ACCOUNT_ID": mock.account_id,
        "CLOUDFLARE_API_TOKEN": TOKEN,
        "CLOUDFLARE_BASE_URL": mock.base_url,
    }


@pytest.mark.parametrize("name", _WALKS)
def test_a_walk_prints_its_rows_alone_in_a_pipe(name: str, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(3)
    done = subprocess.run(
        [*python(), _EXAMPLES / name],
        env=_environment(cloudflare_mock),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "my-mcp-server ready https://example.com/mcp"
    assert len(lines) == 250


@pytest.mark.parametrize("name", _WALKS)
def test_a_walk_prints_no_escapes(name: str, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    row: dict[str, Any] = {
        "id": "a\x1b]0;b\x07",
        "auth_type": "oauth",
        "name": "c",
        "tools": [],
        "prompts": [],
    }
    hostile = {**row, "hostname": "\x9b2J\u202e", "status": "ready\nforged"}
    answer = {"success": True, "result": [hostile], "result_info": {"total_count": 1}}
    cloudflare_mock.fail_next({"status": 200, "json": answer})
    done = subprocess.run(
        [*python(), _EXAMPLES / name],
        env=_environment(cloudflare_mock),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "a ]0;b  ready forged  2J \n"


@pytest.mark.parametrize("name", _WALKS)
def test_a_walk_of_more_than_a_second_shows_how_far_it_is(name: str) -> None:
    with StrictMock(latency_ms=1100) as mock:
        mock.expect(3)
        done, shown = run_on_terminal([sys.executable, _EXAMPLES / name], _environment(mock))
    assert "/250 [" in shown
    assert len(done.stdout.splitlines()) == 250


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        *((name, "CLOUDFLARE_ACCOUNT_ID") for name in _WALKS + _OPERATIONS),
        *((name, "NOTES_TOKEN") for name in _OPERATIONS),
    ],
)
def test_a_variable_that_is_not_set_is_named(
    name: str, variable: str, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for key, value in (_environment(cloudflare_mock) | {"NOTES_TOKEN": "any"}).items():
        monkeypatch.setenv(key, value)
    monkeypatch.setenv(variable, "")
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(_EXAMPLES / name))
    assert end.value.code == f"Set {variable}"
    cloudflare_mock.expect(0)


def test_the_demo_prints_a_table_alone_in_a_pipe() -> None:
    done = subprocess.run(
        [sys.executable, _EXAMPLES / "demo.py", "--servers", "11"],
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert "my-mcp-server" in done.stdout
    assert "11 servers with an API token, 11 with e-mail and API key;\n4 requests" in done.stdout
