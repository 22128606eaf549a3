"""What stands in the cells of tables and CSV."""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import McpServer
from cloudflare_api_core.command_line.cells import cell, column_names, members


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
def test_texts_are_written_as_they_are_and_all_else_as_json(value: object, written: str) -> None:
    assert cell(value) == written


def test_columns_are_the_fields_of_the_model_as_they_are_on_the_wire() -> None:
    assert column_names(McpServer) == [*McpServer.__model_names__]
    assert column_names(McpServer)[:2] == ["id", "auth_type"]
    assert column_names(None) == ["value"]


def test_members_of_a_row_are_found_by_their_names() -> None:
    row = McpServer(id="a", auth_type="b", hostname="c", name="d", prompts=[], tools=[])
    assert members(row, ["name", "id", "status"]) == ["d", "a", None]
    assert members({"id": 1}, ["value"]) == [{"id": 1}]
    assert members(None, ["id", "name"]) == [None, None]
