"""Each `allOf` becomes one schema."""

from __future__ import annotations

from pathlib import Path

import pytest

from cloudflare_api_contract import ContractError, Document, Json, written_out
from tests.generator.support import ANIMALS, build, zoo

TEXT: Json = {"type": "string"}
CAGE: Json = {"$ref": "#/components/schemas/Cage"}
WIDE: Json = {"type": "object", "required": ["width"], "properties": {"width": TEXT}}
OPEN: Json = {"anyOf": [{"type": "object"}, {"type": "array", "items": {}}, {"type": "string"}]}


def merged(schema: Json, **more: Json) -> Json:
    """Return the schema that a schema becomes."""
    data = zoo()
    schemas = data["components"]["schemas"]
    schemas |= {"Cage": {"type": "object", "properties": {"bars": TEXT}}, "It": schema} | more
    schemas["Animal"]["properties"]["it"] = {"$ref": "#/components/schemas/It"}
    document = written_out(Document("openapi.yaml", data))
    result: Json = document.data["components"]["schemas"]["It"]
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
    with pytest.raises(ContractError, match="It leads to itself") as caught:
        merged({"type": "object"} | endless)
    place = ("components", "schemas", "It", "properties", "more", "allOf", 0)
    assert caught.value.place == place


def test_the_place_of_a_merged_part_is_where_it_is_written() -> None:
    data = zoo()
    part = {"properties": {"height": {"type": "string"}}}
    data["components"]["schemas"]["Animal"] = {"allOf": [WIDE, part]}
    document = written_out(Document("openapi.yaml", data))
    height = document.data["components"]["schemas"]["Animal"]["properties"]["height"]
    place = ("components", "schemas", "Animal", "allOf", 1, "properties", "height")
    assert document.follow(height, ("elsewhere",)) == (height, place)


def test_the_contract_itself_stays_as_it_is() -> None:
    data = zoo()
    data["components"]["schemas"]["Animal"] = {"allOf": [WIDE]}
    written_out(Document("openapi.yaml", data))
    assert data["components"]["schemas"]["Animal"] == {"allOf": [WIDE]}


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
