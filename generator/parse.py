"""The contract as openapi-python-client parses it, after a change of shape that loses nothing.

Parts that the parser cannot read, or would turn into classes that nothing uses, are removed here.
`build_view` reads them from the contract itself.
"""

from __future__ import annotations

import re
from copy import deepcopy

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

__all__ = ["branch_names", "normalise", "parse"]

_READ_BY_TYPES = ("default", "discriminator", "enum", "format", "nullable", "title")


def parse(document: Document, config: Config) -> GeneratorData:
    """Parse the contract. Raises ContractError for the parts that the parser would leave out."""
    parsed = GeneratorData.from_dict(normalise(document), config=config)
    if isinstance(parsed, GeneratorError):
        raise _error(document, parsed)
    by_tag = parsed.endpoint_collections_by_tag.values()
    problems = Problems()
    for error in (*parsed.errors, *(error for tag in by_tag for error in tag.parse_errors)):
        problems.note(_error(document, error))
    problems.raise_any()
    return parsed


def _error(document: Document, problem: GeneratorError) -> ContractError:
    header = problem.header.rstrip(": ")
    return document.error(_mentioned(document, header), f"{header}: {problem.detail}")


def _mentioned(document: Document, message: str) -> Place:
    """Find the place that a message of the parser is about, () if there is none."""
    component = re.search(r"/(components)/(\w+)/([\w.-]+)", message)
    if component:
        return component.groups()
    for place, path, method, _ in document.operations():
        if re.search(rf"\b{method}\b.*{re.escape(path)}(?![\w/{{}}])", message, re.IGNORECASE):
            return place
    return ()


def normalise(document: Document) -> Json:
    """Return a copy of the contract in which responses hold their bare `result`."""
    paths: Json = {}
    problems = Problems()
    for operation in document.operations():
        with problems.noted():
            node = _operation(document, operation)
            paths.setdefault(operation.path, {})[operation.method] = node
    problems.raise_any()
    named = document.data.get("components", {}).get("schemas", {})
    used = _used(named, [schema for _, schema in schemas({"paths": paths})])
    components = {"schemas": {name: named[name] for name in named if name in used}}
    result = deepcopy(document.data | {"paths": paths, "components": components})
    for _, schema in schemas(result):
        if "$ref" in schema:
            for key in schema.keys() - {"$ref"}:
                del schema[key]
        # The parser would refuse some of them, and make classes of others.
        for key in _READ_BY_TYPES:
            schema.pop(key, None)
        if branches := schema.pop("anyOf", None):
            # As an object of its branches, of which the parser joins no two.
            properties = dict(zip(branch_names(branches), branches, strict=True))
            schema |= {"type": "object", "properties": properties}
    return result


def _operation(document: Document, operation: Operation) -> Json:
    node = {key: operation.node[key] for key in operation.node if key != "requestBody"}
    # On the wire, they are strings.
    node["parameters"] = [
        {**each, "schema": {"type": "string"}} for each, _ in document.parameters(operation)
    ]
    node["responses"] = {
        answer.status: {"description": ""}
        | (_content(answer.schema) if answer.kind in {"envelope", "json"} else {})
        for answer in answers(document, operation)
    }
    body = request_body(document, operation)
    if body and body.is_json:
        node["requestBody"] = _content(body.schema)
    return node


def _content(schema: Json) -> Json:
    return {"content": {"application/json": {"schema": schema}}}


def branch_names(branches: list[Json]) -> list[str]:
    """Return the names that the parser knows the branches of a union by."""
    titles = [branch.get("title", "") for branch in branches]
    return [
        title if title.isidentifier() and titles.count(title) == 1 else f"type_{number}"
        for number, title in enumerate(titles)
    ]


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
