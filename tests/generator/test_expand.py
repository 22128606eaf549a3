"""`allOf` becomes one schema, and what stands at a path stands at its operations."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.document import Document
from generator.errors import GenerationError
from generator.expand import expand

from .support import ANIMALS, Json, build, operation, zoo

TEXT: Json = {"type": "string"}
CAGE: Json = {"$ref": "#/components/schemas/Cage"}
WIDE: Json = {"type": "object", "required": ["width"], "properties": {"width": TEXT}}
OPEN: Json = {"anyOf": [{"type": "object"}, {"type": "array", "items": {}}, {"type": "string"}]}


def expanded(data: Json) -> Document:
    document = Document("openapi.yaml", data)
    expand(document)
    return document


def merged(schema: Json, **more: Json) -> Json:
    """What a schema becomes."""
    data = zoo()
    schemas = data["components"]["schemas"]
    schemas |= {"Cage": {"type": "object", "properties": {"bars": TEXT}}, "It": schema} | more
    schemas["Animal"]["properties"]["it"] = {"$ref": "#/components/schemas/It"}
    result: Json = expanded(data).data["components"]["schemas"]["It"]
    return result


MERGED: list[tuple[list[Json], Json]] = [
    ([CAGE], CAGE),
    ([CAGE, {}], CAGE),
    ([CAGE, {"type": "object"}], CAGE),
    ([OPEN, CAGE], CAGE),
    ([CAGE, OPEN | {"nullable": True}], CAGE | {"nullable": True}),
    ([CAGE, {"description": "Mine.", "nullable": True}], CAGE | {"description": "Mine."}),
    ([{"allOf": [CAGE]}], CAGE),
    ([TEXT, {"maxLength": 3}], TEXT | {"maxLength": 3}),
    ([TEXT, TEXT], TEXT),
    ([OPEN, TEXT | {"enum": ["a"]}], TEXT | {"enum": ["a"]}),
    ([OPEN, {"type": "integer"}], OPEN | {"type": "integer"}),
    ([{"description": "One."}, {"description": "Two."}], {"description": "Two."}),
    ([CAGE, WIDE], WIDE | {"properties": {"bars": TEXT, "width": TEXT}}),
    (
        [{"properties": {"a": OPEN}}, {"properties": {"a": CAGE}, "required": ["a"]}],
        {"type": "object", "properties": {"a": CAGE}, "required": ["a"]},
    ),
    (
        [{"type": "array", "items": {}}, {"type": "array", "items": CAGE}],
        {"type": "array", "items": CAGE},
    ),
]


@pytest.mark.parametrize(("parts", "whole"), MERGED)
def test_parts_become_one_schema(parts: list[Json], whole: Json) -> None:
    said = merged({"allOf": parts})
    nullable = {"nullable": True} if any("nullable" in part for part in parts) else {}
    assert said == whole | nullable
    assert merged({"description": "Whole.", "allOf": parts}) == said | {"description": "Whole."}
    within = merged({"type": "array", "items": {"allOf": parts}})
    assert within == {"type": "array", "items": said}


def test_parts_may_lead_back_to_the_whole() -> None:
    it = {"$ref": "#/components/schemas/It"}
    base: Json = {"type": "object", "properties": {"peer": {"allOf": [it], "nullable": True}}}
    whole = merged({"allOf": [{"$ref": "#/components/schemas/Base"}, WIDE]}, Base=base)
    assert whole["properties"] == {"peer": it | {"nullable": True}, "width": TEXT}


def test_a_part_that_would_hold_itself_is_refused() -> None:
    endless = {"properties": {"more": {"allOf": [{"$ref": "#/components/schemas/It"}, WIDE]}}}
    with pytest.raises(GenerationError, match="It leads to itself") as caught:
        merged({"type": "object"} | endless)
    place = ("components", "schemas", "It", "properties", "more", "allOf", 0)
    assert caught.value.place == place


def test_where_a_part_is_written_is_remembered() -> None:
    height: Json = {"type": "string"}
    data = zoo()
    part = {"properties": {"height": height}}
    data["components"]["schemas"]["Animal"] = {"allOf": [WIDE, part]}
    place = ("components", "schemas", "Animal", "allOf", 1, "properties", "height")
    assert expanded(data).follow(height, ("elsewhere",)) == (height, place)


def test_parameters_of_a_path_are_those_of_its_operations() -> None:
    shared: list[Json] = [
        {"name": "legs", "in": "query", "schema": TEXT},
        {"name": "legs", "in": "header", "schema": TEXT},
        {"$ref": "#/components/parameters/Tail"},
    ]
    own: Json = {"name": "legs", "in": "query", "schema": {"type": "integer"}}
    data = zoo()
    tail: Json = {"name": "tail", "in": "query", "schema": TEXT}
    data["components"]["parameters"] = {"Tail": tail}
    item = data["paths"][ANIMALS[1]]
    item["parameters"] = shared
    item["get"]["parameters"] = [own]
    item["post"] = operation("feed", None)
    del item["post"]["parameters"]
    document = expanded(data)
    assert [*item] == ["get", "post"]
    assert item["get"]["parameters"] == [*shared[1:], own]
    assert item["post"]["parameters"] == shared
    assert document.follow(shared[1], ()) == (shared[1], (*ANIMALS[:2], "parameters", 1))


def test_an_answer_is_what_is_inside_two_envelopes(tmp_path: Path) -> None:
    data = zoo()
    schemas = data["components"]["schemas"]
    schemas["Common"] = {"type": "object", "required": ["success"], "properties": {"result": OPEN}}
    schemas["Single"] = {"allOf": [{"$ref": "#/components/schemas/Common"}, {"properties": {}}]}
    answer = data["paths"][ANIMALS[1]]["get"]["responses"]["200"]["content"]["application/json"]
    own = {"properties": {"result": {"$ref": "#/components/schemas/Animal"}}}
    answer["schema"] = {"allOf": [{"$ref": "#/components/schemas/Single"}, own]}
    package = build(tmp_path, data)
    assert package.AnimalListResponse is package.Animal
    assert "Common" not in dir(package)
