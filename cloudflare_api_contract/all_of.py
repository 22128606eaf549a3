"""A contract with each `allOf` merged into one schema."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

from .document import Document
from .places import Json, Part, Place

__all__ = ["written_out"]

# Keywords that do not change the shape of a value.
_BESIDE: Final = {
    *("default", "deprecated", "description", "example", "nullable", "readOnly", "writeOnly")
}
# Keywords of a schema that only names a type.
_BARE: Final = {"type", "items", "nullable"}


def written_out(document: Document) -> Document:
    """Return a copy of a contract in which each `allOf` has become one schema.

    Its schemas that are a `$ref` may have keys beside it, such as `nullable`. Responses that report
    errors stay as they are. Raises ContractError for an `allOf` that cannot be merged.
    """
    copy = Document(document.name, deepcopy(document.data), document.lines)
    merging = _Merging(copy)
    for schema, place in _roots(copy):
        merging.write_out(schema, place)
    return copy


def _roots(document: Document) -> Iterator[Part]:
    shared = document.data.get("components", {}).get("parameters", {})
    holders: list[Part] = [(shared[name], ("components", "parameters", name)) for name in shared]
    for operation in document.operations():
        holders += document.parameters(operation)
        holders += document.successes(operation).values()
        if body := document.body(operation):
            holders.append(body)
    for holder, place in holders:
        for kind, media in holder.get("content", {}).items():
            if "schema" in media:
                yield media["schema"], (*place, "content", kind, "schema")
        if "schema" in holder:
            yield holder["schema"], (*place, "schema")


class _Merging:
    """Merges the `allOf` of schemas, each once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        # By identity, which stays unique as long as the schemas are held here.
        self._begun: dict[int, Json] = {}
        self._unfinished: set[int] = set()

    def write_out(self, node: Json, place: Place) -> None:
        """Merge the `allOf` of a schema, of those inside it and of those that it refers to."""
        if id(node) in self._begun:
            return
        self._begun[id(node)] = node
        self._unfinished.add(id(node))
        place = self._document.places.get(id(node), place)
        if "allOf" in node:
            parts = [(part, (*place, "allOf", i)) for i, part in enumerate(node.pop("allOf"))]
            merged = self._merged([*parts, (node.copy(), place)])
            node.clear()
            node.update(merged)
        for name, child in node.get("properties", {}).items():
            self.write_out(child, (*place, "properties", name))
        if "items" in node:
            self.write_out(node["items"], (*place, "items"))
        if "$ref" in node:
            self.write_out(*self._document.follow(node, place))
        self._unfinished.remove(id(node))

    def _merged(self, parts: list[Part]) -> Json:
        beside: Json = {}
        shapes: list[Part] = []
        for part, inside in parts:
            self.write_out(part, inside)
            inside = self._document.places.get(id(part), inside)
            beside |= {key: part[key] for key in part if key in _BESIDE}
            if not part.keys() <= _BESIDE:
                shapes.append((part, inside))
        if len(shapes) > 1:
            types = [self._target(shape)[0].get("type") for shape in shapes]
            shapes = [
                shape
                for i, shape in enumerate(shapes)
                if not _is_redundant(shape[0], {*types[:i], *types[i + 1 :]})
            ] or shapes[:1]
        if len(shapes) > 1:
            return self._union(shapes) | beside
        return shapes[0][0] | beside if shapes else beside

    def _target(self, part: Part) -> Part:
        """Follow a part to the schema that has its shape, and merge that."""
        node, place = self._document.follow(*part)
        if id(node) in self._unfinished:
            raise self._document.error(part[1], f"{part[0]['$ref']} leads to itself")
        self.write_out(node, place)
        return self._document.follow(node, place)

    def _union(self, parts: list[Part]) -> Json:
        union: Json = {}
        properties: Json = {}
        required: dict[str, None] = {}
        for part, place in map(self._target, parts):
            required |= dict.fromkeys(part.get("required", ()))
            for name, child in part.get("properties", {}).items():
                self._add(properties, name, child, (*place, "properties", name))
            if "items" in part:
                self._add(union, "items", part["items"], (*place, "items"))
            for key in part.keys() - {"items", "nullable", "properties", "required"}:
                if key not in _BESIDE and union.get(key, part[key]) != part[key]:
                    problem = f"{key} has another value in another part of the allOf"
                    raise self._document.error((*place, key), problem)
                union[key] = part[key]
        if properties:
            union |= {"type": "object", "properties": properties}
        return union | ({"required": [*required]} if required else {})

    def _add(self, children: Json, name: str, child: Json, place: Place) -> None:
        self._document.places.setdefault(id(child), place)
        other = children.get(name)
        children[name] = child if other is None else {"allOf": [other, child]}


def _is_redundant(schema: Json, types: set[Any]) -> bool:
    """Return whether a schema only names a type, or alternatives of one, that another part has."""
    named: list[Json] = schema.get("anyOf", [schema])
    own = schema.keys() - _BESIDE <= ({"anyOf"} if "anyOf" in schema else {"type"})
    bare = all(each.keys() - _BESIDE <= _BARE and not each.get("items") for each in named)
    return own and bare and any(each.get("type") in types for each in named)
