"""The meaning of a schema, read from a document as it is written.

The generator reads documents through `written_out`. This module does not, so that a fault of
`written_out` is noticed.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, Final, NamedTuple

from cloudflare_api_contract import Document, Json, is_array, is_object

__all__ = ["Shape", "type_of"]

_UNIONS: Final = ("oneOf", "anyOf")
_IMPLIED: Final = {
    "object": ("properties", "additionalProperties"),
    "array": ("items", "minItems", "maxItems"),
    "string": ("pattern", "minLength", "maxLength"),
    "number": ("minimum", "maximum", "multipleOf"),
}
_TEXTS: Final = {"description", "example", "title", "deprecated", "default"}


def type_of(value: Any) -> str:
    """Return the type that a value has in JSON."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "integer" if isinstance(value, int) else "number"
    return "array" if is_array(value) else "object" if is_object(value) else "string"


class _Union(NamedTuple):
    schemas: list[Json]
    discriminator: Json


class Shape:
    """The joint meaning of all parts of a schema."""

    def __init__(self, document: Document, *schemas: Json) -> None:
        self._document = document
        self._parts: list[Json] = []
        self._unions: list[_Union] = []
        self._null = False
        for schema in schemas:
            self._read(schema)
        bare = [union for union in self._unions if all(map(self._only_names_types, union.schemas))]
        real = [union for union in self._unions if union not in bare]
        # Cloudflare's envelopes narrow `result` from one list of types to the next.
        found = real or ([] if self._types else bare)
        self._union = found[-1] if found else None

    def _read(self, schema: Json) -> None:
        node, _ = self._document.follow(schema, ())
        for part in node.get("allOf", ()):
            self._read(part)
        self._parts.append(node)
        for key in _UNIONS:
            given: list[Json] = node.get(key, [])
            others = [each for each in given if not self._only_says_null(each)]
            self._null |= len(others) < len(given)
            if len(others) == 1:
                self._read(others[0])
            elif others:
                self._unions.append(_Union(others, node.get("discriminator", {})))

    def _only_says_null(self, schema: Json) -> bool:
        node, _ = self._document.follow(schema, ())
        keys = node.keys() - _TEXTS
        return keys == {"nullable"} or node.get("enum") == [None] or node.get("type") == "null"

    def _only_names_types(self, schema: Json) -> bool:
        node, _ = self._document.follow(schema, ())
        return node.keys() - _TEXTS <= {"type", "items", "nullable"} and not node.get("items")

    @cached_property
    def _types(self) -> list[str]:
        if said := [part["type"] for part in self._parts if "type" in part]:
            return said
        if values := [value for value in self.enum or () if value is not None]:
            return [type_of(values[0])]
        for kind, keywords in _IMPLIED.items():
            if any(self.says(keyword) for keyword in keywords):
                is_whole = kind == "number" and any(
                    isinstance(n, int) for n in self.says("default")
                )
                return ["integer" if is_whole else kind]
        return []

    def says(self, keyword: str) -> list[Any]:
        """Return the values of a keyword in the parts."""
        return [part[keyword] for part in self._parts if keyword in part]

    @property
    def kind(self) -> str:
        """A JSON type, `union`, or `any` if no part has a type."""
        return "union" if self.branches else (self._types or ["any"])[-1]

    @cached_property
    def branches(self) -> list[Shape]:
        """The alternatives of a union, each with the keywords beside the union."""
        beside = [
            {key: part[key] for key in part if key not in {*_UNIONS, "allOf", "discriminator"}}
            for part in self._parts
        ]
        return [Shape(self._document, *beside, schema) for schema in self._alternatives]

    @cached_property
    def _alternatives(self) -> list[Json]:
        """The schemas of the branches, without those that contradict the type beside them."""
        if not self._union:
            return []
        said = {part["type"] for part in self._parts if "type" in part}
        kinds = {"integer", "number"} | said if said & {"integer", "number"} else said
        return [
            schema
            for schema in self._union.schemas
            if not said or kinds.issuperset(Shape(self._document, schema)._types)
        ]

    def tags(self, number: int) -> dict[str, set[str]]:
        """Return the values of the member that identifies a branch."""
        if not self._union or "propertyName" not in self._union.discriminator:
            return {}
        chosen = self._alternatives[number]
        reference = str(chosen.get("$ref"))
        mapping: dict[str, str] = self._union.discriminator.get("mapping", {})
        name = reference.rpartition("/")[2]
        tags = {tag for tag, target in mapping.items() if target in {reference, name}}
        return {self._union.discriminator["propertyName"]: tags or {name}}

    @cached_property
    def members(self) -> dict[str, Shape]:
        """The members of an object, by name."""
        found: dict[str, list[Json]] = {}
        for properties in self.says("properties"):
            for name, schema in properties.items():
                found.setdefault(name, []).append(schema)
        return {name: Shape(self._document, *schemas) for name, schemas in found.items()}

    @property
    def required(self) -> set[str]:
        """The names of the members that an object must have."""
        return {name for names in self.says("required") if is_array(names) for name in names}

    @cached_property
    def items(self) -> Shape:
        """The shape of each item of an array."""
        return Shape(self._document, *self.says("items"))

    @cached_property
    def values(self) -> Shape | None:
        """The shape of each member of a map. None if the object is not a map of one shape."""
        said = [each for each in self.says("additionalProperties") if is_object(each) and each]
        return Shape(self._document, *said) if said and not self.members else None

    @cached_property
    def enum(self) -> list[Any] | None:
        """The only values, None if there is no such list."""
        lists: list[list[Any]] = self.says("enum")
        return (
            [value for value in lists[0] if all(value in each for each in lists)] if lists else None
        )

    @property
    def nullable(self) -> bool:
        """Whether all parts that name a type admit null."""
        typed = [part for part in self._parts if "type" in part]
        said = [part.get("nullable", False) for part in (typed if len(typed) > 1 else self._parts)]
        enum = self.enum
        admitted = any(said) if len(typed) < 2 else all(said)
        return (admitted or self._null) and (enum is None or None in enum)

    def has(self, flag: str) -> bool:
        """Whether a part has a flag such as `readOnly`."""
        return True in self.says(flag)
