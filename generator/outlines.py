"""The outlines of schemas for the parser: the kinds of values, and their names.

The parser refuses some values of other keywords, and some pairs of names that are one in Python.
The generator reads these from the contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from openapi_python_client.config import Config
from openapi_python_client.parser.properties.schemas import Class
from openapi_python_client.strings import PythonIdentifier, pascal_case

from cloudflare_api_contract import Json, is_object

__all__ = ["ClassNames", "branch_names", "outline", "parser_names"]

_LONGEST_TITLE = 60


def outline(schema: Json) -> Json:
    """Return the parts of a schema that the parser needs."""
    if "$ref" in schema:
        return {"$ref": schema["$ref"]}
    if "anyOf" in schema:
        # As an object with the branches as properties, because the parser would join branches.
        names, branches = branch_names(schema["anyOf"]), map(outline, schema["anyOf"])
        return {"type": "object", "properties": dict(zip(names, branches, strict=True))}
    found: Json = {"type": schema["type"]} if "type" in schema else {}
    if properties := schema.get("properties"):
        names = parser_names(properties)
        found["properties"] = dict(zip(names, map(outline, properties.values()), strict=True))
        required = schema.get("required", ())
        wire = zip(names, properties, strict=True)
        found["required"] = [name for name, property_ in wire if property_ in required]
    for key in ("items", "additionalProperties"):
        if is_object(child := schema.get(key)):
            found[key] = outline(child)
    return found


def branch_names(branches: list[Json]) -> list[str]:
    """Return the parser's names for the branches of a union."""
    titles = ["_".join(re.findall(r"[A-Za-z0-9]+", each.get("title", ""))) for each in branches]
    return parser_names(
        title if title.isidentifier() and len(title) <= _LONGEST_TITLE else f"type_{number}"
        for number, title in enumerate(titles)
    )


def parser_names(names: Iterable[str]) -> list[str]:
    """Return the parser's names for properties."""
    taken: set[str] = set()
    found: list[str] = []
    for name in names:
        free, number = name, 2
        while (identifier := PythonIdentifier(free, "", skip_snake_case=True)) in taken:
            free, number = f"{name}_{number}", number + 1
        taken.add(identifier)
        found.append(free)
    return found


class ClassNames:
    """Ensures that no two schemas become classes with the same name or module."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._names: dict[str, str] = {}
        """The schemas of the classes, by the modules of the classes."""

    def shared(self, name: str, schema: Json) -> str | None:
        """Register the class of a named schema. Returns the schema that has it already."""
        if schema.get("type") != "object":
            return None
        other = self._names.setdefault(self._class("", name).module_name, name)
        return other if other != name else None

    def inside(self, schema: Json, parent: str, name: str) -> None:
        """Register the class of a schema without a name, under a unique title.

        parent: the class that contains it. name: its name in that class.
        """
        if schema.get("type") == "object":
            title, number = name, 2
            while (made := self._class(parent, title)).module_name in self._names:
                title, number = f"{name}_{number}", number + 1
            self._names[made.module_name] = title
            if title != name:
                schema["title"] = title
            self._members(schema, made.name)
        elif "items" in schema:
            self.inside(schema["items"], parent, f"{name}_item")

    def within(self, name: str, schema: Json) -> None:
        """Register the classes inside a named schema."""
        if schema.get("type") == "object":
            self._members(schema, self._class("", name).name)
        elif "items" in schema:
            self.inside(schema["items"], "", f"{name}_item")

    def _members(self, schema: Json, parent: str) -> None:
        for name, child in schema.get("properties", {}).items():
            self.inside(child, parent, name)
        if is_object(values := schema.get("additionalProperties")):
            self.inside(values, parent, "AdditionalProperty")

    def _class(self, parent: str, name: str) -> Class:
        # As the parser makes it.
        whole = f"{pascal_case(parent)}{pascal_case(name)}" if parent else name
        return Class.from_string(string=whole, config=self._config)
