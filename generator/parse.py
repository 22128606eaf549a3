"""The contract as openapi-python-client parses it: outlines of schemas, and bare names.

The parser gets only parts that it cannot refuse. `build_view` reads the rest from the contract.
"""

from __future__ import annotations

import re

from openapi_python_client.config import Config
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.parser.openapi import GeneratorData

from cloudflare_api_contract import (
    ContractError,
    Document,
    Json,
    Operation,
    Place,
    Problems,
    schemas,
)

from .contents import answers, request_body
from .outlines import ClassNames, outline

__all__ = ["normalise", "parse"]


def parse(document: Document, config: Config) -> GeneratorData:
    """Parse the contract. Raises ContractError for the parts that the parser cannot take."""
    parsed = GeneratorData.from_dict(normalise(document, config), config=config)
    if isinstance(parsed, GeneratorError):
        raise _error(document, parsed)
    by_tag = parsed.endpoint_collections_by_tag.values()
    problems = Problems()
    for error in (*parsed.errors, *(error for tag in by_tag for error in tag.parse_errors)):
        problems.note(_error(document, error))
    problems.raise_any()
    return parsed


def _error(document: Document, problem: GeneratorError) -> ContractError:
    """Return the error for an unexpected problem of the parser."""
    place: Place = ()
    if component := re.search(r"/(components)/(schemas)/([\w.-]+)", problem.header):
        place = component.groups()
    elif number := re.search(r" /([0-9]+) ", problem.header):
        place = [*document.operations()][int(number[1])].place
    detail = re.sub(r"<\S+ object at \w+>", "…", problem.detail or "")
    return document.error(place, f"openapi-python-client cannot take this: {detail}")


def normalise(document: Document, config: Config) -> Json:
    """Return the parts of a contract that the parser needs."""
    paths: Json = {}
    problems = Problems()
    for number, operation in enumerate(document.operations()):
        with problems.collecting():
            paths[f"/{number}"] = {operation.method: _operation(document, operation)}
    problems.raise_any()
    named = document.data.get("components", {}).get("schemas", {})
    used = _used(named, [schema for _, schema in schemas({"paths": paths})])
    shared = {name: outline(named[name]) for name in named if name in used}
    _name_classes(document, paths, shared, ClassNames(config))
    info = {"title": "", "version": ""}
    return {"openapi": "3.0.3", "info": info, "paths": paths, "components": {"schemas": shared}}


def _operation(document: Document, operation: Operation) -> Json:
    # On the wire, parameters are strings, and `Parameters` names them.
    parameters = [
        {"name": str(number), "in": "query", "schema": {"type": "string"}}
        for number, _ in enumerate(document.parameters(operation))
    ]
    responses = {
        answer.status: {"description": ""}
        | (_content(answer.schema) if answer.kind in {"envelope", "json"} else {})
        for answer in answers(document, operation)
    }
    node = {
        "operationId": operation.id,
        "tags": operation.node.get("tags", []),
        "parameters": parameters,
        "responses": responses,
    }
    body = request_body(document, operation)
    if body and (body.is_json or body.is_form):
        node["requestBody"] = _content(body.schema)
    return node


def _content(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": outline(schema)}}}


def _name_classes(document: Document, paths: Json, shared: Json, names: ClassNames) -> None:
    problems = Problems()
    for name, schema in shared.items():
        place = ("components", "schemas", name)
        if other := names.shared(name, schema):
            problem = f"{name} and {other} would have one name in Python: rename one of them"
            problems.note(document.error(place, problem))
        if _is_endless(name, shared):
            problem = "leads to itself without an object between"
            problems.note(document.error(place, problem))
    problems.raise_any()
    for name, schema in shared.items():
        names.within(name, schema)
    for item in paths.values():
        for node in item.values():
            held = {f"response_{status}": each for status, each in node["responses"].items()}
            for name, holder in (held | {"body": node.get("requestBody", {})}).items():
                for media in holder.get("content", {}).values():
                    names.inside(media["schema"], node["operationId"], name)


def _is_endless(name: str, shared: Json) -> bool:
    """Return whether a named schema is an array of arrays that has no end."""
    schema: Json = shared[name]
    for _ in shared:
        while "items" in schema:
            schema = schema["items"]
        target = str(schema.get("$ref", "")).rpartition("/")[2]
        if target in {"", name}:
            return target == name
        schema = shared[target]
    return False


def _used(named: Json, pending: list[Json]) -> set[str]:
    """Return the names of the schemas that others refer to, directly or through one another."""
    used: set[str] = set()
    while pending:
        name = pending.pop().get("$ref", "").rpartition("/")[2]
        if name and name not in used:
            used.add(name)
            pending += [
                schema for _, schema in schemas({"components": {"schemas": {name: named[name]}}})
            ]
    return used
