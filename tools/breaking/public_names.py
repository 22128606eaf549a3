"""Where things are in a contract: the public name of what a JSON pointer leads to, and its use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from cloudflare_api_contract import Document, Json
from cloudflare_api_core.json_values import is_array, is_object

__all__ = ["ANSWER", "REQUEST", "PublicNames", "group", "identity"]

REQUEST: Final = "request"
ANSWER: Final = "answer"


def _steps(pointer: str) -> list[str]:
    """Split a JSON pointer, `#/paths/~1zoos/get`."""
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


class PublicNames:
    """The public names of one contract, named as `before` names them where it has them too."""

    def __init__(self, data: Json, before: PublicNames | None = None) -> None:
        self.document = Document("openapi.yaml", data)
        self.operations: dict[str, Json] = {}
        """By method and path; the names of path parameters are left out of that."""
        self.operation_names: dict[str, str] = {}
        """Of operations: what the reader knows them as."""
        self.renamed: dict[str, str] = {}
        """Names of parameters and models to the ones that they had before."""
        self._parameters: dict[str, list[Json]] = {}
        self._uses: dict[str, set[str]] = {}
        self._bodies: dict[str, list[str]] = {}
        for _, path, method, operation in self.document.operations():
            key = identity(method, path)
            self.operations[key] = operation
            name = before.operation_names.get(key) if before else None
            self.operation_names[key] = name or operation["operationId"]
            shared = data["paths"][path].get("parameters", ())
            self._parameters[key] = [*shared, *operation.get("parameters", ())]
            self._read(self.operation_names[key], operation)
            self._use(shared, REQUEST)

    def parameters(self, key: str) -> Iterator[Json]:
        """Walk the parameters of an operation and of its path, references followed."""
        return (self.document.resolve(found) for found in self._parameters[key])

    def named(self, name: str) -> str:
        """Give a name back as it was before."""
        model, dot, field = name.partition(".")
        return self.renamed.get(name, self.renamed.get(model, model) + dot + field)

    def find(self, pointer: str) -> list[tuple[str, set[str]]]:
        """Return the public names of what is there, and whether requests or answers have it."""
        found: list[tuple[str, set[str]]]
        match _steps(pointer):
            case ["paths", path, "parameters", index, *_]:
                item = self.document.data["paths"][path]
                parameter = self.document.resolve(item["parameters"][int(index)])
                known = self.operation_names
                keys = [key for method in item if (key := identity(method, path)) in known]
                found = [(f"{known[key]}({parameter['name']})", {REQUEST}) for key in keys]
            case ["paths", path, method, *inside]:
                operation = self.operations[identity(method, path)]
                name = self.operation_names[identity(method, path)]
                found = [self._in_operation(name, operation, inside)]
            case ["components", "parameters", name, *_]:
                parameter = self.document.data["components"]["parameters"][name]
                found = [
                    (f"{self.operation_names[key]}({parameter['name']})", {REQUEST})
                    for key, used in self._parameters.items()
                    if any(each.get("$ref", "").endswith(f"/parameters/{name}") for each in used)
                ]
            case ["components", "schemas", name, *inside]:
                fields = _fields(inside)
                found = [(_call(body, fields), {REQUEST}) for body in self._bodies.get(name, ())]
                if name in self._uses or not found:
                    found.append((".".join((name, *fields)), self._uses.get(name, set())))
            case ["components", "responses", name, *inside]:
                found = [(".".join((name, *_fields(inside))), {ANSWER})]
            case other:
                found = [(".".join(other), set())]
        return [(self.named(name), uses) for name, uses in found]

    def has(self, pointer: str) -> bool:
        """Tell whether there is anything."""
        node: Any = self.document.data
        for step in _steps(pointer):
            if not is_object(node) or step not in node:
                return False
            node = node[step]
        return True

    def _in_operation(self, name: str, raw: Json, inside: list[str]) -> tuple[str, set[str]]:
        match inside:
            case ["parameters", index, *_]:
                parameter = self.document.resolve(raw["parameters"][int(index)])
                return f"{name}({parameter['name']})", {REQUEST}
            case ["requestBody", *rest]:
                return _call(name, _fields(rest)), {REQUEST}
            case ["responses", *rest]:
                return " ".join((name, "answer", ".".join(_fields(rest)))).rstrip(), {ANSWER}
            case _:
                return name, set()

    def _read(self, name: str, operation: Json) -> None:
        body = operation.get("requestBody", {})
        for media in body.get("content", {}).values():
            schema = media.get("schema", {})
            if "$ref" in schema:
                self._bodies.setdefault(schema["$ref"].rpartition("/")[2], []).append(name)
                schema = self.document.resolve(schema)
            self._use(schema, REQUEST)
        self._use(operation.get("parameters"), REQUEST)
        self._use(operation.get("responses"), ANSWER)

    def _use(self, node: Any, use: str) -> None:
        if is_object(node) and "$ref" in node:
            _, _, kind, name = node["$ref"].split("/")
            if kind == "schemas":
                uses = self._uses.setdefault(name, set())
                if use in uses:
                    return
                uses.add(use)
            node = self.document.resolve(node)
        children = node.values() if is_object(node) else node if is_array(node) else ()
        for child in children:
            self._use(child, use)


def identity(method: str, path: str) -> str:
    """Return what tells operations apart on the wire."""
    return f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path)}"


def group(operation: Json) -> list[str]:
    """Return the place of an operation's method on a client."""
    steps = operation.get("x-fern-sdk-group-name", ())
    return steps.split(".") if isinstance(steps, str) else list(steps)


def _fields(inside: list[str]) -> list[str]:
    return [step for before, step in pairwise(inside) if before == "properties"]


def _call(operation: str, fields: list[str]) -> str:
    return f"{operation}({'.'.join(fields)})" if fields else operation
