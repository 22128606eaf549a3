"""Whole bodies as options, and results that are not objects, as they are printed."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import click
import httpx
import pytest
from attrs import evolve

from cloudflare_ai_controls import Cloudflare
from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core import (
    Model,
    Parameter,
    Rule,
    alternative,
    any_of,
    array,
    binary,
    field,
    mapping,
    model,
    text,
)
from cloudflare_api_core.command_line.arguments import Arguments
from cloudflare_api_core.command_line.call import call, print_request
from cloudflare_api_core.command_line.declaration import Command
from cloudflare_api_core.command_line.output import FORMATS
from cloudflare_api_core.decoders import Decoder

from .support import declared


@model
class Thing(Model):
    id: str = field(text)


THING: Decoder[Any] = any_of(alternative(lambda: Thing, {}), text)


def typed(command: Command, *options: str) -> dict[str, Any]:
    """The arguments of the operation when these options are given."""
    arguments = Arguments(command)

    def run(**found: Any) -> dict[str, Any]:
        return arguments.read(found)

    made = click.Command("do", params=arguments.declare(), callback=run)
    with made.make_context("do", [*options]) as context:
        read: dict[str, Any] = made.invoke(context)
        return read


def test_a_whole_body_is_json_or_bytes_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "body"
    file.write_bytes(b"\xff")
    raw = declared(Parameter("binary", "body", "content"))
    assert typed(raw, f"--body=@{file}") == {"body": b"\xff"}
    assert typed(raw, "--body=ü") == {"body": "ü".encode()}
    form = declared(
        Parameter("binary", "file", "form"),
        Parameter("array", "more", "form", items=Rule("binary")),
    )
    assert typed(form, f"--file=@{file}", "--more=a", f"--more=@{file}") == {
        "file": ("body", b"\xff"),
        "more": ["a", ("body", b"\xff")],
    }
    rows = declared(Parameter("array", "body", "content", items=Rule("string")))
    file.write_text('["a"]')
    assert typed(rows, f"--body=@{file}") == typed(rows, '--body=["a"]') == {"body": ["a"]}
    kinds = Parameter("any", "body", "content", any_of=(Rule("string"), Rule("array")))
    assert typed(declared(kinds), "--body=a") == {"body": "a"}


@pytest.mark.parametrize(
    ("parameter", "body", "shown"),
    [
        (Parameter("binary", "body", "content"), b"abc", "3 bytes"),
        (Parameter("string", "body", "form"), "", "123 bytes"),
        (
            Parameter("array", "body", "content", items=Rule("string", secret=True)),
            ["hunter2"],
            ["***"],
        ),
    ],
)
def test_a_dry_run_shows_a_whole_body(
    parameter: Parameter, body: Any, shown: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    program = evolve(PROGRAM, client=partial(Cloudflare, api_token="t"))
    print_request(program, declared(parameter), {"body": body})
    assert json.loads(capsys.readouterr().out)["body"] == shown


@pytest.mark.parametrize(
    ("decoder", "form", "content", "output", "printed"),
    [
        (binary, "binary", b"\xff\x00\n", "table", b"\xff\x00\n"),
        (binary, "binary", b"\xff\x00\n", "json", b"\xff\x00\n"),
        (text, "text", b"a,b\r\n\x1b", "table", b"a,b\r\n\x1b"),
        (text, "text", b"a,b\r\n", "csv", b"a,b\r\n"),
        (text, "text", b"a,b", "json", b'"a,b"\n'),
        (mapping(THING), "json", b'{"a": {"id": "b"}}', "table", b'a  {"id": "b"}\n'),
        (array(THING), "json", b'[{"id": "b"}, "c"]', "json", b'[\n{"id": "b"},\n"c"\n]\n'),
        (array(THING), "json", b'[{"id": "b"}]', "csv", b'value\r\n"{""id"": ""b""}"\r\n'),
        (array(THING), "json", b'[{"id": "b"}]', "table", b'value\n{"id": "b"}\n'),
    ],
)
def test_a_result_is_printed(
    decoder: Decoder[Any],
    form: Any,
    content: bytes,
    output: str,
    printed: bytes,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    command = declared()
    operation = replace(command.operation, result=decoder, answer=form)
    answer = httpx.MockTransport(lambda _: httpx.Response(200, content=content))
    with httpx.Client(transport=answer) as http:
        program = evolve(PROGRAM, client=partial(Cloudflare, api_token="t", http_client=http))
        call(
            program, evolve(command, operation=operation), {}, FORMATS[output](None), concurrency=1
        )
    assert capsysbinary.readouterr().out == printed


def test_a_terminal_gets_no_escapes(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    FORMATS["table"](None).print_text("a\n\x1b[2J")
    FORMATS["table"](None).print_bytes(b"\x1b[2J")
    printed = capsys.readouterr()
    assert printed.out == "a\n [2J\n"
    assert printed.err == "4 bytes, which a terminal cannot show; redirect them to a file\n"
