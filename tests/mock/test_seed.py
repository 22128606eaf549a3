"""The made-up rows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cloudflare_api_mock.answer import Answer
from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.seed import FACTORIES, mcp_server

from .support import call, document

ROWS = [mcp_server(number) for number in range(250)]


def test_every_row_keeps_to_the_contract() -> None:
    answer = Answer.of(200, {"success": True, "result": ROWS})
    assert Contract.load().check_answer(call(), answer) == ()


def test_factories_are_named_after_schemas_of_the_contract() -> None:
    assert FACTORIES.keys() <= document()["components"]["schemas"].keys()


def test_rows_are_different_and_the_same_in_every_run() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert [mcp_server(number) for number in range(250)] == ROWS


@pytest.mark.parametrize("name", ["auth_type", "status", "authentication_status"])
def test_every_member_of_an_enum_occurs(name: str) -> None:
    schema = document()["components"]["schemas"]["McpServer"]["properties"][name]
    assert {row[name] for row in ROWS} == set(schema["enum"])


def test_every_member_of_a_row_occurs_and_optional_ones_are_absent_at_times() -> None:
    schema: Any = document()["components"]["schemas"]["McpServer"]
    assert {name for row in ROWS for name in row} == schema["properties"].keys()
    for name in ("description", "auth_config_summary", "error_details", "updated_tools"):
        assert {name in row for row in ROWS} == {True, False}, name


@pytest.mark.parametrize("name", ["description", "auth_config_summary", "tools", "prompts"])
def test_null_occurs_where_the_contract_allows_it(name: str) -> None:
    assert {row[name] is None for row in ROWS if name in row} == {True, False}


def test_a_synced_row_is_about_2_kb_and_grows_with_its_tools() -> None:
    ready = [number for number in range(250) if ROWS[number]["status"] == "ready"]
    sizes = [len(json.dumps(ROWS[number])) for number in ready]
    assert 1_800 < sum(sizes) / len(sizes) < 3_000
    assert len(mcp_server(ready[0], 40)["tools"]) == 40
    assert len({tool["name"] for tool in mcp_server(ready[0], 40)["tools"]}) == 40
