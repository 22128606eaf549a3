"""Conversion of a contract from OpenAPI 3.0 to an equivalent one of 3.1."""

from __future__ import annotations

import json
from typing import Final

from cloudflare_api_contract import Document, Json, Place, schemas

__all__ = ["upgraded"]

# These keywords mean the same in both, as does everything outside schemas.
_SAME: Final = {
    *("$ref", "additionalProperties", "allOf", "anyOf", "default", "deprecated", "description"),
    *("discriminator", "enum", "format", "items", "maximum", "maxItems", "maxLength"),
    *("maxProperties", "minItems"),
    *("minLength", "minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern"),
    *("properties", "readOnly", "required", "title", "type", "uniqueItems", "writeOnly"),
}
_BOUNDS: Final = {"exclusiveMinimum": "minimum", "exclusiveMaximum": "maximum"}
_CONTENT: Final = {
    "binary": {"contentMediaType": "application/octet-stream"},
    "byte": {"contentEncoding": "base64"},
}
_COMBINING: Final = ("allOf", "anyOf", "oneOf")


def upgraded(document: Document) -> Json:
    """Convert a contract. Raises ContractError for a construct that may differ in 3.1."""
    data: Json = json.loads(json.dumps(document.data))
    for place, schema in list(schemas(data)):
        rewritten = _rewritten(document, schema, place)
        schema.clear()
        schema.update(rewritten)
    return data | {"openapi": "3.1.0"}


def _rewritten(document: Document, schema: Json, place: Place) -> Json:
    has_null = schema.get("nullable") and "type" not in schema and schema.keys() & {*_COMBINING}
    exclusive = {key: bound for key, bound in _BOUNDS.items() if schema.get(key)}
    rewritten: Json = {}
    for key, value in schema.items():
        match key:
            case "type" if schema.get("nullable"):
                rewritten["type"] = [value, "null"]
            case "example":
                rewritten["examples"] = [value]
            case "format" if value in _CONTENT:
                rewritten |= _CONTENT[value]
            case "exclusiveMinimum" | "exclusiveMaximum" if value:
                rewritten[key] = schema[_BOUNDS[key]]
            case "nullable" | "exclusiveMinimum" | "exclusiveMaximum":
                pass
            case _ if key in exclusive.values():
                pass
            case _ if key in _SAME or key.startswith("x-"):
                rewritten[key] = value
            case _:
                raise document.error((*place, key), f"{key} is not known to be the same in 3.1")
    return _or_null(rewritten) if has_null else rewritten


def _or_null(schema: Json) -> Json:
    """Return a schema with `allOf` or `anyOf` that also admits null."""
    parts = {key: schema.pop(key) for key in _COMBINING if key in schema}
    others = parts["anyOf"] if parts.keys() == {"anyOf"} else [parts]
    return schema | {"anyOf": [*others, {"type": "null"}]}
