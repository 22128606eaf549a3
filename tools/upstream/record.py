"""The facts of Cloudflare's own document about some families, in the form of published.yaml."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from itertools import count
from typing import Final

from cloudflare_api_contract import Document, Json, is_array, is_object, require_size
from cloudflare_api_contract import Operation as ContractOperation
from tools.family.cut import pagination, template
from tools.family.sdk import sdk_name

from .comparison import FACTS
from .families import missing
from .node import Node, components
from .operations import Operation, operations
from .shape import RULES, VALUES

__all__ = ["record"]

_PARAMETER: Final = ("name", "in", "required", "deprecated", "style", "explode")
_SCHEME: Final = ("type", "scheme", "in", "name")
_PARTS: Final = ("allOf", "oneOf", "anyOf")
_LIKE: Final = 0.5
_MOST_PARTS: Final = 100_000


def record(theirs: Document, published: Document, families: Collection[str]) -> Document:
    """Return the facts of their operations of some families.

    Families that are not in their document stay as in the present record, and so do the names of
    SDKs and the general envelope if their document has none. New operations get the names of the
    official SDK. Schemas with most of their fields in common keep their names.

    Raises ContractError if their document has none of the families, or has a broken reference or a
    path that is too large.
    """
    lacking = missing(theirs, families)
    if len(lacking) == len(families):
        raise theirs.error((), f"has nothing of {' or '.join(lacking)}")
    # First those that stay, which so keep the names of their schemas.
    now, before = operations(published, lacking), operations(published)
    now |= operations(theirs, families)
    new, old = Node(theirs, theirs.data), Node(published, published.data)
    security = (None if lacking else new.get("security")) or old.get("security")
    recorder = _Recorder(published, security)
    general = components(published, "responses").items()
    responses = {name: recorder.answer(each) for name, each in general}
    paths: Json = {}
    for key, operation in now.items():
        require_size(
            operation.item.document, (operation.item.value, operation.item.place), _MOST_PARTS
        )
        facts = recorder.operation(operation, _sdk_names(before.get(key), operation, key[1]))
        paths.setdefault(operation.path, {})[key[1]] = facts
    schemes = components(theirs, "securitySchemes")
    if lacking or not schemes:
        schemes = components(published, "securitySchemes") | schemes
    recorder.components |= {
        "securitySchemes": {name: _facts(each, _SCHEME) for name, each in schemes.items()},
        "responses": responses,
    }
    servers = new.children("servers") or old.children("servers")
    data = {
        "servers": [_facts(each, ("url",)) for each in servers.values()],
        "security": security,
        "paths": paths,
        "components": recorder.components,
    }
    return Document(published.name, data)


class _Recorder:
    """Copies facts, each schema and parameter once."""

    def __init__(self, published: Document, security: object) -> None:
        self._security = security
        self.components: Json = {"parameters": {}, "schemas": {}}
        schemas = components(published, "schemas").items()
        self._fields = {name: {*node.children("properties")} for name, node in schemas}

    def operation(self, operation: Operation, sdk: Json) -> Json:
        node = operation.node
        known = sdk | _facts(node, FACTS)
        facts: Json = {name: known[name] for name in FACTS if name in known}
        security = node.get("security")
        if security is None:
            security = node.document.data.get("security")
        if security not in (None, self._security):
            facts["security"] = security
        parameters = operation.parameters().values()
        facts["parameters"] = [self._parameter(each) for each in parameters]
        if body := operation.body():
            facts["requestBody"] = {"required": body.get("required"), **self.answer(body)}
        facts["responses"] = {
            status: self.answer(each) if status[0] == "2" else {}
            for status, each in node.children("responses").items()
        }
        return facts

    def answer(self, node: Node) -> Json:
        """Copy an answer or a body."""
        facts: Json = {}
        if headers := node.children("headers"):
            facts["headers"] = {name: self._content(each) for name, each in headers.items()}
        for media, each in node.children("content").items():
            if media.startswith("application/json"):
                facts["content"] = {"application/json": self._content(each)}
        return facts

    def _parameter(self, node: Node) -> Json:
        name = str(node.get("name")).title().replace("_", "")
        return self._once("parameters", name, _facts(node, _PARAMETER) | self._content(node), {})

    def _content(self, node: Node) -> Json:
        return {"schema": self._schema(node.child("schema"), {})} if "schema" in node else {}

    def _schema(self, node: Node, around: Mapping[int, Json]) -> Json:
        """Copy a schema.

        around: the references to the schemas around it, by the identity of their values. Only that
        of a schema that contains itself is not empty.
        """
        if (outer := around.get(id(node.value))) is not None:
            outer["$ref"] = "known when that schema is complete"
            return outer
        reference: Json = {}
        around = {**around, id(node.value): reference}
        facts = _facts(node, RULES)
        if is_array(required := node.get("required")):
            facts["required"] = required
        for key in _PARTS:
            if key in node:
                facts[key] = [self._schema(part, around) for part in node.children(key).values()]
        if "items" in node:
            facts["items"] = self._schema(node.child("items"), around)
        if is_object(node.get(VALUES) or None):
            facts[VALUES] = self._schema(node.child(VALUES), around)
        if fields := node.children("properties"):
            facts["properties"] = {
                name: self._schema(field, around) for name, field in fields.items()
            }
        name = self._known(fields) or ("Recursive" if reference else None)
        return self._once("schemas", name, facts, reference) if name else facts

    def _known(self, fields: Iterable[str]) -> str | None:
        """Return the name of the recorded schema that has most fields in common."""
        wanted = {*fields}
        shares = {
            name: len(known & wanted) / len(known | wanted)
            for name, known in self._fields.items()
            if known
        }
        name = max(shares, key=lambda each: shares[each], default="")
        return name if shares.get(name, 0) > _LIKE else None

    def _once(self, section: str, name: str, facts: Json, reference: Json) -> Json:
        """Return the reference to a component with these facts, which may contain it."""
        recorded: Json = self.components[section]
        for number in count(1):
            free = name if number == 1 else f"{name}{number}"
            reference["$ref"] = f"#/components/{section}/{free}"
            if _text(recorded.setdefault(free, facts)) == _text(facts):
                break
        return reference


def _sdk_names(known: Operation | None, operation: Operation, method: str) -> Json:
    if known:
        names = known.node.value
        return {name: names[name] for name in names if name.startswith("x-fern")}
    place, node = operation.node.place, operation.node
    described = ContractOperation(place, operation.path, method, node.value)
    facts = pagination(node.document, described)
    if named := sdk_name(template(operation.path), method):
        facts |= {"x-fern-sdk-group-name": named.group, "x-fern-sdk-method-name": named.method}
    return facts


def _text(facts: Json) -> str:
    # In Python, 1 equals True, but not in JSON.
    return json.dumps(facts, sort_keys=True)


def _facts(node: Node, names: Iterable[str]) -> Json:
    return {name: node.get(name) for name in names if node.get(name) is not None}
