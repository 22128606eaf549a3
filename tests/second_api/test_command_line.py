"""Another family has a command line, too."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from cloudflare_api_contract import Document, read
from cloudflare_api_core import Parameter
from cloudflare_api_core.command_line import Program, run
from cloudflare_api_mock import TOKEN, StrictMock

from .support import SPEC, Operation, operations

Run = Callable[..., tuple[int, str, str]]

OPERATIONS = list(operations(read(SPEC)))


@pytest.fixture(scope="session")
def program(package: ModuleType) -> Program:
    """The command line of the family."""
    main: Any = importlib.import_module(f"{package.__name__}.__main__")
    made: Program = main.PROGRAM
    return made


@pytest.fixture
def command(
    program: Program,
    cloudflare_mock: StrictMock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run a command, with credentials in the environment."""
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", TOKEN)
    monkeypatch.setenv("CLOUDFLARE_BASE_URL", cloudflare_mock.base_url)

    def run_it(*arguments: str) -> tuple[int, str, str]:
        code = run(program, arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run_it


def typed(parameter: Parameter, value: Any, *, is_positional: bool) -> list[str]:
    """The words that give a value by option or by position."""
    option = parameter.argument.rstrip("_").replace("_", "-")
    if is_positional:
        return [value]
    if parameter.type == "boolean":
        return [f"--{option}" if value else f"--no-{option}"]
    if value is None and parameter.nullable:
        return ["--null", option]
    return [f"--{option}", value if isinstance(value, str) else json.dumps(value)]


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)
def test_every_operation_is_a_command(
    operation: Operation, program: Program, cloudflare_mock: StrictMock, command: Run
) -> None:
    declared = program.command(operation.id)
    arguments = operation.arguments(declared.operation)
    line = [operation.group[-1], operation.name.replace("_", "-"), "--output", "json"]
    for parameter in declared.operation.parameters:
        if parameter.argument in arguments:
            value = arguments[parameter.argument]
            is_positional = parameter.argument in declared.positional
            line += typed(parameter, value, is_positional=is_positional)
    cloudflare_mock.expect()
    cloudflare_mock.fail_next(operation.fault)
    code, out, err = command(*line)
    assert (code, err) == (0, "")
    assert json.loads(out) == (operation.answer["result"] if operation.answer else None)
    (sent,) = cloudflare_mock.log
    assert sent.method == operation.method
    for location, name in operation.parameters:
        if location == "header":
            value = operation.parameters[location, name]
            text = value if isinstance(value, str) else json.dumps(value)
            assert sent.headers[name.lower()] == text
    logged = json.dumps(operation.body).replace("ho-ho-ho", "***")  # a password
    assert json.loads(sent.body or "{}") == json.loads(logged)


@pytest.mark.parametrize(
    ("line", "header"),
    [
        ("stations read north-pole", "id,name,sensors,state,elevation"),
        ("sensors list north-pole", "id,kind,unit,offset,last,drift"),
        ("stations forecast north-pole", "at,sky,chance,then,unless,warning"),
        ("labels set red --value null", "value"),
        ("stations delete north-pole", "value"),
    ],
)
def test_columns_are_those_of_the_result(
    line: str, header: str, cloudflare_mock: StrictMock, command: Run, program: Program
) -> None:
    group, name, *_ = line.split()
    (operation,) = (o for o in OPERATIONS if (o.group[-1], o.name) == (group, name))
    cloudflare_mock.expect()
    cloudflare_mock.fail_next(operation.fault)
    code, out, _ = command(
        *line.split(), "--account-id", cloudflare_mock.account_id, "--output", "csv"
    )
    assert code == 0
    assert out.startswith(header)


def test_help_has_the_texts_of_the_contract(command: Run, contract: Document) -> None:
    code, out, _ = command("--help")
    assert code == 0
    assert contract.data["info"]["description"] in " ".join(out.split())
    code, out, _ = command("stations", "list", "--help")
    assert "Needs any one of the permission groups Weather Read, Weather Write." in out
    assert "--x-trace-id TEXT" in out
    assert "Comes back in the log." in out
