"""The normal form of a schema, in which two schemas can be compared."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, Final

from cloudflare_api_contract import is_array, is_object

from .node import Node

__all__ = ["RULES", "VALUES", "Rule", "Shape", "has_flag", "shape_of"]

_FLAGS: Final = (
    *("nullable", "readOnly", "writeOnly", "deprecated"),
    *("uniqueItems", "exclusiveMinimum", "exclusiveMaximum"),
)
RULES: Final = (
    *("type", "format", "enum", "default", "minimum", "maximum", "multipleOf"),
    *("minLength", "maxLength", "pattern", "minItems", "maxItems", "minProperties"),
    *("maxProperties", *_FLAGS),
)
VALUES: Final = "additionalProperties"
"""The keyword for the members of a map, if its value is a schema."""


@dataclass
class Rule:
    """The value of a keyword of a schema, and its lines."""

    value: Any
    lines: frozenset[int]


@dataclass
class Shape:
    """Rules, fields, items and values of a schema, with `allOf`, `oneOf` and `anyOf` merged.

    required_lines: the lines of the lists of required fields. values: what each member of a map is.
    """

    node: Node
    rules: dict[str, Rule] = field(default_factory=dict[str, Rule])
    fields: dict[str, Node] = field(default_factory=dict[str, Node])
    required: set[str] = field(default_factory=set[str])
    required_lines: frozenset[int] = frozenset()
    items: Node | None = None
    values: Node | None = None


def shape_of(node: Node) -> Shape:
    """Merge the parts of a schema.

    The last part of an `allOf` with a rule or a field decides, as in Cloudflare's own clients. The
    contract's reader would refuse some of these parts and unite others, and a schema that it has
    merged does not know the lines of each rule. Alternatives contribute all their fields as
    optional ones and a type that names all their types.
    """
    shape = Shape(node)
    for part in node.children("allOf").values():
        _add(shape, shape_of(part))
    alternatives = [*node.children("oneOf").values(), *node.children("anyOf").values()]
    for alternative in map(shape_of, alternatives):
        if len(alternatives) > 1:
            alternative.required = set()
            _join_types(shape, alternative)
        _add(shape, alternative)
    own = Shape(node, fields=node.children("properties"))
    # In some of Cloudflare's fields, `required` is a flag, as in a parameter.
    required = node.get("required")
    own.required = set(required) if is_array(required) else set()
    own.required_lines = node.lines_of("required")
    own.items = node.child("items") if "items" in node else None
    own.values = node.child(VALUES) if is_object(node.get(VALUES) or None) else None
    for keyword, value in node.value.items() if is_object(node.value) else ():
        if keyword in RULES and (normal := _normal(keyword, value)) is not None:
            own.rules[keyword] = Rule(normal, node.lines_of(keyword))
    _add(shape, own)
    if shape.fields or shape.items or shape.values:
        kind = "object" if shape.fields or shape.values else "array"
        shape.rules.setdefault("type", Rule(kind, frozenset()))
    return shape


def has_flag(node: Node, flag: str) -> bool:
    """Whether a schema, or a part of it, has a flag such as `readOnly`."""
    parts = (part for key in ("allOf", "oneOf", "anyOf") for part in node.children(key).values())
    return node.get(flag) is True or any(has_flag(part, flag) for part in parts)


def _add(shape: Shape, other: Shape) -> None:
    shape.rules |= other.rules
    shape.fields |= other.fields
    shape.required |= other.required
    shape.required_lines |= other.required_lines
    shape.items = other.items or shape.items
    shape.values = other.values or shape.values


def _join_types(shape: Shape, alternative: Shape) -> None:
    found = [each.rules["type"].value for each in (shape, alternative) if "type" in each.rules]
    types = {name for value in found for name in str(value).split(" or ")}
    if types:
        rule = alternative.rules.get("type", Rule(None, frozenset()))
        alternative.rules["type"] = Rule(" or ".join(sorted(types)), rule.lines)


def _normal(keyword: str, value: Any) -> Any:
    """Return equal values for equal meanings: no flag for one that is off, a sorted enum."""
    if keyword == "enum" and is_array(value):
        words = (word if isinstance(word, str) else json.dumps(word) for word in value)
        return ", ".join(sorted(word for word in words if word != "null"))
    return None if value is False and keyword in _FLAGS else value
