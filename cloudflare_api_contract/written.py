"""A contract written out: one form for each construct."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .document import Document, Operation
from .keywords import beside, shape, type_of_value
from .merging import Merging
from .places import Json, Part, Place, is_array, is_object

__all__ = ["written_out"]


def written_out(document: Document) -> Document:
    """Return a copy of a contract with one form for each construct.

    Below its operations there is no `allOf` and no `oneOf`. A schema has its `type` if another
    keyword implies it. Alternatives are in `anyOf`, and the only other key beside it that shapes a
    value is `discriminator`; there are at least two of them, and none is null. A schema that is a
    `$ref` may have keys beside it, such as `nullable`. `required` names only properties. A
    parameter has a type or alternatives. A request body without a schema is left out. The `result`
    of an envelope allows any value if it only lists types. Responses for errors are unchanged.

    Raises ContractError for a schema that contradicts itself or contains itself.
    """
    copy = Document(document.name, _copied(document.data), document.lines)
    copy.file = document.file
    for operation in copy.operations():
        _write_out_body(copy, operation)
    merging = Merging(copy)
    for schema, place in _roots(copy):
        merging.write_out(schema, place)
    merging.problems.raise_any()
    for schema in merging.finished.values():
        _finish(schema)
    for operation in copy.operations():
        for parameter, place in copy.parameters(operation):
            _give_type(copy, parameter, (*place, "schema"))
        for response in copy.successes(operation).values():
            _empty_placeholder(copy, response)
    return copy


def _copied(node: Any) -> Any:
    if is_object(node):
        return {key: _copied(child) for key, child in node.items()}
    return [_copied(child) for child in node] if is_array(node) else node


def _write_out_body(document: Document, operation: Operation) -> None:
    """Copy a shared body to its use, without the media types that have no schema."""
    if "requestBody" not in operation.node:
        return
    place = (*operation.place, "requestBody")
    body, there = document.follow(operation.node["requestBody"], place)
    document.move(operation.node, {("requestBody",): there})
    content = {kind: media for kind, media in body.get("content", {}).items() if "schema" in media}
    operation.node["requestBody"] = body | {"content": content}
    if not content:
        del operation.node["requestBody"]


def _roots(document: Document) -> Iterator[Part]:
    shared = document.data.get("components", {}).get("parameters", {})
    holders: list[Part] = [(shared[name], ("components", "parameters", name)) for name in shared]
    for operation in document.operations():
        holders += document.parameters(operation)
        holders += document.successes(operation).values()
        if "requestBody" in operation.node:
            place = document.place_in_file((*operation.place, "requestBody"))
            holders.append((operation.node["requestBody"], place))
    for holder, place in holders:
        for kind, media in holder.get("content", {}).items():
            if "schema" in media:
                yield media["schema"], (*place, "content", kind, "schema")
        if "schema" in holder:
            yield holder["schema"], (*place, "schema")


def _finish(schema: Json) -> None:
    if schema.get("type") == "array":
        schema.setdefault("items", {})
    if schema.get("enum") == [None]:
        del schema["enum"]
        schema["nullable"] = True
    if "required" in schema:
        schema["required"] = [n for n in schema["required"] if n in schema.get("properties", ())]
        if not schema["required"]:
            del schema["required"]


def _give_type(document: Document, parameter: Json, place: Place) -> None:
    """Give a parameter without a type that of its default, else `string`."""
    if "schema" not in parameter:
        return
    schema = document.resolve(parameter["schema"])
    if schema.keys() & {"type", "anyOf", "enum"}:
        return
    _, there = document.follow(parameter["schema"], place)
    document.move(parameter, {("schema",): there})
    parameter["schema"] = {"type": type_of_value(schema.get("default", "")), **schema}


def _empty_placeholder(document: Document, response: Part) -> None:
    """Replace a schema of `result` that only lists types by one that allows any value."""
    media, place = document.json(*response) or ({}, ())
    if "schema" not in media:
        return
    envelope, _ = document.follow(media["schema"], place)
    result = envelope.get("properties", {}).get("result", {})
    branches = [shape(branch) for branch in document.resolve(result).get("anyOf", ())]
    is_bare = all(each.keys() <= {"type", "items"} and not each.get("items") for each in branches)
    if is_bare and any(each.get("type") in {"array", "object", None} for each in branches):
        envelope["properties"]["result"] = beside(document.resolve(result))
