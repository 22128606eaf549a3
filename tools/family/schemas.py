"""The schemas of a family in the form of openapi.yaml: objects, enums and patterns have names."""

from __future__ import annotations

import re
from itertools import chain, count
from typing import Final

from cloudflare_api_contract import Document, Json, is_object

from .cut import group_of, snake

__all__ = ["COMPONENTS", "Schemas", "pascal", "singular"]

COMPONENTS: Final = "#/components/"
_ENVELOPE: Final = ("success", "errors", "messages")
_RESULT_INFO: Final = {"$ref": f"{COMPONENTS}schemas/ResultInfo"}
_BESIDE: Final = {"default", "description", "readOnly"}
_NESTED: Final = ("items", "additionalProperties")
_LAST: Final = ("required", *_NESTED, "properties")
# The prefix `<product>_`, and words that distinguish equal names.
_CLOUDFLARES: Final = re.compile(r"^[^_]*_(components-)?(schemas-)*")
_ITEM: Final = "[]"


class Schemas:
    """Gives names to objects, enums and patterned texts, and writes the others at each use."""

    def __init__(self, document: Document, ours: Json) -> None:
        self.named: Json = {}
        self._document = document
        self._ours: Json = ours["components"]["schemas"]
        self._names: dict[int, tuple[Json, str]] = {}  # The first keeps the identity unique.
        self._family = pascal(group_of(next(iter(document.data["paths"])))[0])

    def name(self, stem: str) -> str:
        """Return the name of a schema of this family."""
        name = pascal(stem)
        return name if name.startswith(self._family) else self._family + name

    def parameter(self, parameter: Json, row: str) -> Json:
        """Return a parameter with the description of its schema."""
        schema = self.written(parameter["schema"], row + pascal(parameter["name"]))
        schema.pop("readOnly", None)  # A parameter is sent.
        told: Json = {key: schema.pop(key) for key in ("description", "example") if key in schema}
        first = {key: parameter[key] for key in ("name", "in")}
        return {**first, **told, **parameter, "schema": schema}

    def written(self, schema: Json, name: str) -> Json:
        """Return a schema with references for its objects, enums and patterns.

        name: of the schema, if it has none yet.
        """
        if "$ref" in schema:
            stem = self.name(_CLOUDFLARES.sub("", schema["$ref"].rpartition("/")[2]))
            name = singular(stem) if name.endswith(_ITEM) else stem
        name = name.removesuffix(_ITEM)
        beside = {key: schema[key] for key in schema if key in _BESIDE and "$ref" in schema}
        target = {"$ref": schema["$ref"]} if schema.keys() - _BESIDE == {"$ref"} else schema
        node = self._document.resolve(target)
        if not (node.get("properties") or "pattern" in node or "enum" in node):
            return self._plain(self._document.resolve(schema), name)
        reference = {"$ref": f"{COMPONENTS}schemas/{self._place(node, name)}"}
        return {"allOf": [reference], **beside} if beside else reference

    def _place(self, node: Json, name: str) -> str:
        if id(node) not in self._names:
            free = self._free(name)
            # Before the schemas inside it, which may contain it again.
            self._names[id(node)], self.named[free] = (node, free), None
            self._names[id(node)] = node, self._fill(free, self._plain(node, name))
        return self._names[id(node)][1]

    def _free(self, name: str) -> str:
        taken = {*self.named, *self._ours}
        names = chain([name], (f"{name}{number}" for number in count(2)))
        return next(each for each in names if each not in taken)

    def _fill(self, name: str, written: Json) -> str:
        """Give a name to a schema, or return the name of an equal one."""
        equal = (each for each, known in self.named.items() if known == written)
        if (other := next(equal, name)) != name:
            self.named.pop(name, None)
        else:
            self.named[name] = written
        return other

    def _plain(self, node: Json, name: str) -> Json:
        """Write a schema out, except the named schemas inside it."""
        node = {key: node[key] for key in node if key != "title" and not key.startswith("x-")}
        if None in node.get("enum", ()):
            node |= {"enum": [each for each in node["enum"] if each is not None], "nullable": True}
        if node.get("type") == "object" and not node.get("properties"):
            node.setdefault("additionalProperties", True)
        for key in _NESTED:
            if is_object(node.get(key)):
                node[key] = self.written(node[key], singular(name) + _ITEM)
        if "properties" in node:
            members = node["properties"].items()
            node["properties"] = {
                key: self.written(each, name + pascal(key)) for key, each in members
            }
        if "anyOf" in node:
            node["anyOf"] = [self.written(each, name) for each in node["anyOf"]]
        first = ["type", *(key for key in node if key not in _LAST)]
        return {key: node[key] for key in dict.fromkeys([*first, *_LAST]) if key in node}

    def answer(self, schema: Json, action: str) -> Json:
        """Return the reference to an answer: its result in the envelope of openapi.yaml."""
        node = self._document.resolve(schema)
        members = node.get("properties", {})
        if not {"success", "result"} <= members.keys():
            return self.written(schema, f"{action}Answer")
        stem = action.removesuffix("List")
        result = self.written(members["result"], f"{stem}Result")
        if "items" in result:
            result.pop("nullable", None)  # Cloudflare's documents have it on each list.
        row = (result.get("items") or result).get("$ref", stem).rpartition("/")[2]
        row = row.removesuffix("Result")
        envelope = self._ours["McpServerAnswer"]["properties"]
        general: Json = {name: envelope[name] for name in _ENVELOPE if name in members}
        page = {"result_info": _RESULT_INFO} if "result_info" in members else {}
        answer: Json = {
            "type": "object",
            "description": "A result in Cloudflare's envelope.",
            "required": [name for name in node.get("required", ()) if name in members],
            "properties": {**general, "result": result, **page},
        }
        if not answer["required"]:
            del answer["required"]
        name = row + ("List" if "items" in result else "Answer")
        return {"$ref": f"{COMPONENTS}schemas/{self._fill(self._free(name), answer)}"}


def pascal(name: str) -> str:
    return "".join(map(str.title, snake(name).split("_")))


def singular(name: str) -> str:
    """Return a name in the singular."""
    name = re.sub(r"ies$", "y", name)
    return re.sub(r"(?<=[^s])s$|(?<=[sx])es$", "", name)
