"""The contract reshaped so that openapi-python-client's parser reads it without loss.

Parts that the parser cannot read, or would turn into classes that nothing uses, are removed here.
`build_view` reads them from the contract itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from cloudflare_api_contract import AROUND_RESULTS, Document, Json, Operation, Place

__all__ = ["normalise", "result_schema"]


def normalise(document: Document) -> Json:
    """Return a copy of the contract in which answers hold their bare `result`."""
    result = deepcopy(document.data)
    result.setdefault("components", {})
    result["paths"] = {}
    for operation in document.operations():
        status, schema, _ = result_schema(document, operation)
        answer: Json = {"description": ""}
        if schema is not None:
            answer["content"] = {"application/json": {"schema": schema}}
        parameters = [node for node, _ in document.parameters(operation)]
        item = result["paths"].setdefault(operation.path, {})
        item[operation.method] = deepcopy(
            operation.node | {"parameters": parameters, "responses": {status: answer}}
        )
    for parameter in _parameters(result):
        if parameter.get("in") == "header":
            # The parser refuses date-times in headers, which are strings on the wire.
            schema = document.resolve(parameter["schema"])
            parameter["schema"] = {key: schema[key] for key in schema if key != "format"}
    for schema in _schemas(result):
        if "$ref" in schema:
            for key in schema.keys() - {"$ref"}:
                del schema[key]
        # The parser turns a nullable schema into a union, and a nullable enum into three classes.
        if schema.pop("nullable", None) is True and "enum" in schema:
            schema["enum"] = [value for value in schema["enum"] if value is not None]
        # `Types` refuses them outside of envelopes, and knows the place.
        for key in AROUND_RESULTS:
            schema.pop(key, None)
    result["components"] |= {"parameters": {}, "responses": {}}
    _prune_schemas(result)
    return result


def result_schema(document: Document, operation: Operation) -> tuple[str, Json | None, Place]:
    """Return the status of the one successful answer, the schema of its `result` and the place.

    The schema is None if the answer has no body.
    """
    successes = document.successes(operation)
    if len(successes) != 1:
        problem = "exactly one 2xx answer is supported"
        raise document.error((*operation.place, "responses"), problem)
    [(status, (answer, inside))] = successes.items()
    place = (*operation.place, "responses", status)
    if "content" not in answer:
        return status, None, place
    try:
        media = answer["content"]["application/json"]
        inside = (*inside, "content", "application/json", "schema")
        envelope, inside = document.follow(media["schema"], inside)
        schema: Json = envelope["properties"]["result"]
    except KeyError:
        raise document.error(place, "must be JSON in an envelope with `result`") from None
    return status, schema, (*inside, "properties", "result")


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
    for operation in _operations(data):
        yield from operation.get("parameters", ())


def _used(data: Json) -> Iterator[Json]:
    """Iterate over the schemas of parameters, request bodies and responses."""
    holders = [*_parameters(data)]
    for operation in _operations(data):
        for message in (operation.get("requestBody", {}), *operation["responses"].values()):
            holders += message.get("content", {}).values()
    return (holder["schema"] for holder in holders if "schema" in holder)


def _within(schema: Json) -> Iterator[Json]:
    """Iterate over a schema and those written inside it."""
    yield schema
    children = [*schema.get("properties", {}).values()]
    for child in (*children, schema["items"]) if "items" in schema else children:
        yield from _within(child)
