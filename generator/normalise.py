"""The contract reshaped so that openapi-python-client's parser reads it without loss.

What the parser cannot merge or would make classes of that nobody needs is taken out here; what is
taken out, the join reads from the contract itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from cloudflare_api_core.readers import is_array, is_object

from .document import Document, Json
from .errors import GenerationError

__all__ = ["normalise", "result_schema", "success"]


def normalise(document: Document) -> Json:
    """Return a copy of the contract in which answers hold their bare `result`."""
    result = deepcopy(document.data)
    for place, path, method, operation in document.operations():
        status, _ = success(document, place, operation)
        schema = result_schema(document, place, operation)
        answer: Json = {"description": ""}
        if schema is not None:
            answer["content"] = {"application/json": {"schema": schema}}
        result["paths"][path][method]["responses"] = {status: answer}
    _strip_null(result)
    result["components"]["responses"] = {}
    _prune_schemas(result)
    return result


def success(document: Document, place: tuple[str | int, ...], operation: Json) -> tuple[str, Json]:
    """Return the operation's one successful answer with its status."""
    answers = [status for status in operation["responses"] if str(status).startswith("2")]
    if len(answers) != 1:
        raise document.error((*place, "responses"), "exactly one 2xx answer is supported")
    return answers[0], document.resolve(operation["responses"][answers[0]])


def result_schema(document: Document, place: tuple[str | int, ...], operation: Json) -> Json | None:
    """Return the schema of `result` in the successful answer; None if that has no body."""
    status, answer = success(document, place, operation)
    if "content" not in answer:
        return None
    try:
        envelope = document.resolve(answer["content"]["application/json"]["schema"])
        schema: Json = envelope["properties"]["result"]
    except KeyError:
        raise GenerationError(
            document.name,
            (*place, "responses", status),
            "must be JSON in an envelope with `result`",
        ) from None
    return schema


def _strip_null(node: Any) -> None:
    # The parser makes a union of whatever may be null, and three classes of an enum that may.
    if is_object(node) and node.pop("nullable", None) is True and "enum" in node:
        node["enum"] = [value for value in node["enum"] if value is not None]
    for child in _children(node):
        _strip_null(child)


def _prune_schemas(data: Json) -> None:
    schemas = data["components"].get("schemas", {})
    needed: set[str] = set()
    pending = list(_references(data["paths"]))
    while pending:
        name = pending.pop()
        if name not in needed:
            needed.add(name)
            pending.extend(_references(schemas[name]))
    data["components"]["schemas"] = {name: schemas[name] for name in schemas if name in needed}


def _references(node: Any) -> Iterator[str]:
    if is_object(node):
        target = node.get("$ref")
        if isinstance(target, str) and target.startswith("#/components/schemas/"):
            yield target.rsplit("/", 1)[1]
    for child in _children(node):
        yield from _references(child)


def _children(node: Any) -> list[Any]:
    if is_object(node):
        return list(node.values())
    return node if is_array(node) else []
