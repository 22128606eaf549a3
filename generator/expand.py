"""The contract written out: `allOf` merged, parameters of a path given to its operations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from .document import Document, Json
from .errors import Place

__all__ = ["expand"]

# What says nothing about the shape of a value.
_BESIDE: Final = {
    *("default", "deprecated", "description", "example", "nullable", "readOnly", "writeOnly"),
}
_BARE: Final = {"type", "items", "nullable"}

Part = tuple[Json, Place]


def expand(document: Document) -> None:
    """Write the contract out, in place. Raises GenerationError for what cannot be merged.

    A schema that is a `$ref` may then have keys beside it, such as `nullable`.
    """
    for path, item in document.data["paths"].items():
        shared: list[Json] = item.pop("parameters", [])
        for index, parameter in enumerate(shared):
            document.places[id(parameter)] = ("paths", path, "parameters", index)
        for operation in item.values():
            own = [_key(document, each) for each in operation.get("parameters", ())]
            inherited = [each for each in shared if _key(document, each) not in own]
            if inherited:
                operation["parameters"] = inherited + operation.get("parameters", [])
    merging = _Merging(document)
    for schema, place in _roots(document):
        merging.write_out(schema, place)


def _key(document: Document, parameter: Json) -> tuple[str, str]:
    parameter = document.resolve(parameter)
    return parameter["in"], parameter["name"]


def _roots(document: Document) -> Iterator[Part]:
    """Walk the schemas that reach the client; answers that refuse are core's to read."""
    shared = document.data.get("components", {}).get("parameters", {})
    holders: list[Part] = [(shared[name], ("components", "parameters", name)) for name in shared]
    for place, _, _, operation in document.operations():
        parameters, responses = operation.get("parameters", ()), operation["responses"]
        holders += [(each, (*place, "parameters", i)) for i, each in enumerate(parameters)]
        successes = [status for status in responses if status.startswith("2")]
        holders += [(responses[status], (*place, "responses", status)) for status in successes]
        holders.append((operation.get("requestBody", {}), (*place, "requestBody")))
    for holder, place in (document.follow(*each) for each in holders):
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
        """Merge what is in a schema, in those written inside it, and in those it refers to."""
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
                if not _says_less(shape[0], {*types[:i], *types[i + 1 :]})
            ] or shapes[:1]
        if len(shapes) > 1:
            return self._union(shapes) | beside
        return shapes[0][0] | beside if shapes else beside

    def _target(self, part: Part) -> Part:
        """Follow a part to where its shape is written, which is then written out."""
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
                    problem = f"{key} is said differently in another part of the allOf"
                    raise self._document.error((*place, key), problem)
                union[key] = part[key]
        if properties:
            union |= {"type": "object", "properties": properties}
        return union | ({"required": [*required]} if required else {})

    def _add(self, children: Json, name: str, child: Json, place: Place) -> None:
        self._document.places.setdefault(id(child), place)
        said = children.get(name)
        children[name] = child if said is None else {"allOf": [said, child]}


def _says_less(schema: Json, types: set[Any]) -> bool:
    """Whether a schema only names the type that another part has, or types among which it is."""
    named: list[Json] = schema.get("anyOf", [schema])
    own = schema.keys() - _BESIDE <= ({"anyOf"} if "anyOf" in schema else {"type"})
    bare = all(each.keys() - _BESIDE <= _BARE and not each.get("items") for each in named)
    return own and bare and any(each.get("type") in types for each in named)
