"""A contract that is written out has one form for each construct."""

from __future__ import annotations

from pathlib import Path

import pytest

from cloudflare_api_contract import ContractError, Document, Json, Place, written_out
from tests.generator.support import ANIMALS, build, zoo

TEXT: Json = {"type": "string"}
CAGE: Json = {"$ref": "#/components/schemas/Cage"}
WIDE: Json = {"type": "object", "required": ["width"], "properties": {"width": TEXT}}
OPEN: Json = {"anyOf": [{"type": "object"}, {"type": "array", "items": {}}, {"type": "string"}]}


NARROWER: Json = {"anyOf": [{"type": "object"}, {"type": "string"}]}
CAGE_AND_WIDE: Json = WIDE | {"properties": {"bars": TEXT, "width": TEXT}}
BOUNDED: Json = {"type": "integer", "minimum": 1, "maximum": 5}
MAP: Json = {"type": "object", "additionalProperties": TEXT}
NULL: Json = {"enum": [None]}
PLACE = ("components", "schemas", "It")
CAGE_AND_WIDTH: Json = {"type": "object", "properties": {"bars": TEXT, "width": TEXT}}
BOTH: Json = {"anyOf": [CAGE, {"$ref": "#/components/schemas/Wide"}]}
THREE: Json = {"anyOf": [CAGE, TEXT, {"type": "boolean"}]}
WHICH: Json = {"propertyName": "kind"}


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
    ([OPEN, NARROWER], NARROWER),
    ([OPEN, NARROWER, {"properties": {"a": TEXT}}], {"type": "object", "properties": {"a": TEXT}}),
    ([{"oneOf": OPEN["anyOf"]}, {"type": "object"}, CAGE], CAGE),
    ([{"anyOf": [CAGE, TEXT]}, {"anyOf": [WIDE, TEXT]}], {"anyOf": [CAGE_AND_WIDE, TEXT]}),
    ([{"type": "integer", "minimum": 1, "maximum": 9}, {"maximum": 5}], BOUNDED),
    ([{"type": "number", "maximum": 5}, {"type": "integer", "minimum": 1}], BOUNDED),
    ([TEXT | {"enum": ["a", "b", "c"]}, {"enum": ["b", "c", "d"]}], TEXT | {"enum": ["b", "c"]}),
    ([WIDE, WIDE | {"required": ["bars"]}], WIDE | {"required": ["width"]}),
    ([CAGE, {"additionalProperties": True}], CAGE),
    ([{"additionalProperties": True}, MAP], MAP),
    ([{"title": "One", "x-auditable": True}, TEXT], TEXT | {"title": "One", "x-auditable": True}),
]


@pytest.mark.parametrize(("parts", "whole"), MERGED)
def test_parts_become_one_schema(parts: list[Json], whole: Json) -> None:
    said = merged({"allOf": parts})
    nullable = {"nullable": True} if any("nullable" in part for part in parts) else {}
    assert said == whole | nullable
    assert merged({"description": "Whole.", "allOf": parts}) == said | {"description": "Whole."}
    within = merged({"type": "array", "items": {"allOf": parts}})
    assert within == {"type": "array", "items": said}


@pytest.mark.parametrize(
    ("schema", "whole"),
    [
        ({"properties": {"a": {}}}, {"type": "object", "properties": {"a": {}}}),
        ({"additionalProperties": {"items": {}}}, {"type": "object"}),
        ({"items": {"enum": ["a"]}}, {"type": "array", "items": TEXT | {"enum": ["a"]}}),
        ({"enum": [1, None, 2]}, {"type": "integer"}),
        ({"enum": [1, 1.5]}, {"type": "number"}),
        ({"enum": [True]}, {"type": "boolean"}),
        ({"enum": ["a", 1]}, {"enum": ["a", 1]}),
        ({"minimum": 1, "default": 1}, {"type": "integer"}),
        ({"multipleOf": 0.5}, {"type": "number"}),
        ({"pattern": "a"}, TEXT),
        ({"default": 1}, {"default": 1}),
        ({"enum": [None]}, {"nullable": True}),
        ({"type": "object", "required": ["a"]}, {"type": "object"}),
    ],
)
def test_a_schema_has_the_type_that_its_keywords_imply(schema: Json, whole: Json) -> None:
    said = merged(schema)
    assert said.get("type") == whole.get("type")
    assert said | whole == said
    assert not {"required"} & said.keys()
    assert said.get("enum") != [None]


@pytest.mark.parametrize(
    ("schema", "whole"),
    [
        ({"oneOf": [CAGE, TEXT]}, {"anyOf": [CAGE, TEXT]}),
        ({"oneOf": [CAGE]}, CAGE),
        (
            {"description": "A", "anyOf": [CAGE, NULL]},
            CAGE | {"description": "A", "nullable": True},
        ),
        ({"anyOf": [CAGE, {"nullable": True}, CAGE]}, CAGE | {"nullable": True}),
        ({"type": "object", "oneOf": [CAGE, {"$ref": "#/components/schemas/Wide"}]}, BOTH),
        ({"oneOf": [CAGE, {"oneOf": [TEXT, {"type": "boolean"}]}]}, THREE),
        ({"properties": {"width": TEXT}, "anyOf": [CAGE, TEXT]}, CAGE_AND_WIDTH),
        (
            {
                "properties": {"width": TEXT},
                "anyOf": [{"required": ["width"]}, {"required": ["a"]}],
            },
            {"type": "object", "properties": {"width": TEXT}},
        ),
        (
            {"properties": {"width": TEXT}, "anyOf": [CAGE, WIDE], "discriminator": WHICH},
            {"anyOf": [CAGE_AND_WIDTH, WIDE], "discriminator": WHICH},
        ),
    ],
)
def test_alternatives_are_at_least_two_and_the_only_shape(schema: Json, whole: Json) -> None:
    assert merged(schema, Wide=WIDE) == whole


def test_parts_may_lead_back_to_the_whole() -> None:
    it = {"$ref": "#/components/schemas/It"}
    base: Json = {"type": "object", "properties": {"peer": {"allOf": [it], "nullable": True}}}
    whole = merged({"allOf": [{"$ref": "#/components/schemas/Base"}, WIDE]}, Base=base)
    assert whole["properties"] == {"peer": it | {"nullable": True}, "width": TEXT}


def test_a_part_that_would_hold_itself_is_refused() -> None:
    endless = {"properties": {"more": {"allOf": [{"$ref": "#/components/schemas/It"}, WIDE]}}}
    with pytest.raises(ContractError, match="holds itself by its allOf") as caught:
        merged({"type": "object"} | endless)
    assert caught.value.place == (*PLACE, "properties", "more")


CONTRADICTIONS: list[tuple[list[Json], Place, str]] = [
    ([CAGE, TEXT], (1, "type"), "type is string here, but object in another part of the allOf"),
    ([CAGE, {"items": {}}], (1, "items"), "type is array here, but object in another part"),
    ([OPEN, {"type": "integer"}], (1, "type"), "type is integer here, but string in another"),
    ([{"enum": ["a"]}, {"enum": ["b"]}], (1, "enum"), r"enum is \['b'\] here, but \['a'\] in"),
    (
        [WIDE, {"properties": {"width": {"enum": [1]}}}],
        (1, "properties", "width", "enum"),
        "type is integer here, but string in another part of the allOf: correct one of them",
    ),
    (
        [WIDE, {"allOf": [CAGE, {"properties": {"bars": {"type": "array"}}}]}],
        (1, "allOf", 1, "properties", "bars", "type"),
        "type is array here, but string in another part of the allOf: correct one of them",
    ),
]


@pytest.mark.parametrize(("parts", "place", "problem"), CONTRADICTIONS)
def test_parts_that_contradict_each_other_are_refused(
    parts: list[Json], place: Place, problem: str
) -> None:
    with pytest.raises(ContractError, match=problem) as caught:
        merged({"allOf": parts})
    assert caught.value.place == (*PLACE, "allOf", *place)


def test_too_many_alternatives_are_refused() -> None:
    many, more = (
        {"anyOf": [TEXT | {key: number} for number in range(20)]}
        for key in ("minLength", "maxLength")
    )
    with pytest.raises(ContractError, match="has more than 300 alternatives, written out"):
        merged({"allOf": [many, more]})


def test_the_place_of_a_merged_part_is_where_it_is_written() -> None:
    data = zoo()
    part = {"properties": {"width": {"maxLength": 3}, "height": TEXT}}
    data["components"]["schemas"]["Animal"] = {"allOf": [WIDE, part]}
    document = written_out(Document("openapi.yaml", data))
    place = ("components", "schemas", "Animal")
    for inside, index, there in (
        (("properties", "height"), 1, ("properties", "height")),
        (("properties", "height", "type"), 1, ("properties", "height", "type")),
        (("properties", "width", "maxLength"), 1, ("properties", "width", "maxLength")),
        (("required", 0), 0, ("required", 0)),
        (("properties", "height", "items", "type"), 1, ("properties", "height")),
    ):
        assert document.place_in_file((*place, *inside)) == (*place, "allOf", index, *there)
    assert document.place_in_file(("info", "version")) == ("info", "version")


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ({"example": "a"}, "string"),
        ({"default": 1, "minimum": 1}, "integer"),
        ({"default": True}, "boolean"),
        ({"$ref": "#/components/schemas/It"}, "string"),
        ({"enum": [1]}, "integer"),
    ],
)
def test_a_parameter_has_a_type(schema: Json, type_: str) -> None:
    data = zoo()
    data["components"]["schemas"]["It"] = {"maxLength": 3}
    (parameter,) = data["paths"][ANIMALS[1]]["get"]["parameters"]
    parameter["schema"] = schema
    document = written_out(Document("openapi.yaml", data))
    ((parameter, _),) = document.parameters(next(document.operations()))
    assert document.resolve(parameter["schema"])["type"] == type_


@pytest.mark.parametrize("content", [{}, {"application/json": {}}])
def test_a_body_without_a_schema_is_none(content: Json) -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["get"]["requestBody"] = {"content": content}
    (operation,) = written_out(Document("openapi.yaml", data)).operations()
    assert "requestBody" not in operation.node


def test_a_shared_body_is_where_it_is_used() -> None:
    data = zoo()
    body = {"content": {"application/json": {"schema": {"allOf": [{}, {"maxLength": 3}]}}}}
    data["components"]["requestBodies"] = {"It": body}
    data["paths"][ANIMALS[1]]["get"]["requestBody"] = {"$ref": "#/components/requestBodies/It"}
    document = written_out(Document("openapi.yaml", data))
    (operation,) = document.operations()
    schema = {"maxLength": 3, "type": "string"}
    assert operation.node["requestBody"] == {"content": {"application/json": {"schema": schema}}}
    inside = ("content", "application/json", "schema")
    written = document.place_in_file((*ANIMALS, "requestBody", *inside, "maxLength"))
    assert written == ("components", "requestBodies", "It", *inside, "allOf", 1, "maxLength")


@pytest.mark.parametrize("result", [OPEN, NARROWER | {"nullable": True}, {"oneOf": OPEN["anyOf"]}])
def test_a_result_that_the_envelope_does_not_describe_may_be_any_value(result: Json) -> None:
    data = zoo()
    answer = data["paths"][ANIMALS[1]]["get"]["responses"]["200"]["content"]["application/json"]
    answer["schema"] = {"allOf": [{"properties": {"result": result}}, {"properties": {}}]}
    (operation,) = written_out(Document("openapi.yaml", data)).operations()
    content = operation.node["responses"]["200"]["content"]["application/json"]
    kept = {"nullable": True} if "nullable" in result else {}
    assert content["schema"]["properties"]["result"] == kept


def test_the_original_contract_is_unchanged() -> None:
    data = zoo()
    data["components"]["schemas"]["Animal"] = {"allOf": [WIDE]}
    written_out(Document("openapi.yaml", data))
    assert data["components"]["schemas"]["Animal"] == {"allOf": [WIDE]}


def test_a_result_is_inside_merged_envelopes(tmp_path: Path) -> None:
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
