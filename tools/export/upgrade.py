"""Conversion of a contract from OpenAPI 3.0 to an equivalent one of 3.1."""

from __future__ import annotations

import json
from typing import Final

from cloudflare_api_contract import Document, Json, Place, schemas

__all__ = ["upgraded"]

# These keywords mean the same in both, as does everything outside schemas.
_SAME: Final = {
    *("$ref", "additionalProperties", "allOf", "anyOf", "default", "deprecated", "description"),
    *("enum", "format", "items", "maxItems", "maxLength", "maxProperties", "maximum", "minItems"),
    *("minLength", "minProperties", "minimum", "multipleOf", "not", "oneOf", "pattern"),
    *("properties", "readOnly", "required", "title", "type", "uniqueItems", "writeOnly"),
}
_ENCODED: Final = {"binary", "byte"}


def upgraded(document: Document) -> Json:
    """Convert a contract. Raises ContractError for a construct that may differ in 3.1."""
    data: Json = json.loads(json.dumps(document.data))
    for place, schema in list(schemas(data)):
        rewritten = _rewritten(document, schema, place)
        schema.clear()
        schema.update(rewritten)
    return data | {"openapi": "3.1.0"}


def _rewritten(document: Document, schema: Json, place: Place) -> Json:
    if schema.get("nullable") and "type" not in schema:
        raise document.error((*place, "nullable"), "has no effect without a type")
    if schema.get("format") in _ENCODED:
        raise document.error((*place, "format"), f"{schema['format']} is not the same in 3.1")
    rewritten: Json = {}
    for key, value in schema.items():
        match key:
            case "nullable":
                pass
            case "type" if schema.get("nullable"):
                rewritten["type"] = [value, "null"]
            case "example":
                rewritten["examples"] = [value]
            case _ if key in _SAME:
                rewritten[key] = value
            case _:
                raise document.error((*place, key), f"{key} is not known to be the same in 3.1")
    return rewritten
