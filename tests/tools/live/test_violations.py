"""Violations of a schema by a value."""

from __future__ import annotations

from typing import Any

import pytest

from tools.live.violations import Violation, violations

_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "format": "date-time"}
_URI = {"type": "string", "format": "uri"}
_POINT = {"type": "object", "required": ["x"], "properties": {"x": {"type": "integer"}}}
_DOCUMENT = {"components": {"schemas": {"Point": _POINT}}}


def _found(schema: dict[str, Any], value: Any) -> list[Violation]:
    root = {"type": "object", "properties": {"result": schema}}
    return list(violations(root, {"result": value}, _DOCUMENT))


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        (_TEXT, ""),
        (_TEXT | {"nullable": True}, None),
        (_MOMENT, "2026-03-11T16:06:01Z"),
        (_MOMENT, "2026-03-11T16:06:01.12345+02:00"),
        (_URI, "https://a.example.com/mcp"),
        ({"type": "string", "enum": ["a"]}, "a"),
        ({"type": "integer"}, 1.0),
        ({"type": "number", "minimum": 1}, 1),
        ({"type": "object", "additionalProperties": True}, {"any": {"thing": None}}),
        ({"$ref": "#/components/schemas/Point"}, {"x": 1}),
        ({"type": "array", "items": {"$ref": "#/components/schemas/Point"}}, [{"x": 1}]),
        ({}, 5),
    ],
)
def test_a_value_that_fits_the_schema_has_no_violations(schema: dict[str, Any], value: Any) -> None:
    assert _found(schema, value) == []


@pytest.mark.parametrize(
    ("schema", "value", "place", "what"),
    [
        (_TEXT, None, "result", "nullable: null"),
        (_TEXT, 5, "result", "type: integer, not string"),
        (_TEXT, 0.5, "result", "type: number, not string"),
        (_TEXT, True, "result", "type: boolean, not string"),
        ({"type": "boolean"}, 1, "result", "type: integer, not boolean"),
        ({"type": "integer"}, True, "result", "type: boolean, not integer"),
        ({"type": "integer"}, 1.5, "result", "type: number, not integer"),
        ({"type": "array"}, {}, "result", "type: object, not array"),
        (_POINT, [], "result", "type: array, not object"),
        (_MOMENT, "2026-03-11 15:00:58", "result", "format: broken"),
        (_MOMENT, "2026-02-30T15:00:58Z", "result", "format: broken"),
        (_MOMENT, "", "result", "format: broken"),
        (_URI, "example.com", "result", "format: broken"),
        (_URI, "https://a b", "result", "format: broken"),
        (
            {"type": "string", "enum": ["a"]},
            "shared_mcp22",
            "result",
            "enum: shared_mcp22",
        ),
        (
            {"type": "string", "enum": ["a"]},
            "a@b.example",
            "result",
            "enum: (not shown)",
        ),
        ({"type": "string", "enum": ["a"]}, "w" * 40, "result", "enum: (not shown)"),
        (_TEXT | {"maxLength": 1}, "ab", "result", "maxLength: broken"),
        (_TEXT | {"minLength": 1}, "", "result", "minLength: broken"),
        (_TEXT | {"pattern": "^a$"}, "b", "result", "pattern: broken"),
        ({"type": "integer", "minimum": 1}, 0, "result", "minimum: broken"),
        ({"type": "integer", "maximum": 1}, 2, "result", "maximum: broken"),
        (_POINT, {}, "result.x", "required: missing"),
        (_POINT, {"x": 1, "newField": None}, "result.newField", "field: null"),
        (_POINT, {"x": 1, "a@b.example": ""}, "result.(not shown)", "field: string"),
        (
            {"type": "array", "items": {"$ref": "#/components/schemas/Point"}},
            [{"x": 1}, {}],
            "result[1].x",
            "required: missing",
        ),
    ],
)
def test_each_violation_has_its_place_and_kind(
    schema: dict[str, Any], value: Any, place: str, what: str
) -> None:
    assert _found(schema, value) == [(place, what)]
