"""The made-up rows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cloudflare_api_mock.answer import Answer
from cloudflare_api_mock.capabilities import offer
from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.mcp_portals import McpPortals
from cloudflare_api_mock.seed import coherent, mcp_portal, mcp_server

from .support import SERVERS, contradictions, document

ROWS = [mcp_server(number) for number in range(250)]


def test_every_row_follows_the_contract() -> None:
    answer = Answer.of(200, {"success": True, "result": ROWS})
    contract = Contract.load()
    operation = contract.route("GET", SERVERS).operation
    assert operation is not None
    assert contract.check_answer(operation, answer) == ()


def test_no_row_contradicts_itself() -> None:
    assert {number: contradictions(mcp_server(number)) for number in range(500)} == {
        number: [] for number in range(500)
    }


def test_the_contracts_example_contradicts_itself_only_until_it_is_settled() -> None:
    path = document()["paths"]["/accounts/{account_id}/access/ai-controls/mcp/servers"]
    example = path["get"]["responses"]["200"]["content"]["application/json"]["example"]
    (row,) = example["result"]
    assert contradictions(coherent(row)) == []
    assert set(row) - set(coherent(row)) == {"error_details"}


def test_rows_are_different_and_the_same_in_every_run() -> None:
    assert len({row["id"] for row in ROWS}) == len(ROWS)
    assert [mcp_server(number) for number in range(250)] == ROWS


@pytest.mark.parametrize("name", ["auth_type", "status", "authentication_status"])
def test_every_member_of_an_enum_occurs(name: str) -> None:
    schema = Contract.load().component("McpServer")[name]
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


def test_portals_differ_and_hold_every_code_mode() -> None:
    portals = [mcp_portal(number) for number in range(McpPortals.most_initial)]
    for name in ("id", "hostname"):
        assert len({portal[name] for portal in portals}) == len(portals)
    schema = Contract.load().component("McpPortal")["code_mode"]
    assert {portal["code_mode"] for portal in portals} == set(schema["enum"])
    for portal in portals:
        assert portal["allow_code_mode"] == (portal["code_mode"] != "off")
    for name in ("description", "secure_web_gateway"):
        assert {name in portal for portal in portals} == {True, False}, name


def test_the_tools_that_a_sync_finds_depend_only_on_the_identifier() -> None:
    assert offer("notes", 3) == offer("notes", 3) != offer("tasks", 3)
    assert len({tool["name"] for tool in offer("notes", 30)["tools"]}) == 30
    assert offer("notes", 0)["tools"] == []
