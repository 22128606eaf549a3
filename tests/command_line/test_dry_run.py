"""The request that a command would send, and the question before it deletes or replaces."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Callable

import pytest

from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core.command_line.general_options import general_options
from cloudflare_api_mock import StrictMock

from .support import Done

Run = Callable[..., Done]

LOGGER = logging.getLogger("cloudflare_ai_controls")
REPLACE = ["portals", "update", "my-mcp-portal", "--servers", "[]"]
DELETE = ["servers", "delete", "my-mcp-server"]


def test_only_commands_that_change_something_have_a_dry_run() -> None:
    for operation in PROGRAM.operations.values():
        names = {option.name for option in general_options(operation=operation)}
        assert ("dry_run" in names) is (operation.method != "GET")
        lists = [each for each in operation.parameters if each.type == "array"]
        replaces = operation.method in {"PATCH", "PUT"} and bool(lists)
        assert ("yes" in names) is (operation.method == "DELETE" or replaces)


@pytest.mark.parametrize("form", ["table", "json"])
def test_request_is_printed_and_not_sent(
    command: Run, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    monkeypatch.setenv("SECRET", "abc")
    typed = ["servers", "update", "my-mcp-server", "--name", "Café", "--dry-run", "--output", form]
    done = command(*typed, "--auth-credentials", "env:SECRET", "--null", "description")
    assert (done.code, done.err) == (0, "")
    path = f"/accounts/{cloudflare_mock.account_id}/access/ai-controls/mcp/servers/my-mcp-server"
    assert json.loads(done.out) == {
        "method": "PUT",
        "url": cloudflare_mock.base_url + path,
        "body": {"name": "Café", "auth_credentials": "***", "description": None},
    }


def test_nested_secret_is_not_printed(command: Run) -> None:
    override = [{"name": "abc", "alias": "x"}]
    typed = ["servers", "update", "a", "--updated-tools", json.dumps(override), "--dry-run"]
    assert json.loads(command(*typed).out)["body"] == {"updated_tools": override}


def test_dry_run_needs_valid_arguments(command: Run) -> None:
    done = command("servers", "delete", "A/B", "--dry-run")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: Expected `ID` to match ")


class Terminal(io.StringIO):
    """A keyboard or a screen."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Terminal]:
    """Type an answer on a terminal, and return its screen."""

    def type_it(answer: str) -> Terminal:
        screen = Terminal()
        monkeypatch.setattr("sys.stdin", Terminal(answer))
        monkeypatch.setattr("sys.stderr", screen)
        return screen

    return type_it


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        (DELETE, "Delete an MCP server: my-mcp-server? [y/N]: "),
        (REPLACE, "Update an MCP portal: my-mcp-portal, replacing all servers? [y/N]: "),
    ],
)
def test_a_person_is_asked_before_something_is_deleted_or_replaced(
    command: Run,
    cloudflare_mock: StrictMock,
    typing: Callable[[str], Terminal],
    typed: list[str],
    question: str,
) -> None:
    for answer in ("n\n", "\n", ""):
        screen = typing(answer)
        assert command(*typed).code == 130
        assert screen.getvalue().startswith(question)
        assert screen.getvalue().endswith("error: not confirmed\n")
    cloudflare_mock.expect()
    screen = typing("y\n")
    assert command(*typed).code == 0
    assert screen.getvalue() == question
    assert [type(each).__name__ for each in LOGGER.handlers] == ["NullHandler"], "nothing stays"


@pytest.mark.parametrize(
    "typed",
    [
        [*DELETE, "--yes"],
        [*DELETE, "--dry-run"],
        ["portals", "update", "my-mcp-portal", "--name", "N"],
        ["servers", "sync", "my-mcp-server"],
    ],
)
def test_commands_without_a_loss_or_with_yes_ask_nothing(
    command: Run,
    cloudflare_mock: StrictMock,
    typing: Callable[[str], Terminal],
    typed: list[str],
) -> None:
    cloudflare_mock.expect(0 if "--dry-run" in typed else 1)
    screen = typing("")
    assert (command(*typed).code, screen.getvalue()) == (0, "")
