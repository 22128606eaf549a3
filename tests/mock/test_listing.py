"""Paged lists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock
from cloudflare_api_mock.answer import Answer
from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.form import Form
from cloudflare_api_mock.listing import Listing
from cloudflare_api_mock.made_up import MadeUp
from cloudflare_api_mock.seed import mcp_server

from .support import SERVERS, body, document

ANIMALS = "/api/zoos/berlin/animals"
ROWS: list[dict[str, Any]] = [{"id": "emu"}, {"id": "yak", "legs": 4}, {"id": "gnu"}]


def listing(contract: Contract, path: str) -> Listing:
    """The listing of the operation that lists a path."""
    operation = contract.route("GET", path).operation
    assert operation is not None
    form = Form(contract, MadeUp(contract), operation)
    return Listing(contract, form, contract.properties(form.row))


def page(size: int, query: dict[str, str]) -> Any:
    rows = [mcp_server(number, 1) for number in range(size)]
    return body(listing(Contract.load(), SERVERS).page(rows, tuple(query.items())))


@pytest.mark.parametrize(
    ("size", "query", "info"),
    [
        (250, {}, (1, 20, 20, 250)),
        (250, {"page": "13"}, (13, 20, 10, 250)),
        (250, {"page": "14"}, (14, 20, 0, 250)),
        (250, {"page": "3", "per_page": "100"}, (3, 100, 50, 250)),
        (40, {"per_page": "20", "page": "2"}, (2, 20, 20, 40)),
        (1, {"page": "99999999999999999999"}, (99999999999999999999, 20, 0, 1)),
        (0, {}, (1, 20, 0, 0)),
    ],
)
def test_a_page_has_its_number_and_the_total(
    size: int, query: dict[str, str], info: tuple[int, ...]
) -> None:
    answer = page(size, query)
    assert tuple(answer["result_info"].values()) == info
    assert list(answer["result_info"]) == ["page", "per_page", "count", "total_count"]
    assert len(answer["result"]) == info[2]
    assert (answer["success"], answer["errors"], answer["messages"]) == (True, [], [])


def test_pages_hold_every_row_once() -> None:
    pages = [page(45, {"page": str(number)})["result"] for number in (1, 2, 3)]
    assert [row for rows in pages for row in rows] == [mcp_server(n, 1) for n in range(45)]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_the_first_row_is_the_contracts_example_without_its_contradictions(size: int) -> None:
    operation = document()["paths"]["/accounts/{account_id}/access/ai-controls/mcp/servers"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    with Mock(servers=size) as mock:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        rows = httpx.get(mock.example_url, headers=headers).json()["result"]
    assert len(rows) == size
    (shown,) = example["result"]
    for row in rows[:1]:
        named = {"foo": "bar", "name": "name"}
        changes = {"tools": [named], "prompts": [named], "error": "", "status": "ready"}
        changes |= {"authentication_status": "not_required"}
        assert row == {n: v for n, v in shown.items() if n != "error_details"} | changes


@pytest.mark.parametrize(
    ("collection", "text", "ids"),
    [
        ("servers", "MY-MCP-S", ["my-mcp-server"]),
        ("servers", "my mcp server", ["my-mcp-server"]),
        ("servers", "https://example.com", []),
        ("servers", "unauthenticated", []),
        ("portals", "my-MCP", ["my-mcp-portal"]),
        ("portals", "TICKETS-portal-1.example.com", ["tickets-portal-1"]),
        ("portals", "engineering", ["metrics-portal-6"]),
        ("portals", "opt_in", []),
    ],
)
def test_a_search_covers_the_members_in_its_description_in_any_case(
    api: httpx.Client, collection: str, text: str, ids: list[str]
) -> None:
    found = api.get(f"/{collection}", params={"search": text}).json()
    assert [row["id"] for row in found["result"]] == ids
    assert found["result_info"]["total_count"] == len(ids)


def test_a_search_is_paged(api: httpx.Client) -> None:
    found = api.get("/servers", params={"search": "für teams", "per_page": "3"}).json()
    assert {row["name"].partition(" ")[0] for row in found["result"]} == {"Kalender"}
    assert found["result_info"]["count"] == 3 < found["result_info"]["total_count"] < 250


def test_a_list_follows_the_names_of_its_contract(zoo_spec: Path) -> None:
    animals = listing(Contract.load(zoo_spec), ANIMALS)
    answer = body(animals.page(ROWS, (("sheet", "2"),)))
    assert answer["animals"] == [{"id": "gnu"}]
    assert answer["result_info"]["per_page"] == 2


def test_only_the_rows_of_the_page_are_converted(zoo_spec: Path) -> None:
    animals = listing(Contract.load(zoo_spec), ANIMALS)
    answer: Answer = animals.page(ROWS, (("sheet", "2"),), lambda row: {"no": row["id"]})
    assert body(answer)["animals"] == [{"no": "gnu"}]


@pytest.mark.parametrize(
    ("query", "ids"),
    [({"legs": "4"}, ["yak"]), ({"legs": "2"}, []), ({"colour": "red"}, ["emu", "yak"])],
)
def test_a_parameter_with_the_name_of_a_member_is_a_filter(
    query: dict[str, str], ids: list[str], zoo_spec: Path
) -> None:
    animals = listing(Contract.load(zoo_spec), ANIMALS)
    found = body(animals.page(ROWS, tuple(query.items())))["animals"]
    assert [row["id"] for row in found] == ids
