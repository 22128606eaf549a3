"""Paged lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.listing import Listing

from .support import SERVERS, document, other_spec


def servers(size: int) -> Listing:
    contract = Contract.load()
    route = contract.route(SERVERS)
    assert route is not None
    return Listing(contract, route.operations["get"], size=size, tools=1)


@pytest.mark.parametrize(
    ("size", "query", "info"),
    [
        (250, {}, (1, 20, 20, 250, 13)),
        (250, {"page": "13"}, (13, 20, 10, 250, 13)),
        (250, {"page": "14"}, (14, 20, 0, 250, 13)),
        (250, {"page": "3", "per_page": "100"}, (3, 100, 50, 250, 3)),
        (40, {"per_page": "20", "page": "2"}, (2, 20, 20, 40, 2)),
        (1, {"page": "99999999999999999999"}, (99999999999999999999, 20, 0, 1, 1)),
        (0, {}, (1, 20, 0, 0, 0)),
    ],
)
def test_a_page_says_where_it_stands(
    size: int, query: dict[str, str], info: tuple[int, ...]
) -> None:
    page = servers(size).page(query)
    assert tuple(page["result_info"].values()) == info
    assert list(page["result_info"]) == ["page", "per_page", "count", "total_count", "total_pages"]
    assert len(page["result"]) == info[2]
    assert (page["success"], page["errors"], page["messages"]) == (True, [], [])


def test_pages_hold_every_row_once() -> None:
    listing = servers(45)
    pages = [listing.page({"page": str(number)})["result"] for number in (1, 2, 3)]
    assert [row for page in pages for row in page] == listing.rows
    assert len(listing.rows) == 45


def test_the_first_row_is_the_contracts_example() -> None:
    operation = document()["paths"]["/accounts/{account_id}/access/ai-controls/mcp/servers"]["get"]
    example = operation["responses"]["200"]["content"]["application/json"]["example"]
    assert servers(3).rows[0] == example["result"][0]


def test_a_search_looks_at_id_and_name_in_upper_or_lower_case() -> None:
    listing = servers(250)
    by_id = listing.page({"search": "MY-MCP"})
    assert [row["id"] for row in by_id["result"]] == ["my-mcp-server"]
    assert by_id["result_info"]["total_count"] == 1
    by_name = listing.page({"search": "für teams", "per_page": "3"})
    assert {row["name"].partition(" ")[0] for row in by_name["result"]} == {"Kalender"}
    assert by_name["result_info"]["count"] == 3 < by_name["result_info"]["total_count"] < 250
    for elsewhere in ("example.com", "unauthenticated", "nothing like it"):
        assert listing.page({"search": elsewhere})["result"] == [], elsewhere


def test_a_list_is_played_by_what_its_contract_says(tmp_path: Path) -> None:
    zoo = Contract(other_spec(tmp_path))
    listing = Listing(zoo, zoo.operations[0], size=250, tools=1)
    page = listing.page({"sheet": "2"})
    assert page["animals"] == [{"id": "gnu"}]
    assert page["result_info"]["per_page"] == 2
    assert listing.plays({"sheet": "2"})
    assert not listing.plays({"legs": "4"})


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    zoo = Contract(other_spec(tmp_path))
    with pytest.raises(LookupError):
        Listing(zoo, zoo.operations[1], size=250, tools=1)
