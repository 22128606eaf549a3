"""The facts of Cloudflare's own document about a family, in the form of published.yaml."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, Final

import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import Document, Json, is_array, require_size

from .comparison import FACTS, Operation, operations
from .node import Node
from .shape import RULES

__all__ = ["PUBLISHED", "record", "write"]

PUBLISHED: Final = Path(__file__).with_name("published.yaml")

_PARTS: Final = ("allOf", "oneOf", "anyOf")
_LIKE: Final = 0.5
_MOST_PARTS: Final = 100_000


def record(theirs: Document, published: Document, under: str) -> Document:
    """Return the facts of their operations under a path.

    The names of SDKs and the general envelope are those of the present record if their document has
    none. So are the names of schemas with most of their fields in common.

    Raises ContractError if their document has no paths or a broken reference, or if a path of
    theirs is too large.
    """
    recorder = _Recorder(published)
    before = operations(published)
    paths: Json = {}
    for key, operation in operations(theirs, under).items():
        require_size(theirs, (operation.item.value, operation.item.place), _MOST_PARTS)
        known = before.get(key)
        facts = recorder.operation(operation, known.node if known else None)
        paths.setdefault(operation.path, {})[key[1]] = facts
    old: Json = published.data
    components: Json = theirs.data.get("components", {})
    responses = Node(published, old).child("components").children("responses")
    recorder.components |= {
        "securitySchemes": components.get("securitySchemes")
        or old["components"]["securitySchemes"],
        "responses": {name: recorder.answer(node) for name, node in responses.items()},
    }
    root = {key: theirs.data.get(key) or old[key] for key in ("servers", "security")}
    data = root | {"paths": paths, "components": recorder.components}
    return Document(published.name, data)


def write(record: Document, source: str, path: Path) -> None:
    """Replace published.yaml, except the comment at its beginning."""
    head = re.match(r"(?:#.*\n)*", path.read_text("utf-8"))
    note = f"# Written from {source}, which is the source of everything that it states.\n"
    comment = (head[0] if head else "").replace(note, "")
    data = json.loads(json.dumps(record.data))  # Without shared parts, which would become aliases.
    text: str = yaml.safe_dump(data, sort_keys=False, default_flow_style=None, width=10_000)
    path.write_text(comment + note + text, "utf-8")


class _Recorder:
    """Copies facts, each schema and parameter once."""

    def __init__(self, published: Document) -> None:
        self.components: Json = {"parameters": {}, "schemas": {}}
        schemas = Node(published, published.data).child("components").children("schemas")
        self._fields = {name: {*node.children("properties")} for name, node in schemas.items()}

    def operation(self, operation: Operation, known: Node | None) -> Json:
        node = operation.node
        facts: Json = {}
        for name in (*FACTS, "security"):
            value = node.get(name)
            if value is None and known and name.startswith("x-fern"):
                value = known.get(name)
            if value is not None:
                facts[name] = value
        parameters = operation.parameters().values()
        facts["parameters"] = [self._parameter(each) for each in parameters]
        if "requestBody" in node:
            body = node.child("requestBody")
            facts["requestBody"] = {"required": body.get("required"), **self.answer(body)}
        facts["responses"] = {
            status: self.answer(each) if status[0] == "2" else {}
            for status, each in node.children("responses").items()
        }
        return facts

    def answer(self, node: Node) -> Json:
        """Copy an answer or a body."""
        facts: Json = {}
        for name, header in node.children("headers").items():
            schema = self._schema(header.child("schema"), ())
            facts.setdefault("headers", {})[name] = {"schema": schema}
        for media, each in node.children("content").items():
            if media.startswith("application/json") and "schema" in each:
                schema = self._schema(each.child("schema"), ())
                facts["content"] = {"application/json": {"schema": schema}}
        return facts

    def _parameter(self, node: Node) -> Json:
        facts = {
            key: node.get(key) for key in ("name", "in", "required", "deprecated") if key in node
        }
        if "schema" in node:
            facts["schema"] = self._schema(node.child("schema"), ())
        return self._once("parameters", str(node.get("name")).title().replace("_", ""), facts)

    def _schema(self, node: Node, within: tuple[int, ...]) -> Json:
        fields = node.children("properties")
        name = self._known(fields.keys()) if fields else None
        if id(node.value) in within:
            return {"$ref": f"#/components/schemas/{name}"} if name else {"type": "object"}
        within = (*within, id(node.value))
        facts: Json = {key: node.get(key) for key in RULES if node.get(key) is not None}
        if is_array(required := node.get("required")):
            facts["required"] = required
        for key in _PARTS:
            if key in node:
                facts[key] = [self._schema(part, within) for part in node.children(key).values()]
        if "items" in node:
            facts["items"] = self._schema(node.child("items"), within)
        if not fields:
            return facts
        facts["properties"] = {name: self._schema(each, within) for name, each in fields.items()}
        return self._once("schemas", name, facts) if name else facts

    def _known(self, fields: Any) -> str | None:
        """Return the name of the recorded schema that has most fields in common."""
        shares = {
            name: len(known & fields) / len(known | fields)
            for name, known in self._fields.items()
            if known
        }
        name = max(shares, key=lambda each: shares[each], default="")
        return name if shares.get(name, 0) > _LIKE else None

    def _once(self, section: str, name: str, facts: Json) -> Json:
        components: Json = self.components[section]
        number, free = 1, name
        while components.setdefault(free, facts) != facts:
            number += 1
            free = f"{name}{number}"
        return {"$ref": f"#/components/{section}/{free}"}
