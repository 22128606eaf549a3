"""Contracts that differ from openapi.yaml in one fact."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, Final, NamedTuple

from cloudflare_api_contract import METHODS, Json, Place, is_array, is_object

__all__ = ["Mutant", "mutants"]

_PROSE: Final = {
    "info",
    "tags",
    "summary",
    "description",
    "example",
    "examples",
}
_BOUNDS: Final = {"minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems"}
_FLAGS: Final = ("nullable", "readOnly", "writeOnly", "deprecated")
_TYPES: Final = {"string": "integer", "array": "object", "object": "string"}
_TEXTS: Final = {
    *("operationId", "url", "name", "scheme", "pattern", "format"),
    *("x-fern-sdk-method-name", "offset", "results"),
}


class Mutant(NamedTuple):
    """One change. `node` is the part of the contract that becomes `changed`."""

    place: Place
    what: str
    node: Any
    changed: Any

    def __str__(self) -> str:
        return f"{' > '.join(map(str, self.place))}: {self.what}"

    @contextmanager
    def applied(self) -> Generator[None]:
        """Change the contract for the time of a `with` block."""
        before = self.node.copy()
        _become(self.node, self.changed)
        try:
            yield
        finally:
            _become(self.node, before)


def _become(node: Any, content: Any) -> None:
    node.clear()
    (node.update if is_object(node) else node.extend)(content)


def mutants(contract: Json) -> list[Mutant]:
    """Return every mutant of a contract. A part behind several aliases is changed once."""
    found: list[Mutant] = []
    _Maker(contract, found).walk(contract, ())
    return found


class _Maker:
    def __init__(self, contract: Json, found: list[Mutant]) -> None:
        self._components: Json = contract["components"]
        self._found = found
        self._seen = set[int]()

    def walk(self, node: Any, place: Place) -> None:
        if id(node) in self._seen:
            return
        self._seen.add(id(node))
        if is_object(node):
            # The names of paths, fields, answers and components are not keywords.
            if place[-1:] in {("properties",), ("responses",), ("headers",), ("paths",)}:
                self._names(node, place)
            else:
                self._keywords(node, place)
            for key, value in node.items():
                if key not in _PROSE or place[-1:] == ("properties",):
                    self.walk(value, (*place, key))
        elif is_array(node):
            for index, value in enumerate(node):
                self.walk(value, (*place, index))

    def _add(self, place: Place, what: str, node: Any, changed: Any) -> None:
        self._found.append(Mutant(place, what, node, changed))

    def _set(self, node: Json, place: Place, key: str, value: Any) -> None:
        self._add((*place, key), f"becomes {value!r}", node, {**node, key: value})

    def _remove(self, node: Json, place: Place, key: str) -> None:
        changed = {each: value for each, value in node.items() if each != key}
        self._add((*place, key), "removed", node, changed)

    def _rename(self, node: Json, place: Place, key: str, name: str) -> None:
        changed = {name if each == key else each: value for each, value in node.items()}
        self._add((*place, key), f"renamed to {name}", node, changed)

    def _names(self, node: Json, place: Place) -> None:
        for key in node:
            if place[:1] == ("paths",) and place[-1:] == ("responses",):
                other = {"4XX": "400", "5XX": "500", "202": "200"}.get(key, "202")
            else:
                other = f"{key}x"
            self._rename(node, place, key, other)
            self._remove(node, place, key)

    def _keywords(self, node: Json, place: Place) -> None:
        for key, value in node.items():
            if key in METHODS and place[:1] == ("paths",):
                self._rename(node, place, key, next(m for m in METHODS if m not in node))
            elif key in _BOUNDS:
                self._set(node, place, key, value + 1)
                self._remove(node, place, key)
            elif key in _TEXTS and isinstance(value, str):
                self._set(node, place, key, f"{value}x")
                if key in {"pattern", "format"}:
                    self._remove(node, place, key)
            elif key == "type" and isinstance(value, str):
                self._set(node, place, key, _TYPES.get(value, "string"))
            elif key == "in":
                self._set(node, place, key, "header" if value == "query" else "query")
            elif key == "default":
                self._set(node, place, key, _other(value))
                self._remove(node, place, key)
            elif key == "required" and isinstance(value, bool):
                self._remove(node, place, key)
            elif key == "$ref":
                self._refer(node, place, value)
            elif key in {
                "required",
                "enum",
                "x-api-token-group",
                "security",
                "parameters",
                "x-fern-sdk-group-name",
            } and is_array(value):
                self._list(node, place, key, value)
            elif key in {"requestBody"}:
                self._remove(node, place, key)
        if "operationId" in node:
            self._set(node, place, "deprecated", not node.get("deprecated", False))
        if "type" in node and "scheme" not in node and "in" not in node:
            self._schema(node, place)

    def _schema(self, node: Json, place: Place) -> None:
        for flag in _FLAGS:
            if node.get(flag):
                self._remove(node, place, flag)
            else:
                self._set(node, place, flag, True)
        if "default" not in node and node["type"] in {"string", "boolean", "integer", "number"}:
            self._set(node, place, "default", {"boolean": True, "string": "x"}.get(node["type"], 1))
        if node["type"] == "string" and "pattern" not in node:
            self._set(node, place, "pattern", "^x$")
        optional = [
            name for name in node.get("properties", ()) if name not in node.get("required", ())
        ]
        for name in optional:
            self._set(node, place, "required", [*node.get("required", ()), name])

    def _list(self, node: Json, place: Place, key: str, value: list[Any]) -> None:
        for index in range(len(value)):
            changed = value[:index] + value[index + 1 :]
            self._add((*place, key, index), f"{value[index]!r} removed", value, changed)
        if key in {"enum", "x-api-token-group", "x-fern-sdk-group-name"}:
            changed = [*value[:-1], f"{value[-1]}x"]
            self._add((*place, key), f"{value[-1]!r} changed", value, changed)

    def _refer(self, node: Json, place: Place, value: str) -> None:
        *section, name = value.split("/")
        names = [*self._components[section[-1]]]
        other = names[(names.index(name) + 1) % len(names)]
        self._set(node, place, "$ref", "/".join((*section, other)))


def _other(value: str | float | bool) -> str | float | bool:
    match value:
        case bool():
            return not value
        case str():
            return f"{value}x"
        case number:
            return number + 1
