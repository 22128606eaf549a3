"""Every snippet of the README runs as it stands."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock, StrictMock

from .support import (
    ROOT,
    Snippet,
    run_commands,
    run_snippet,
    snippets,
    unknown_commands,
)

_README: Final = ROOT / "README.md"
_SNIPPETS: Final = snippets(_README, "python")


@pytest.fixture(scope="module")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    """A mock in which no server syncs by itself, however slow the machine is."""
    mock = StrictMock(clock=lambda: 0)
    mock.start()
    yield mock
    mock.stop()


@pytest.mark.parametrize(
    ("snippet", "requests"),
    [*zip(_SNIPPETS, (3, 4, 9), strict=True)],
    ids=[f"line {snippet.line}" for snippet in _SNIPPETS],
)
def test_a_snippet_runs(
    snippet: Snippet,
    requests: int,
    tmp_path: Path,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect(requests)
    assert run_snippet(snippet, cloudflare_mock, tmp_path) == snippet.output


@pytest.mark.parametrize("snippet", snippets(_README, "sh"), ids=lambda each: f"line {each.line}")
def test_commands_are_there(snippet: Snippet) -> None:
    assert unknown_commands(snippet) == []


def test_the_commands_of_the_command_line_run(tmp_path: Path, cloudflare_mock: StrictMock) -> None:
    (snippet,) = (s for s in snippets(_README, "sh") if s.heading == "On the command line")
    (tmp_path / "secret.txt").write_text("a token that notes.example.com knows\n", "utf-8")
    cloudflare_mock.expect(3 + 13 + 1 + 1 + 1)
    printed = run_commands(snippet, cloudflare_mock, tmp_path)
    assert all(entry.status in (200, 201) for entry in cloudflare_mock.log), printed
    assert len((tmp_path / "servers.csv").read_text("utf-8").splitlines()) == 251
    created, renamed, cleared = cloudflare_mock.log[-3:]
    assert json.loads(created.body)["id"] == "team-notes"
    assert json.loads(renamed.body) == {"updated_tools": [{"name": "search", "alias": "find"}]}
    assert json.loads(cleared.body) == {"description": None}


@pytest.mark.check
def test_the_tasks_run_as_commands(tmp_path: Path) -> None:
    (snippet,) = (s for s in snippets(_README, "sh") if s.heading == "Tasks")
    with Mock() as mock:
        printed = run_commands(snippet, mock, tmp_path)
    assert printed.splitlines()[-1] == "portal my-mcp-portal: server team-notes detached"


def test_clients_find_the_mock_by_the_listed_variables(cloudflare_mock: StrictMock) -> None:
    (snippet,) = (s for s in snippets(_README, "sh") if "export CLOUDFLARE_BASE_URL" in s.text)
    settings = dict(line.split()[1].split("=") for line in snippet.text.splitlines())
    url = httpx.URL(cloudflare_mock.base_url).copy_with(port=4010)
    assert settings == {
        "CLOUDFLARE_BASE_URL": str(url),
        "CLOUDFLARE_API_TOKEN": TOKEN,
        "CLOUDFLARE_ACCOUNT_ID": cloudflare_mock.account_id,
    }
