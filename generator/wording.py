"""The texts about schemas in docstrings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cloudflare_api_contract import Json, is_array, is_object

from .view import Text

__all__ = ["description", "rules", "text"]


def text(node: Mapping[str, Any], key: str) -> Text | None:
    """Return a text of the contract, None if it is absent."""
    return Text(str(node[key])) if key in node else None


def description(schema: Json) -> Text | None:
    """Return the description of a schema, else its title."""
    return text(schema, "description") or text(schema, "title")


def rules(schema: Json) -> list[Text]:
    """Describe in words the constraints of a schema beyond its type."""
    said = [
        _range(schema.get("minimum"), schema.get("maximum"), ""),
        _range(schema.get("minLength"), schema.get("maxLength"), " character"),
        _range(schema.get("minItems"), schema.get("maxItems"), " item"),
        _range(schema.get("minProperties"), schema.get("maxProperties"), " member"),
        f"A multiple of {schema['multipleOf']}." if "multipleOf" in schema else None,
        "No item twice." if schema.get("uniqueItems") else None,
    ]
    # A number's format says how it is stored, which is the same for all numbers in Python.
    if schema.get("type") == "string" and schema.get("format") not in {None, "date-time", "date"}:
        said.append(f"Format: {schema['format']}.")
    if "pattern" in schema:
        said.append(f"Pattern: `{schema['pattern']}`.")
    values = [value for value in schema.get("enum", ()) if is_object(value) or is_array(value)]
    if values:
        said.append(f"One of {json.dumps(values)[1:-1]}.")
    if "default" in schema:
        default = schema["default"]
        shown = default if isinstance(default, str) else json.dumps(default)
        said.append(f"The server's default is {shown}.")
    if schema.get("deprecated"):
        said.append("Deprecated.")
    return [Text(rule) for rule in said if rule]


def _range(low: float | None, high: float | None, unit: str) -> str | None:
    if unit and (low if high is None else high) != 1:
        unit += "s"
    if low is None:
        return None if high is None else f"At most {high}{unit}."
    return f"At least {low}{unit}." if high is None else f"{low} to {high}{unit}."
