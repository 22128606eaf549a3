"""Commands that are not operations, found by their entry points."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.metadata import EntryPoint
from typing import Any

import click
import pytest
from attrs import frozen

from cloudflare_ai_controls import Cloudflare, CloudflareError, McpServer, api, omit
from cloudflare_api_core.command_line import ExitCode, Output, PositionalArgument, TaskCommand, note
from cloudflare_api_mock import StrictMock

from .support import Done
from .test_commands import words

Run = Callable[..., Done]

NOT_FRESH = 10


@frozen
class Look:
    """The result of a look."""

    server: McpServer
    arguments: dict[str, Any]


class Refusal(CloudflareError):
    """An error that has the exit code of a conflict."""

    exit_code = ExitCode.CONFLICT


def look(client: Cloudflare, output: Output, *, id: str, account_id: str, **given: Any) -> int:
    """Look at a server. Twice.

    The second look decides.
    """
    if given["refuse"]:
        raise Refusal("it is\ntaken")
    note("looking\nhard")
    server = client.zero_trust.access.ai_controls.mcp.servers.read(id, account_id=account_id)
    output.print(Look(server, {name: value for name, value in given.items() if value is not omit}))
    return NOT_FRESH if given["file"] else ExitCode.SUCCESS


LOOK = TaskCommand(
    run=look,
    like=api.mcp_servers.create_mcp_server.OPERATION,
    arguments=("account_id", "id", "name", "auth_credentials", "description"),
    positional=("id",),
    options=(
        PositionalArgument(["file"], required=False, help="A file."),
        click.Option(["--refuse"], is_flag=True, help="Refuse it."),
        click.Option(["--timeout"], type=float, help="How long to look."),
    ),
    result=Look,
    exit_codes={NOT_FRESH: "The look is not fresh."},
)
NO_TASK = "no task"


@pytest.fixture(autouse=True)
def _entry_points(monkeypatch: pytest.MonkeyPatch) -> None:
    group = "cloudflare_ai_controls.commands"
    places = {
        "look": "LOOK",
        "servers.look": "LOOK",
        "servers.list": "NO_TASK",
        "portals.wrong": "NO_TASK",
        "portals.missing": "NOTHING",
        "elsewhere.look": "LOOK",
    }
    found = [EntryPoint(name, f"{__name__}:{value}", group) for name, value in places.items()]

    def entry_points(**wanted: str) -> list[EntryPoint]:
        assert wanted == {"group": group}
        return found

    monkeypatch.setattr("importlib.metadata.entry_points", entry_points)


@pytest.mark.parametrize("place", [["look"], ["servers", "look"], ["elsewhere.look"]])
def test_task_is_a_command_at_the_place_of_its_entry_point(
    command: Run, cloudflare_mock: StrictMock, place: list[str]
) -> None:
    cloudflare_mock.expect()
    typed = ["github-mcp", "--name", "N", "--null", "description", "--timeout", "3"]
    done = command(*place, *typed, "--output", "json")
    assert (done.code, done.err) == (0, "looking hard\n")
    looked = json.loads(done.out)
    assert looked["server"]["id"] == "github-mcp"
    assert looked["arguments"] == {
        "name": "N",
        "description": None,
        "file": None,
        "refuse": False,
        "timeout": 3,
    }


def test_task_has_exit_codes_of_its_own(command: Run, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    done = command("look", "github-mcp", "a.txt", "--name", "N", "--output", "csv")
    assert done.code == NOT_FRESH
    assert done.out.splitlines()[0] == "server,arguments"


def test_failure_of_a_task_has_a_code_of_every_command(command: Run) -> None:
    assert command("look", "a", "--name", "N", "--refuse") == (6, "", "error: it is taken\n")


def test_arguments_of_a_task_follow_the_rules_of_the_contract(command: Run) -> None:
    done = command("look", "a", "--auth-credentials", "hunter2", "--name", "N")
    assert (done.code, done.out) == (2, "")
    assert "expected @FILE, - or env:NAME" in done.err


def test_help_shows_a_task_like_an_operation(command: Run) -> None:
    assert "look Look at a server. Twice" in words(command("servers"))
    assert "elsewhere.look Look at a server. Twice" in words(command())
    said = words(command("servers", "look", "--help"))
    assert "servers look [OPTIONS] ID [FILE] Look at a server. Twice. The second look" in said
    assert "Arguments: ID Identifier of the server, chosen at creation." in said
    assert "FILE A file. Options: --account-id TEXT" in said
    assert (
        "--name TEXT Display name. At most 350 characters.  [required]".replace("  ", " ") in said
    )
    assert "--refuse Refuse it. --timeout FLOAT How long to look. General options:" in said
    assert said.endswith("Exit codes of this command: 10 The look is not fresh.")
    assert said.count("--timeout") == 1


def test_task_does_not_replace_an_operation(command: Run, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    assert command("servers", "list", "--page", "1").code == 0


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("wrong", f"{__name__}:NO_TASK: TypeError: it is of type str"),
        ("missing", f"{__name__}:NOTHING: AttributeError: module '{__name__}' has no attribute"),
    ],
)
def test_task_that_cannot_be_loaded_is_one_line(command: Run, name: str, problem: str) -> None:
    done = command("portals", name, "a", "--help")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: the command cannot be loaded from {problem}")
    assert done.err.count("\n") == 1
    assert f"{name} (the command cannot be loaded from {__name__}:" in words(command("portals"))


def test_completion_names_a_task_without_importing_it(
    command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[EntryPoint] = []

    def load(entry: EntryPoint) -> None:
        loaded.append(entry)

    monkeypatch.setattr(EntryPoint, "load", load)
    monkeypatch.setenv("_CLOUDFLARE_AI_CONTROLS_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", "cloudflare-ai-controls portals ")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert {"plain,wrong", "plain,missing", "plain,read"} <= {*command().out.splitlines()}
    assert loaded == []


def test_broken_rule_names_the_argument_as_it_was_typed(command: Run) -> None:
    done = command("look", "A/B", "--name", "N", "--account-id", "a")
    assert done.code == 2
    assert done.err.endswith(
        "error: Expected `ID` to match ^[a-z0-9_]+(?:-[a-z0-9_]+)*$ but received 'A/B'\n"
    )


def test_entry_points_are_not_searched_for_an_operation(
    command: Run, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("importlib.metadata.entry_points")
    cloudflare_mock.expect()
    assert command("servers", "read", "github-mcp").code == 0
    assert "Read an MCP server." in words(command("servers", "read", "--help"))
