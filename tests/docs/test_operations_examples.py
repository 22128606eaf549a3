"""Each Python example of the operations that are shown runs, and leaves none out."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from cloudflare_api_contract import read
from cloudflare_api_mock import TOKEN, StrictMock
from tests.forks import python
from tools.page.samples import shown

_ROOT = Path(__file__).parents[2]
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


@pytest.mark.parametrize("name", ["operations.py", "operations_async.py"])
def test_every_operation_is_called_and_prints_a_line(
    name: str, cloudflare_mock: StrictMock
) -> None:
    operations = {*shown(_ROOT / "examples", read(_ROOT / "openapi.yaml"))}
    cloudflare_mock.expect(len(operations))
    done = subprocess.run(
        [*python(), _ROOT / "examples" / "python" / name],
        env={
            "CLOUDFLARE_ACCOUNT_ID": cloudflare_mock.account_id,
            "CLOUDFLARE_API_TOKEN": TOKEN,
            "CLOUDFLARE_BASE_URL": cloudflare_mock.base_url,
            "NOTES_TOKEN": "a token that notes.example.com knows",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert {line.split()[0] for line in lines} == operations
    assert [line[: len(told)] for line, told in zip(lines, _STORY, strict=True)] == _STORY
