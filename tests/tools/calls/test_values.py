"""Made-up values: valid by their schemas, different from one another, the same in every run."""

from __future__ import annotations

from typing import Any, Final

import pytest
from openapi_schema_validator import OAS30Validator

from cloudflare_api_contract import Document, Json
from tools.calls.shape import Shape
from tools.calls.values import Unmakable, Values

_TEXT: Final[Json] = {"type": "string"}
_ONE: Final[Json] = {"$ref": "#/components/schemas/one"}
_TWO: Final[Json] = {"$ref": "#/components/schemas/two"}
_SCHEMAS: Final[Json] = {
    "one": {"type": "object", "required": ["kind"], "properties": {"kind": {"enum": ["1", "one"]}}},
    "two": {"required": ["kind", "b"], "properties": {"kind": _TEXT, "b": {"type": "boolean"}}},
    "tree": {
        "type": "object",
        "properties": {"parts": {"type": "array", "items": {"$ref": "#/components/schemas/tree"}}},
    },
    "endless": {"required": ["a"], "properties": {"a": {"$ref": "#/components/schemas/endless"}}},
}
_SETTINGS: Final[list[dict[str, Any]]] = [{}, {"choice": 1}, {"nulls": True}, {"optional": False}]


def _made(schema: Json, **settings: Any) -> Any:
    document = Document("a.yaml", {"components": {"schemas": _SCHEMAS}})
    return Values("readOnly", **settings).make(Shape(document, schema), "name", depth=1)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "minLength": 30, "maxLength": 31},
        {"type": "string", "maxLength": 2},
        {"type": "string", "pattern": "^[a-f0-9]{32}$", "maxLength": 32},
        {"type": "string", "pattern": "^(a|b)-\\d+$"},
        {"type": "string", "format": "date-time", "nullable": True},
        {"type": "integer", "minimum": 7, "maximum": 7},
        {"type": "integer", "minimum": 10, "exclusiveMinimum": True, "multipleOf": 4},
        {"type": "number", "maximum": -3},
        {"type": "array", "items": _TEXT, "minItems": 3, "uniqueItems": True},
        {"type": "array", "items": {"type": "boolean"}, "minItems": 2, "uniqueItems": True},
        {"type": "array", "items": _TEXT, "maxItems": 0},
        {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 3},
        {"type": "object", "required": ["a"], "additionalProperties": _ONE},
        {"enum": [3, None, 5], "nullable": True},
        {"enum": [None], "nullable": True},
        {"type": "object", "properties": {"a": _TEXT, "b": _TEXT}, "minProperties": 1},
        {
            "allOf": [
                {"properties": {"a": _TEXT}},
                {"required": ["a"], "properties": {"a": {"maxLength": 9}}},
            ]
        },
        {"oneOf": [{"type": "integer"}, _TEXT]},
        {
            "allOf": [
                _ONE,
                {"properties": {"c": {"anyOf": [_TWO, {"type": "string", "nullable": True}]}}},
            ]
        },
        {
            "oneOf": [_ONE, _TWO],
            "discriminator": {"propertyName": "kind", "mapping": {"one": _ONE["$ref"]}},
        },
        {"$ref": "#/components/schemas/tree"},
        {},
    ],
    ids=str,
)
def test_a_value_is_valid(schema: Json) -> None:
    validator = OAS30Validator({"components": {"schemas": _SCHEMAS}, "allOf": [schema]})
    for settings in _SETTINGS:
        validator.validate(_made(schema, **settings))


@pytest.mark.parametrize(
    "schema",
    [
        {"enum": []},
        {"type": "integer", "minimum": 3, "maximum": 2},
        {"type": "string", "pattern": "^(?!a)b$"},
        {"type": "array", "items": {"enum": [1]}, "minItems": 2, "uniqueItems": True},
        {"$ref": "#/components/schemas/endless"},
    ],
    ids=str,
)
def test_a_schema_without_a_value_is_unmakable(schema: Json) -> None:
    with pytest.raises(Unmakable):
        _made(schema)


def test_values_differ_and_are_the_same_in_every_run() -> None:
    schema = {"properties": dict.fromkeys("abc", _TEXT)}
    made = _made(schema)
    assert made == _made(schema)
    assert len({*made.values()}) == 3


def test_settings_choose_the_made_up_values() -> None:
    schema: Json = {
        "required": ["a"],
        "properties": {
            "a": {"enum": [1, 2]},
            "b": {"type": "string", "nullable": True},
            "c": {"type": "string", "readOnly": True},
            "d": {"oneOf": [_ONE, _TWO], "discriminator": {"propertyName": "kind"}},
        },
    }
    assert _made(schema, optional=False).keys() == {"a"}
    first, second, nulls = (_made(schema, **settings) for settings in _SETTINGS[:3])
    assert first.keys() == {"a", "b", "d"}
    assert first["a"] != second["a"]
    assert (first["d"].keys(), second["d"]["kind"]) == ({"kind"}, "two")
    assert (nulls["a"], nulls["b"]) == (first["a"], None)
