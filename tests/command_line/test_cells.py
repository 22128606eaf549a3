"""The cells of tables and CSV."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from cloudflare_ai_controls import McpServer
from cloudflare_api_core.command_line.cells import as_json, cell, column_names, csv_cell, members

ROW = McpServer(id="a", auth_type="b", hostname="c", name="d", prompts=[], tools=[])


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        ("", ""),
        ("a\n,", "a\n,"),
        (True, "true"),
        (0, "0"),
        (2.5, "2.5"),
        ([], "[]"),
        ({"é": [None]}, '{"é": [null]}'),
    ],
)
def test_texts_are_written_unchanged_and_other_values_as_json(value: object, written: str) -> None:
    assert cell(value) == written


def test_columns_have_the_names_of_the_fields_on_the_wire() -> None:
    assert column_names(McpServer) == [*McpServer.__model_names__]
    assert column_names(McpServer)[:2] == ["id", "auth_type"]
    assert column_names(None) == ["value"]


def test_members_of_a_row_are_found_by_their_names() -> None:
    assert members(ROW, ["name", "id", "status"], McpServer) == ["d", "a", None]


@frozen
class Found:
    """A result of a task."""

    rows: tuple[McpServer, ...]
    at: datetime
    by_name: Mapping[str, McpServer]


def test_result_of_a_task_is_an_object_of_its_attributes() -> None:
    found = Found((ROW,), datetime(2026, 1, 2, tzinfo=UTC), {"d": ROW})
    row, at = ROW.to_dict(), "2026-01-02T00:00:00Z"
    assert as_json([found]) == [{"rows": [row], "at": at, "by_name": {"d": row}}]
    assert column_names(Found) == ["rows", "at", "by_name"]
    assert members(found, ["at", "rows"], Found) == [at, [row]]
    assert members({"id": 1}, ["value"], None) == [{"id": 1}]
    assert members(ROW, ["value"], None) == [ROW.to_dict()]
    assert members(None, ["id", "name"], McpServer) == [None, None]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        *(
            (text, f"'{text}")
            for text in ["=1+1", "+1", "-1", "@SUM(1)", "\ta", "\r\na", "\n", "\uff1d1"]
        ),
        *((text, f"'{text}") for text in ["'", "'a", ' "=1', " \xa0\u3000+1", '"" -1']),
        ("\t=1", "'\t'=1"),
        ("a;=1", "a;'=1"),
        ('a; "@b\tc\n- d', "a;' \"@b\tc\n'- d"),
        ({"a": "x;=1"}, '{"a": "x;\'=1"}'),
        (-1, "-1"),
        (-2.5, "-2.5"),
        (None, ""),
        *(
            (text, text)
            for text in ["", "a - b", "a=b", "a@b", " a", '"a"', "; a", "it's", "a\r\nb"]
        ),
    ],
)
def test_text_that_a_spreadsheet_would_run_is_marked(value: object, written: str) -> None:
    assert csv_cell(value) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("\x1b]0;a\x07\x00\x9b2J", r"\u{1b}]0;a\u{7}\u{0}\u{9b}2J"),
        ("a\rb\r\nc\td", "a\\u{d}b\r\nc\td"),
        ("\u202ea\u2028\ud800\U000e0041", r"\u{202e}a\u{2028}\u{d800}\u{e0041}"),
        (r"\u{1b} \u1b \u{1B} \\u{d}", r"\u{5c}u{1b} \u1b \u{1B} \\u{5c}u{d}"),
        ({"a\u202e": "\x1b"}, r'{"a\u{202e}": "\u001b"}'),
        ("\x00=1", r"\u{0}=1"),
        ("田\u3000中 é\xa0c: d\\e", "田\u3000中 é\xa0c: d\\e"),
    ],
)
def test_a_character_that_is_not_printable_is_written_as_its_code(
    value: object, written: str
) -> None:
    assert csv_cell(value) == written


def _exact(text: str) -> str:
    """As the guide has it."""
    text = re.sub(r"(^|[;\t\r\n])'", r"\1", text)
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), text)


_TRICKS = st.text("=+-@;'\"\t\r\n a\xa0\\u{}1b\x1b\u202e\ud800", max_size=12)


@settings(database=None, derandomize=True, deadline=None, max_examples=100)
@given(_TRICKS | st.text())
def test_the_exact_text_can_be_read_back(text: str) -> None:
    written = csv_cell(text)
    assert _exact(written) == text
    assert all(each.isprintable() or each in "\t\r\n\xa0\u3000" for each in written)
    for piece in re.split(r"[;\t\r\n]", written):
        assert not re.match(r"[\s\"]*[=+\-@]", piece)
    assert not written.startswith(("\t", "\r", "\n"))


def test_marking_a_long_run_of_anything_ends() -> None:
    for text in ("\n", ";", " ", '"', "'", ' "', "\\", "\x1b"):
        assert len(csv_cell(text * 200_000)) >= 200_000
