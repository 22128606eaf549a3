"""Operations cut out of a published document, with the extensions that the generator needs."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import chain
from typing import Any, Final

from cloudflare_api_contract import Document, Json, Operation, is_object, objects, references

__all__ = ["ACCOUNT", "camel", "cut", "group_of", "pagination", "snake", "template", "with_account"]

_VERBS: Final = {"post": "create", "put": "update", "patch": "edit", "delete": "delete"}
ACCOUNT: Final = re.compile(r"/accounts/{(?P<name>[^{}]+)}(?=/|$)")
"""The beginning of a path below an account, whose variable has several names in one document."""

_PARENTS: Final = ("accounts", "zones")
_SECURITY: Final = ("servers", "security")
_DEEPEST: Final = 30


def with_account(path: str) -> str:
    """Return a path with the SDK's name for the variable of the account."""
    return ACCOUNT.sub("/accounts/{account_id}", path)


def template(path: str) -> str:
    """Return a path without the names of its variables, because documents differ in them."""
    return re.sub(r"{[^{}]*}", "{}", path)


def cut(published: Document, operations: Collection[Operation], ours: Json) -> Json:
    """Return a contract of these operations alone, and of the components that they refer to.

    It has the servers and the security of `ours`. OperationIds become camel case. An operation
    without exactly one tag, a group or a method gets one from its path and method. A list with
    `page` and `per_page` gets its pagination. Everything else is as published.

    Raises ContractError if a reference leads nowhere.
    """
    names = _Names(published)
    paths: Json = {}
    tags: dict[str, None] = {}
    for operation in operations:
        item: Json = published.data["paths"][operation.path]
        given = names.of(operation)
        node = given | {
            key: operation.node[key] for key in operation.node if key not in {*given, "security"}
        }
        node |= pagination(published, operation)
        shared = {"parameters": item["parameters"]} if "parameters" in item else {}
        paths.setdefault(operation.path, shared)[operation.method] = node
        tags |= dict.fromkeys(node["tags"])
    described = {tag["name"]: tag for tag in published.data.get("tags", ())}
    components: Json = {"securitySchemes": ours["components"]["securitySchemes"]}
    for kind, name, node in _referenced(published, paths):
        components.setdefault(kind, {})[name] = node
    # The last section, as in openapi.yaml.
    components["schemas"] = components.pop("schemas", {})
    return {
        "openapi": "3.0.3",
        "info": {"title": published.data["info"]["title"], "version": ours["info"]["version"]},
        **{key: ours[key] for key in _SECURITY},
        "tags": [described.get(name, {"name": name}) for name in tags],
        "paths": paths,
        "components": components,
    }


class _Names:
    """Gives each operation unique names."""

    def __init__(self, published: Document) -> None:
        self._published = published
        self._ids: set[str] = set()
        self._methods: set[tuple[str, ...]] = set()

    def of(self, operation: Operation) -> Json:
        path, node = operation.path, operation.node
        group = operation.group or group_of(path)
        method = node.get("x-fern-sdk-method-name") or self._method(operation)
        variables = [*re.findall(r"{([^{}]+)}", path), "all", operation.method]
        while (*group, method) in self._methods:
            method = f"{method}_by_{snake(variables.pop(0))}"
        self._methods.add((*group, method))
        id = camel(node.get("operationId") or f"{operation.method} {path}")
        while id in self._ids:
            id += operation.method.title()
        self._ids.add(id)
        tags = node.get("tags", ())
        return {
            "operationId": id,
            "tags": tags if len(tags) == 1 else [group[0].replace("_", " ").title()],
            "x-fern-sdk-group-name": group,
            "x-fern-sdk-method-name": method,
        }

    def _method(self, operation: Operation) -> str:
        if operation.method in _VERBS:
            return _VERBS[operation.method]
        is_list = not operation.path.endswith("}") and _lists_rows(self._published, operation)
        return "list" if is_list else "read"


def group_of(path: str) -> list[str]:
    """Return the steps of a path below the account or zone, as a group of methods."""
    steps = [step for step in path.split("/") if step]
    if len(steps) > 2 and steps[0] in _PARENTS and "{" in steps[1]:
        steps = steps[2:]
    names = [snake(step) for step in steps if "{" not in step]
    return [name if name[:1].isalpha() else f"v{name}" for name in names] or [snake(steps[0])]


def snake(name: str) -> str:
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    return re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")


def camel(name: str) -> str:
    first, *others = snake(name).split("_")
    return first + "".join(map(str.title, others))


def pagination(published: Document, operation: Operation) -> Json:
    """Return the extension of an operation that lists rows by `page` and `per_page`, else {}."""
    parameters = published.parameters(operation)
    queried = {node["name"] for node, _ in parameters if node["in"] == "query"}
    if not (queried.issuperset({"page", "per_page"}) and _lists_rows(published, operation)):
        return {}
    return {"x-fern-pagination": {"offset": "$request.page", "results": "$response.result"}}


def _lists_rows(published: Document, operation: Operation) -> bool:
    """Return whether the last part of an envelope that describes `result` makes it an array."""
    media = [published.json(*answer) for answer in published.successes(operation).values()]
    schemas = [each[0].get("schema") for each in media if each]
    found = [result for schema in schemas for result in _results(published, schema, _DEEPEST)]
    return bool(found) and _is_array(published, found[-1], _DEEPEST)


def _results(published: Document, schema: Any, levels: int) -> Iterator[Json]:
    if not is_object(schema) or not levels:
        return
    schema = published.resolve(schema)
    for part in schema.get("allOf", ()):
        yield from _results(published, part, levels - 1)
    if is_object(result := schema.get("properties", {}).get("result")):
        yield result


def _is_array(published: Document, schema: Any, levels: int) -> bool:
    if not is_object(schema) or not levels:
        return False
    schema = published.resolve(schema)
    parts = schema.get("allOf", ())
    return schema.get("type") == "array" or any(
        _is_array(published, part, levels - 1) for part in parts
    )


def _referenced(published: Document, paths: Json) -> Iterator[tuple[str, str, Json]]:
    """Iterate over the components that paths refer to, directly or through one another."""
    met: set[tuple[str, str]] = set()
    pending: list[Any] = [paths]
    while pending:
        holders = (node for _, node in objects(pending.pop()))
        for _, reference in chain.from_iterable(map(references, holders)):
            published.follow({"$ref": reference}, ())
            _, _, kind, name, *_ = reference.split("/")
            name = name.replace("~1", "/").replace("~0", "~")
            if (kind, name) not in met:
                met.add((kind, name))
                pending.append(published.data["components"][kind][name])
    for kind, named in published.data.get("components", {}).items():
        yield from ((kind, name, node) for name, node in named.items() if (kind, name) in met)
