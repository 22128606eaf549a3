"""The contract reshaped so that openapi-python-client's parser reads it without loss.

What the parser cannot merge or would make classes of that nobody needs is taken out here; what is
taken out, the join reads from the contract itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from .document import Document, Json
from .errors import Place
from .supported import AROUND_RESULTS

__all__ = ["normalise", "result_schema"]


def normalise(document: Document) -> Json:
    """Return a copy of the contract in which answers hold their bare `result`."""
    result = deepcopy(document.data)
    result.setdefault("components", {})
    for place, path, method, operation in document.operations():
        status = _success(document, place, operation)
        schema, _ = result_schema(document, place, operation)
        answer: Json = {"description": ""}
        if schema is not None:
            answer["content"] = {"application/json": {"schema": deepcopy(schema)}}
        result["paths"][path][method]["responses"] = {status: answer}
    for parameter in _parameters(result):
        if parameter.get("in") == "header":
            # The parser takes no date-times there, which are strings like others on the wire.
            schema = document.resolve(parameter["schema"])
            parameter["schema"] = {key: schema[key] for key in schema if key != "format"}
    for schema in _schemas(result):
        if "$ref" in schema:
            for key in schema.keys() - {"$ref"}:
                del schema[key]
        # The parser makes a union of whatever may be null, and three classes of an enum that may.
        if schema.pop("nullable", None) is True and "enum" in schema:
            schema["enum"] = [value for value in schema["enum"] if value is not None]
        # The join refuses what is left of these, knowing the place.
        for key in AROUND_RESULTS:
            schema.pop(key, None)
    result["components"]["responses"] = {}
    _prune_schemas(result)
    return result


def _success(document: Document, place: Place, operation: Json) -> str:
    """Return the status of the operation's one successful answer."""
    statuses: Json = operation["responses"]
    answers = [status for status in statuses if status.startswith("2")]
    if len(answers) != 1:
        raise document.error((*place, "responses"), "exactly one 2xx answer is supported")
    return answers[0]


def result_schema(document: Document, place: Place, operation: Json) -> tuple[Json | None, Place]:
    """Return the schema of `result` in the successful answer and its place.

    The schema is None if the answer has no body.
    """
    status = _success(document, place, operation)
    place = (*place, "responses", status)
    answer, inside = document.follow(operation["responses"][status], place)
    if "content" not in answer:
        return None, place
    try:
        media = answer["content"]["application/json"]
        inside = (*inside, "content", "application/json", "schema")
        envelope, inside = document.follow(media["schema"], inside)
        schema: Json = envelope["properties"]["result"]
    except KeyError:
        raise document.error(place, "must be JSON in an envelope with `result`") from None
    return schema, (*inside, "properties", "result")


def _prune_schemas(data: Json) -> None:
    schemas = data["components"].get("schemas", {})
    needed: set[str] = set()
    pending = [*_used(data)]
    while pending:
        for schema in _within(pending.pop()):
            name = schema.get("$ref", "").rpartition("/")[2]
            if name and name not in needed:
                needed.add(name)
                pending.append(schemas[name])
    data["components"]["schemas"] = {name: schemas[name] for name in schemas if name in needed}


def _schemas(data: Json) -> Iterator[Json]:
    for root in (*_used(data), *data["components"].get("schemas", {}).values()):
        yield from _within(root)


def _operations(data: Json) -> Iterator[Json]:
    return (operation for item in data["paths"].values() for operation in item.values())


def _parameters(data: Json) -> Iterator[Json]:
    yield from data["components"].get("parameters", {}).values()
    for operation in _operations(data):
        yield from operation.get("parameters", ())


def _used(data: Json) -> Iterator[Json]:
    """Walk the schemas of parameters, request bodies and answers."""
    holders = [*_parameters(data)]
    for operation in _operations(data):
        for message in (operation.get("requestBody", {}), *operation["responses"].values()):
            holders += message.get("content", {}).values()
    return (holder["schema"] for holder in holders if "schema" in holder)


def _within(schema: Json) -> Iterator[Json]:
    """Walk a schema and those written inside it."""
    yield schema
    children = [*schema.get("properties", {}).values()]
    for child in (*children, schema["items"]) if "items" in schema else children:
        yield from _within(child)
