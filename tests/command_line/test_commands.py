"""The tree of commands, and its help."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from attrs import evolve

from cloudflare_ai_controls import Cloudflare
from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_contract import read
from cloudflare_api_core import Operation
from cloudflare_api_core.command_line import Group, run
from cloudflare_api_core.command_line.exit_codes import EXIT_CODES
from cloudflare_api_core.command_line.general_options import RESERVED
from cloudflare_api_core.command_line.group_names import GroupNames

from .support import Done

Run = Callable[..., Done]

CONTRACT = read(Path(__file__).parents[2] / "openapi.yaml")


def words(done: Done) -> str:
    """The printed text without its line breaks."""
    assert (done.code, done.err) == (0, "")
    return " ".join(done.out.split())


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_help_lists_the_groups_the_environment_and_the_exit_codes(
    command: Run, arguments: list[str]
) -> None:
    said = words(command(*arguments))
    assert CONTRACT.data["info"]["description"] in said
    for tag in CONTRACT.data["tags"]:
        assert tag["description"] in said
    for variable in ("CLOUDFLARE_API_TOKEN", "CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY"):
        assert variable in said
    assert (
        f"CLOUDFLARE_BASE_URL Base URL of the API. Default: {CONTRACT.data['servers'][0]['url']}"
        in said
    )
    for code, meaning in EXIT_CODES.items():
        assert f"{code} {meaning}" in said


def test_help_of_a_group_lists_its_commands(command: Run) -> None:
    said = words(command("servers"))
    assert said == words(command("servers", "--help"))
    for path in CONTRACT.data["paths"].values():
        for operation in path.values():
            if operation["x-fern-sdk-group-name"][-1] == "servers":
                name = operation["x-fern-sdk-method-name"].replace("_", "-")
                assert f"{name} {operation['summary']}" in said


@pytest.mark.parametrize("each", PROGRAM.operations.values(), ids=lambda each: each.id)
def test_help_of_every_command_has_the_texts_of_the_contract(
    command: Run, each: Operation[Any]
) -> None:
    group = each.group.rpartition(".")[2]
    said = words(command(group, each.name.replace("_", "-"), "--help"))
    path = CONTRACT.data["paths"][each.path]
    operation = path[each.method.lower()]
    assert f"{operation['summary']}. {operation['description']}" in said
    if groups := operation.get("x-api-token-group", ()):
        assert f"permission group{'s' if groups[1:] else ''} {', '.join(groups)}." in said
    for parameter in map(CONTRACT.resolve, operation["parameters"]):
        assert parameter["description"] in said


def test_help_shows_bounds_defaults_and_required_arguments(command: Run) -> None:
    said = words(command("servers", "list", "--help"))
    assert "--per-page INTEGER Maximum number of entries on the page. 1 to 100." in said
    assert "The server's default is 20." in said
    assert "[env var: CLOUDFLARE_ACCOUNT_ID; required]" in said
    said = words(command("servers", "read", "--help"))
    assert "Arguments: ID Identifier of the server. 1 to 32 characters." in said


def test_help_shows_the_defaults_of_the_client(command: Run) -> None:
    said = words(command("servers", "list", "--help"))
    client = Cloudflare(api_token="t")
    assert client.timeout == httpx.Timeout(60, connect=5)
    assert "Default: 60, and 5 to connect." in said
    assert f"temporary error. Default: {client.max_retries}." in said


def test_names_of_the_options_of_every_command_are_reserved(command: Run) -> None:
    shown = {"null"}
    for typed in ("servers list", "portals update"):
        _, _, general = command(*typed.split(), "--help").out.partition("General options")
        shown |= {*re.findall(r"^  (?:-\w, )?--([a-z-]+)", general, re.MULTILINE)}
    assert shown == RESERVED


def test_version_is_that_of_the_contract(command: Run) -> None:
    version = CONTRACT.data["info"]["version"]
    assert command("--version") == (0, f"cloudflare-ai-controls {version}\n", "")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["portal"], "No such command 'portal'"),
        (["servers", "lst"], "No such command 'lst'"),
        (["servers", "\x1b[2J\u202e"], "No such command '"),
        (["servers", "list", "--\x1b[2J"], "No such option"),
        (["servers", "list", "--page", "\x9b2J\n"], "Invalid value for '--page': '"),
        (["servers", "list", "--colour"], "No such option"),
        (["servers", "list", "--page", "x"], "Invalid value for '--page': 'x' is not a valid"),
        (["servers", "list", "--timeout", "0"], "Invalid value for '--timeout': 0.0 is not in"),
        (["servers", "list", "--timeout", "-1"], "Invalid value for '--timeout': -1.0 is not in"),
        (["servers", "list", "--output", "xml"], "Invalid value for '--output': 'xml' is not one"),
        (["servers", "list", "extra"], "Got unexpected extra argument (extra)"),
        (["servers", "read"], "Missing argument 'ID'"),
        (["servers", "create", "--id", "a"], "Missing option '--auth-type'"),
    ],
)
def test_wrong_usage_is_one_line_that_names_the_help(
    command: Run, arguments: list[str], line: str
) -> None:
    done = command(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"error: {line}")
    assert done.err.removesuffix("\n").isprintable()
    assert "(see python -m cloudflare_ai_controls" in done.err
    assert done.err.endswith(" --help)\n")


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["a.b.servers", "a.b.more_portals"], ["servers", "more-portals"]),
        (["a.servers", "b.servers", "b"], ["a.servers", "b.servers", "b"]),
        (["servers", "b.servers"], ["servers", "b.servers"]),
        (["a.b.c", "x.b.c", "c_c"], ["a.b.c", "x.b.c", "c-c"]),
        (["import_"], ["import"]),
    ],
)
def test_groups_have_the_shortest_unique_names(paths: list[str], names: list[str]) -> None:
    found = GroupNames(paths)
    assert [*found.names.values()] == names
    assert [found.ending(name) for name in names] == [[name] for name in names]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("c.rules", ["c.rules"]),
        ("a.b.c.rules", ["c.rules"]),
        ("x.rules", ["x.rules"]),
        ("rules", ["c.rules", "x.rules"]),
        ("rule", []),
    ],
)
def test_a_longer_end_of_its_path_names_a_group_too(typed: str, names: list[str]) -> None:
    assert GroupNames(["a.b.c.rules", "x.rules", "y.c"]).ending(typed) == names


def test_an_end_of_several_groups_is_refused_with_their_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    groups = {path: Group("Rules.", {}) for path in ("a.rules", "x.rules")}
    assert run(evolve(PROGRAM, groups=groups), ["rules", "list"]) == 2
    said = "error: 'rules' could be a.rules or x.rules (see "
    assert capsys.readouterr().err.startswith(said)
    assert run(evolve(PROGRAM, groups=groups), ["a.rules"]) == 0
