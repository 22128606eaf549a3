"""The families of a contract: each is compared alone, and other operations are listed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from cloudflare_api_contract import Document, Json, read
from tools.upstream.comparison import compare
from tools.upstream.families import beside, families
from tools.upstream.published import PUBLISHED, write
from tools.upstream.record import record

from .support import contract

_MCP: Final = "/accounts/{}/access/ai-controls/mcp"
_LISTS: Final = "/accounts/{}/gateway/lists"
_RULES: Final = "/accounts/{}/gateway/rules"


def _document(*operations: str, name: str = "openapi.json") -> Document:
    """Return a document with operations such as `GET /lists Lists`: method, path and tag."""
    paths: Json = {}
    for method, path, *tags in map(str.split, operations):
        item = paths.setdefault(path.replace("{}", "{id}"), {})
        item[method.lower()] = {"tags": tags, "responses": {"200": {}}}
    return Document(name, {"paths": paths})


_GATEWAY: Final = (
    *(f"GET {_LISTS} Lists", f"GET {_LISTS}/{{}} Lists"),
    *(f"GET {_RULES} Rules", f"PUT {_RULES}/{{}} Rules"),
)


def test_our_contract_has_the_family_of_mcp() -> None:
    assert _MCP in families(contract())


@pytest.mark.parametrize(
    ("operations", "found"),
    [
        (_GATEWAY, [_LISTS, _RULES]),
        ((f"GET {_LISTS} Gateway", f"GET {_RULES} Gateway"), ["/accounts/{}/gateway"]),
        ((f"GET {_LISTS}", f"GET {_RULES}"), ["/accounts/{}/gateway"]),
        ((f"GET {_LISTS} A", "GET /accounts/{}/gateway B"), ["/accounts/{}/gateway"]),
        (
            ("GET /accounts/{}/access/apps A", "GET /zones/{}/access/apps A", f"GET {_LISTS} A"),
            ["/accounts/{}/access/apps", _LISTS, "/zones/{}/access/apps"],
        ),
        (
            ("GET /zones Z", "GET /zones/{} Z", "GET /user Z", "GET /ips Z"),
            ["/ips", "/user", "/zones", "/zones/{}"],
        ),
        ((), []),
    ],
)
def test_a_family_is_the_shared_path_of_a_tags_operations(
    operations: tuple[str, ...], found: list[str]
) -> None:
    assert families(_document(*operations)) == found


def _compared(ours: Document, theirs: Document) -> list[str]:
    return [f"{each.operation}: {each.rule}" for each in compare(ours, theirs)]


def test_only_the_families_are_compared() -> None:
    others = [f"GET /accounts/{{}}/product-{number}/things Things" for number in range(200)]
    theirs = _document(*_GATEWAY, *others, "GET /accounts/{}/gateway/locations", "GET /zones/{}")
    assert _compared(_document(*_GATEWAY), theirs) == []


def test_an_operation_of_a_family_that_we_lack_is_a_difference() -> None:
    theirs = _document(*_GATEWAY, f"GET {_LISTS}/{{}}/items")
    [found] = compare(_document(*_GATEWAY), theirs)
    assert found.fact == "lacks GET /accounts/{id}/gateway/lists/{id}/items"


def test_products_are_not_in_the_family_of_their_accounts() -> None:
    accounts = ("GET /accounts A", "GET /accounts/{} A")
    theirs = _document(*accounts, *_GATEWAY, "PUT /accounts/{}")
    assert _compared(_document(*accounts), theirs) == ["PUT /accounts/{id}: operation"]


def test_a_family_that_is_not_published_is_one_difference() -> None:
    [found] = compare(_document(*_GATEWAY), _document(*_GATEWAY[:2]))
    assert (found.fact, found.ours, found.theirs) == (f"family {_RULES}", _RULES, None)


def test_operations_beside_a_family_are_one_line_for_each_parent() -> None:
    others = [f"GET /accounts/{{}}/gateway/part-{number}" for number in range(300)]
    theirs = _document(
        *_GATEWAY, *others, "PUT /accounts/{}/gateway/part-9", "GET /accounts/{}/dlp"
    )
    ours = families(_document(*_GATEWAY, "GET /accounts/{}/dex/tests Dex", "GET /ips Ips"))
    assert [*beside(theirs, ours)] == [
        "openapi.json has 301 others under /accounts/{}/gateway: "
        "part-9, part-0, part-1, part-10, part-100, part-101, part-102, part-103",
    ]


def test_an_operation_at_the_parent_of_a_family_is_beside_it() -> None:
    theirs = _document(f"GET {_LISTS}", f"POST {_LISTS}", f"GET {_LISTS}/{{}}/items")
    ours = families(_document(f"GET {_LISTS}/{{}}/items"))
    assert [*beside(theirs, ours)] == [f"openapi.json has 2 others under {_LISTS}: itself"]


def test_a_record_keeps_a_family_that_the_document_lacks() -> None:
    ours, old = _document(*_GATEWAY), _document(*_GATEWAY, name="published.yaml")
    new = _document(f"GET {_LISTS}", "GET /zones")
    recorded = record(new, old, families(ours))
    assert [*recorded.data["paths"]] == [
        each.replace("{}", "{id}") for each in (_RULES, f"{_RULES}/{{}}", _LISTS)
    ]
    assert _compared(ours, recorded) == [f"GET {_LISTS}/{{}}: operation".replace("{}", "{id}")]


def test_a_record_to_which_a_family_is_added_keeps_its_text(tmp_path: Path) -> None:
    path = tmp_path / "published.yaml"
    before = PUBLISHED.read_text("utf-8")
    path.write_text(before, "utf-8")
    old, theirs = read(path), _document(f"GET {_LISTS}-next Lists")
    known = [*families(contract()), f"{_LISTS}-next"]
    write(record(theirs, old, known), "openapi.json", path)
    after = path.read_text("utf-8")
    left = iter(after.splitlines())
    assert all(line in left for line in before.splitlines())
    added = f"{_LISTS}-next".replace("{}", "{id}")
    assert read(path).data["paths"].keys() - old.data["paths"].keys() == {added}


def test_a_record_has_the_names_of_the_official_sdk() -> None:
    ours, old = _document(*_GATEWAY), _document(name="published.yaml")
    recorded = record(_document(*_GATEWAY), old, families(ours))
    names = recorded.data["paths"][f"{_RULES}/{{}}".replace("{}", "{id}")]["put"]
    assert names["x-fern-sdk-group-name"] == ["zero_trust", "gateway", "rules"]
    assert names["x-fern-sdk-method-name"] == "update"


def test_credentials_of_a_family_stay_those_of_its_document() -> None:
    token: list[Json] = [{"token": []}]
    key: list[Json] = [{"key": []}]
    ours, old, new = _document(*_GATEWAY), _document(*_GATEWAY), _document(f"GET {_LISTS}")
    old.data["security"], new.data["security"] = token, key
    recorded = record(new, old, families(ours)).data
    assert recorded["security"] == token
    assert recorded["paths"][_LISTS.replace("{}", "{id}")]["get"]["security"] == key
    assert "security" not in recorded["paths"][f"{_RULES}/{{}}".replace("{}", "{id}")]["put"]


def test_the_variable_of_the_account_has_any_name() -> None:
    ours, theirs = _document(*_GATEWAY), _document(*_GATEWAY)
    for document, name in ((ours, "account_id"), (theirs, "identifier")):
        paths = document.data["paths"]
        document.data["paths"] = {
            path.replace("{id}", f"{{{name}}}", 1): paths[path] for path in paths
        }
        account = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        for item in document.data["paths"].values():
            item["parameters"] = [account]
    assert _compared(ours, theirs) == []


def test_a_variable_of_another_name_is_one_difference() -> None:
    ours, theirs = _document(*_GATEWAY), _document(*_GATEWAY)
    for document, name in ((ours, "rule_id"), (theirs, "uuid")):
        paths = document.data["paths"]
        item = paths.pop(f"{_RULES}/{{}}".replace("{}", "{id}"))
        paths[f"{_RULES.replace('{}', '{id}')}/{{{name}}}"] = item
        rule = {"name": name, "in": "path", "required": True, "schema": {"type": "string"}}
        item["parameters"] = [rule]
    assert _compared(ours, theirs) == ["PUT /accounts/{id}/gateway/rules/{rule_id}: path"]
