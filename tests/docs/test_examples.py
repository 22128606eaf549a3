"""Every Python example runs, shows its progress on a terminal, and only its rows in a pipe."""

from __future__ import annotations

import itertools
import runpy
from typing import Any

import pytest
from tqdm import tqdm

from cloudflare_api_contract import read
from cloudflare_api_mock import StrictMock
from tools.page.samples import shown

from .support import ROOT, run_program

_EXAMPLES = ROOT / "examples" / "python"
_WALKS = ["list_servers.py", "list_servers_async.py"]
_OPERATIONS = ["operations.py", "operations_async.py"]
_STORY = [
    "createMcpServer team-notes waiting",
    "syncMcpServer ready",
    "readMcpServer team-notes ready search_flag get_flag list_flag create_flag",
    "updateMcpServer team-notes Notes of the team",
    "listMcpServers team-notes",
    "createMcpPortal team mcp.example.com",
    "readMcpPortal team team-notes",
    "updateMcpPortal team",
    "readEffectiveRedirectUri https://mcp.example.com/servers-callback",
    "listMcpPortals my-mcp-portal",
    "readServerToolCallTimeseries ",
    "readPortalToolCallTimeseries ",
    "readToolCallTimeseries 2026-08-01: ",
    "deleteMcpPortal team",
    "deleteMcpServer team-notes",
]


@pytest.mark.parametrize("name", _WALKS)
def test_a_walk_prints_its_rows_alone_in_a_pipe(name: str, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(3)
    lines = run_program(_EXAMPLES / name, cloudflare_mock).splitlines()
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
    printed = run_program(_EXAMPLES / name, cloudflare_mock)
    assert printed == "a ]0;b  ready forged  2J \n"


@pytest.mark.parametrize("name", _WALKS)
def test_a_walk_of_more_than_a_second_shows_how_far_it_is(
    name: str, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloudflare_mock.expect(3)
    # A second passes from each look at the clock to the next one.
    monkeypatch.setattr("tqdm.std.time", itertools.count().__next__)
    monkeypatch.setattr(tqdm, "monitor_interval", 0)
    assert "/250 [" in run_program(_EXAMPLES / name, cloudflare_mock, on_terminal=True)


@pytest.mark.parametrize(
    ("name", "variable"),
    [
        *((name, "CLOUDFLARE_ACCOUNT_ID") for name in _WALKS + _OPERATIONS),
        *((name, "NOTES_TOKEN") for name in _OPERATIONS),
    ],
)
def test_a_variable_that_is_not_set_is_named(
    name: str, variable: str, cloudflare_mock: StrictMock
) -> None:
    with pytest.raises(SystemExit) as end:
        run_program(_EXAMPLES / name, cloudflare_mock, {variable: ""})
    assert end.value.code == f"Set {variable}"
    cloudflare_mock.expect(0)


@pytest.mark.parametrize("name", _OPERATIONS)
def test_every_operation_is_called_and_prints_a_line(
    name: str, cloudflare_mock: StrictMock
) -> None:
    operations = {*shown(ROOT / "examples", read(ROOT / "openapi.yaml"))}
    cloudflare_mock.expect(len(operations))
    lines = run_program(_EXAMPLES / name, cloudflare_mock).splitlines()
    assert {line.split()[0] for line in lines} == operations
    assert [line[: len(told)] for line, told in zip(lines, _STORY, strict=True)] == _STORY


def test_the_demo_prints_a_table_alone_in_a_pipe(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["demo.py", "--servers", "11"])
    runpy.run_path(str(_EXAMPLES / "demo.py"), run_name="__main__")
    printed, others = capfd.readouterr()
    assert others == ""
    assert "my-mcp-server" in printed
    assert "11 servers with an API token, 11 with e-mail and API key;\n4 requests" in printed
