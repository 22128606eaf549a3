"""A contract without the parts that lead to a fault."""

from __future__ import annotations

import pytest

from cloudflare_api_contract import Document, Place, without
from tests.generator.support import Json, operation, zoo

HERD: Json = {"$ref": "#/components/schemas/Herd"}


def farm() -> Document:
    data = zoo()
    data["components"]["schemas"] |= {
        "Herd": {"type": "array", "items": {"$ref": "#/components/schemas/Animal"}},
        "Cage": {"type": "object"},
    }
    data["paths"] |= {
        "/a": {"get": operation("a", HERD), "put": operation("b", None)},
        "/b": {"get": operation("c", {"$ref": "#/components/schemas/Cage"})},
        "/c": {
            "parameters": [{"name": "a", "in": "query", "schema": HERD}],
            "get": operation("d", None),
            "put": operation("e", None),
        },
    }
    return Document("openapi.yaml", data)


def left(*places: Place) -> tuple[list[str], list[str]] | None:
    """The operations and schemas that are left."""
    rest = without(farm(), places)
    if rest is None:
        return None
    assert rest.data["components"]["securitySchemes"] == zoo()["components"]["securitySchemes"]
    found = [f"{each.method} {each.path}" for each in rest.operations()]
    return found, sorted(rest.data["components"].get("schemas", {}))


def test_users_of_a_schema_are_left_out_with_it() -> None:
    place = ("components", "schemas", "Animal", "properties", "id")
    assert left(place) == (["put /a", "get /b"], ["Cage"])
    assert left(place, ("components", "schemas", "Cage")) == (["put /a"], [])


def test_an_operation_is_left_out_alone() -> None:
    every = ["Animal", "Cage", "Herd"]
    listed = "get /zoos/{zoo_id}/animals"
    assert left(("paths", "/a", "put", "tags")) == (
        [listed, "get /a", "get /b", "get /c", "put /c"],
        every,
    )
    assert left(("paths", "/c", "parameters", 0)) == ([listed, "get /a", "put /a", "get /b"], every)
    assert left(("paths", "/c")) == left(("paths", "/c", "parameters", 0))


@pytest.mark.parametrize(
    "place",
    [
        *(("info",), ("info", "version"), ("servers", 0, "url"), ("tags", 0), ("security", 0)),
        ("components", "securitySchemes", "api_token"),
    ],
)
def test_shared_parts_with_a_fault_are_replaced(place: Place) -> None:
    document = farm()
    document.data["tags"] = [{"name": "Animals"}]
    whole = [each.path for each in document.operations()]
    rest = without(document, [place])
    assert rest
    assert [each.path for each in rest.operations()] == whole
    changed = {key for key in document.data if rest.data.get(key) != document.data[key]}
    assert place[0] in changed
    assert without(rest, [place]) is None


def test_nothing_is_left_out_for_another_version() -> None:
    assert left(("openapi",)) is None
    assert left(()) is None


def test_a_part_with_many_aliases_is_met_once() -> None:
    document = farm()
    example: list[object] = []
    for _ in range(100):
        example = [example, example]
    document.data["paths"]["/b"]["get"]["example"] = example
    rest = without(document, [("paths", "/b", "get", "example")])
    assert rest
    assert "/b" not in rest.data["paths"]
