"""The keywords of schemas: which of them shape a value, and how two of the same key combine."""

from __future__ import annotations

from typing import Any, Final

from .places import Json, is_array, is_object

__all__ = [
    "COMBINING",
    "TYPES",
    "beside",
    "combined",
    "implied_type",
    "implies",
    "shape",
    "type_of_value",
]

COMBINING: Final = ("allOf", "anyOf", "oneOf")
"""The keywords that hold parts and alternatives of a schema."""
TYPES: Final = ("array", "boolean", "integer", "number", "object", "string")
_BESIDE: Final = {
    *("default", "deprecated", "description", "example", "nullable", "readOnly", "title"),
    *("writeOnly",),
}
_IMPLYING: Final = {
    "object": ("properties", "additionalProperties", "minProperties", "maxProperties"),
    "array": ("items", "minItems", "maxItems", "uniqueItems"),
    "string": ("pattern", "minLength", "maxLength"),
    "number": ("minimum", "maximum", "multipleOf"),
}
_LOW: Final = {"minimum", "minLength", "minItems", "minProperties"}
_HIGH: Final = {"maximum", "maxLength", "maxItems", "maxProperties"}


def beside(schema: Json) -> Json:
    """Return the keywords of a schema that do not shape a value, such as `description`."""
    return {key: schema[key] for key in schema if _is_beside(key)}


def shape(schema: Json) -> Json:
    """Return the keywords of a schema that shape a value."""
    return {key: schema[key] for key in schema if not _is_beside(key)}


def _is_beside(key: str) -> bool:
    return key in _BESIDE or key.startswith("x-")


def implied_type(schema: Json) -> tuple[str, str] | None:
    """Return the type that a keyword of a schema implies, and that keyword."""
    types = {type_of_value(value) for value in schema.get("enum", ()) if value is not None}
    if types:
        found = types.pop() if len(types) == 1 else "number"
        return (found, "enum") if types <= {"integer", "number"} else None
    for implied, keys in _IMPLYING.items():
        for key in keys:
            if key in schema:
                is_whole = implied == "number" and isinstance(schema.get("default"), int)
                return "integer" if is_whole else implied, key
    return None


def type_of_value(value: object) -> str:
    """Return the type of a JSON value that is not null."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    return "array" if is_array(value) else "object" if is_object(value) else "string"


def combined(key: str, one: Any, other: Any) -> Any:
    """Return the one value of a keyword that means the same as two values together.

    Raises ValueError if there is none.
    """
    if one == other or _is_beside(key) or key == "discriminator" or one == {}:
        return other
    if is_object(one) and is_object(other):
        return {"allOf": [one, other]} if other else one
    if key == "additionalProperties":
        return one if other is True or one is False else other
    if key == "required":
        return [*dict.fromkeys((*one, *other))]
    if key == "enum" and (both := [value for value in one if value in other]):
        return both
    if key in _LOW:
        return max(one, other)
    if key in _HIGH:
        return min(one, other)
    if key == "uniqueItems":
        return True
    if key == "type" and {str(one), str(other)} == {"integer", "number"}:
        return "integer"
    raise ValueError(key)


def implies(schema: Json, key: str, value: Any) -> bool:
    """Return whether a schema already implies a keyword with this value."""
    if key not in schema:
        return _is_beside(key) or (key == "additionalProperties" and value is True)
    if key == "properties":
        return all(implies(schema[key], name, child) for name, child in value.items())
    try:
        return bool(combined(key, schema[key], value) == schema[key])
    except ValueError:
        return _is_beside(key)
