"""JSON and CSV output: complete, and printed as it arrives."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from cloudflare_ai_controls import McpServer
from cloudflare_api_core.command_line.output import FORMATS
from cloudflare_api_mock import StrictMock

from .support import Done, Terminal

ODD: dict[str, Any] = {
    "id": "odd",
    "auth_type": "new kind",
    "hostname": 'a,"b"\r\nc',
    "name": "日本\ud800 \x9b2J é",
    "prompts": None,
    "tools": [{"a": [1, None, "é"]}],
    "secure_web_gateway": 1,
    "description": None,
    "not in the contract": {"a": 1},
}
PLAIN: dict[str, Any] = {
    "id": "plain",
    "auth_type": "oauth",
    "hostname": "h",
    "name": "n",
    "prompts": [],
    "tools": [],
}


@pytest.fixture
def rows(cloudflare_mock: StrictMock) -> list[dict[str, Any]]:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next({"status": 200, "json": {"success": True, "result": [ODD, PLAIN]}})
    return [ODD, PLAIN]


def test_json_holds_all_that_came(command: Callable[..., Done], rows: list[dict[str, Any]]) -> None:
    done = command("servers", "list", "--page", "1", "--output", "json")
    assert json.loads(done.out) == rows
    assert len(done.out.splitlines()) == 4
    assert "日本\\ud800 \\u009b2J é" in done.out


def test_json_holds_numbers_that_a_float_cannot_hold(
    command: Callable[..., Done], cloudflare_mock: StrictMock
) -> None:
    numbers = '{"maximum": 1e400, "most": 115792089237316195423570985008687907853269984665640564}'
    row = json.dumps(PLAIN | {"tools": []}).replace('"tools": []', f'"tools": [{numbers}]')
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"body": f'{{"success": true, "result": {row}}}', "times": 2})
    read = json.loads(numbers, parse_float=lambda _: 10**400)
    done = command("servers", "read", "plain", "--output", "json")
    assert json.loads(done.out)["tools"] == [read]
    done = command("servers", "read", "plain", "--output", "csv")
    (_, row_of_csv) = csv.reader(io.StringIO(done.out))
    assert json.dumps([read]) in row_of_csv


def test_json_of_one_thing_is_indented(
    command: Callable[..., Done], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next({"status": 200, "json": {"success": True, "result": PLAIN}})
    done = command("servers", "read", "plain", "--output", "json")
    assert done.out == f"{json.dumps(PLAIN, indent=2)}\n"


def test_csv_has_a_column_for_each_field_and_is_quoted_right(
    command: Callable[..., Done], rows: list[dict[str, Any]]
) -> None:
    done = command("servers", "list", "--page", "1", "--output", "csv")
    names, odd, plain = csv.reader(io.StringIO(done.out, newline=""))
    assert names == [*McpServer.__model_names__]
    held = dict(zip(names, odd, strict=True))
    assert {name: value for name, value in held.items() if value} == {
        "id": "odd",
        "auth_type": "new kind",
        "hostname": 'a,"b"\r\nc',
        "name": r"日本\u{d800} \u{9b}2J é",
        "tools": '[{"a": [1, null, "é"]}]',
        "secure_web_gateway": "1",
    }
    assert plain[:6] == ["plain", "oauth", "h", "n", "[]", "[]"]
    assert done.out.count("\r\n") == 3 + 1


def test_csv_keeps_a_line_break_inside_its_cell(capsys: pytest.CaptureFixture[str]) -> None:
    FORMATS["csv"](None).print("x\r\nforged")
    assert capsys.readouterr().out == 'value\r\n"x\r\nforged"\r\n'


@pytest.mark.parametrize("value", ["\u202ea\u2028\x9b\x7f\xa0", "\U000e0041\ud800", "é 日 😀"])
def test_json_is_printable_and_decodes_to_the_same(
    value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    held: Any = {value: [value]}
    FORMATS["json"](None).print(held)
    FORMATS["json"](None).print_rows([[held]])
    out = capsys.readouterr().out
    assert all(c.isprintable() or c == "\n" for c in out)
    assert out.isascii() == (value != "é 日 😀")
    one, rows = json.JSONDecoder().raw_decode(out)
    assert (one, json.loads(out[rows:])) == (held, [held])


@pytest.mark.parametrize(
    ("form", "name"), [("json", "Café"), ("csv", "Café"), ("table", "Caf\\xe9")]
)
def test_programs_are_given_utf8_whatever_the_locale(
    command: Callable[..., Done],
    cloudflare_mock: StrictMock,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    name: str,
) -> None:
    cloudflare_mock.expect()
    result = PLAIN | {"name": "Café"}
    cloudflare_mock.fail_next({"status": 200, "json": {"success": True, "result": result}})
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(written, encoding="ascii"))
    assert command("servers", "read", "plain", "--output", form).code == 0
    assert name in written.getvalue().decode()


def test_output_is_whole_if_stderr_is_closed(
    command: Callable[..., Done], cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloudflare_mock.expect(3)
    monkeypatch.setattr("sys.stderr", None)
    done = command("servers", "list", "--per-page", "100", "--output", "json")
    sys.stderr.close()
    assert (done.code, len(json.loads(done.out))) == (0, 250)


def test_csv_on_a_terminal_cannot_take_it_over(
    command: Callable[..., Done], cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloudflare_mock.expect()
    hostile = PLAIN | {"name": "\x1b]0;owned\x07\x9b2J\u202ea\rb"}
    cloudflare_mock.fail_next({"status": 200, "json": {"success": True, "result": [hostile]}})
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    assert command("servers", "list", "--page", "1", "--output", "csv").code == 0
    shown = terminal.getvalue()
    assert all(c.isprintable() or c in "\r\n" for c in shown)
    assert r"plain,oauth,h,\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}a\u{d}b," in shown


@pytest.mark.parametrize(
    ("form", "out"),
    [
        ("json", "[]\n"),
        ("csv", ",".join(McpServer.__model_names__) + "\r\n"),
        ("table", "id  auth_type  hostname  name\n"),
    ],
)
def test_empty_list_has_its_form_too(
    command: Callable[..., Done], cloudflare_mock: StrictMock, form: str, out: str
) -> None:
    cloudflare_mock.expect()
    assert command("servers", "list", "--search", "zzz", "--output", form) == (0, out, "")


@pytest.mark.parametrize(
    ("form", "result", "out"),
    [
        ("json", None, "null\n"),
        ("csv", None, "value\r\n"),
        ("table", None, ""),
        ("json", "a", '"a"\n'),
        ("csv", {"a": 1}, 'value\r\n"{""a"": 1}"\r\n'),
        ("table", "a", "value  a\n"),
    ],
)
def test_result_without_a_model_is_printed_in_each_format(
    form: str, result: object, out: str, capsys: pytest.CaptureFixture[str]
) -> None:
    FORMATS[form](None).print(result)
    assert capsys.readouterr().out == out


@pytest.mark.parametrize("form", FORMATS)
def test_rows_are_written_before_the_next_page_is_asked_for(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "out"

    def pages() -> Iterator[list[McpServer]]:
        for name in ("first", "second", "third"):
            yield [McpServer.from_dict(PLAIN | {"id": name})]
            assert name in file.read_text()

    with file.open("w") as stdout:
        monkeypatch.setattr("sys.stdout", stdout)
        FORMATS[form](McpServer).print_rows(pages())
