"""The public names of the nodes of a contract, and whether requests or answers have them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any, Final

from cloudflare_api_contract import (
    ContractError,
    Document,
    Json,
    Operation,
    is_array,
    is_object,
)

__all__ = ["ANSWER", "REQUEST", "PublicNames", "group", "identity"]

REQUEST: Final = "request"
ANSWER: Final = "answer"


class PublicNames:
    """The public names of one contract, those of `before` where it has the same node."""

    def __init__(self, document: Document, before: PublicNames | None = None) -> None:
        self.document = document
        self.operations: dict[str, Operation] = {}
        """By `identity`."""
        self.operation_names: dict[str, str] = {}
        """The public name of each operation, by `identity`."""
        self.renamed: dict[str, str] = {}
        """The earlier name of each renamed parameter and model."""
        self._parameters: dict[tuple[str, ...], list[str]] = {}
        self._uses: dict[str, set[str]] = {}
        self._bodies: dict[str, list[str]] = {}
        for operation in document.operations():
            key = identity(operation.method, operation.path)
            self.operations[key] = operation
            name = before.operation_names.get(key) if before else None
            self.operation_names[key] = name or operation.node["operationId"]
            self._read(self.operation_names[key], operation)

    def path_parameters(self, key: str) -> list[str]:
        """Return the names of the path parameters of an operation."""
        parameters = self.document.parameters(self.operations[key])
        return [parameter["name"] for parameter, _ in parameters if parameter["in"] == "path"]

    def named(self, name: str) -> str:
        """Return the earlier name of a public name."""
        model, dot, field = name.partition(".")
        return self.renamed.get(name, self.renamed.get(model, model) + dot + field)

    def find(self, pointer: str) -> list[tuple[str, set[str]]]:
        """Return the public names of the node at a JSON pointer, each with its uses."""
        steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
        return [(self.named(name), uses) for name, uses in self._find(steps)]

    def has(self, pointer: str) -> bool:
        """Return whether there is an object at a JSON pointer."""
        try:
            self.document.follow({"$ref": pointer}, ())
        except ContractError:
            return False
        return True

    def _find(self, steps: list[str]) -> list[tuple[str, set[str]]]:
        for length in (3, 4, 5):
            if names := self._parameters.get(tuple(steps[:length])):
                return [(name, {REQUEST}) for name in names]
        match steps:
            case ["paths", path, method, *inside]:
                return [_in_operation(self.operation_names[identity(method, path)], inside)]
            case ["components", "parameters", *_]:
                return []  # No operation uses it.
            case ["components", "schemas", name, *inside]:
                fields = _fields(inside)
                found = [(_call(body, fields), {REQUEST}) for body in self._bodies.get(name, ())]
                if name in self._uses or not found:
                    found.append((".".join((name, *fields)), self._uses.get(name, set())))
                return found
            case ["components", "responses", name, *inside]:
                return [(".".join((name, *_fields(inside))), {ANSWER})]
            case _:
                return [(".".join(steps), set())]

    def _read(self, name: str, operation: Operation) -> None:
        own = operation.place
        item = self.document.data["paths"][operation.path]
        for holder, place in ((item, own[:-1]), (operation.node, own)):
            for index, node in enumerate(holder.get("parameters", ())):
                inside = (*place, "parameters", index)
                parameter, target = self.document.follow(node, inside)
                for each in {inside, target}:
                    names = self._parameters.setdefault(tuple(map(str, each)), [])
                    names.append(f"{name}({parameter['name']})")
                self._use(parameter, REQUEST)
        if body := self.document.body(operation):
            schema = body[0].get("schema", {})
            if "$ref" in schema:
                schema, target = self.document.follow(schema, ())
                self._bodies.setdefault(str(target[-1]), []).append(name)
            self._use(schema, REQUEST)
        self._use(operation.node.get("responses"), ANSWER)

    def _use(self, node: Any, use: str) -> None:
        if is_object(node) and "$ref" in node:
            node, place = self.document.follow(node, ())
            if place[:2] == ("components", "schemas"):
                uses = self._uses.setdefault(str(place[2]), set())
                if use in uses:
                    return
                uses.add(use)
        children = node.values() if is_object(node) else node if is_array(node) else ()
        for child in children:
            self._use(child, use)


def identity(method: str, path: str) -> str:
    """Return the method and the path of an operation without the names of path parameters."""
    return f"{method.upper()} {re.sub(r'{[^}]*}', '{}', path)}"


def group(operation: Json) -> list[str]:
    """Return the path of an operation's resource on a client."""
    steps = operation.get("x-fern-sdk-group-name", ())
    return steps.split(".") if isinstance(steps, str) else list(steps)


def _in_operation(name: str, inside: list[str]) -> tuple[str, set[str]]:
    match inside:
        case ["requestBody", *rest]:
            return _call(name, _fields(rest)), {REQUEST}
        case ["responses", *rest]:
            return " ".join((name, "answer", ".".join(_fields(rest)))).rstrip(), {ANSWER}
        case _:
            return name, set()


def _fields(inside: list[str]) -> list[str]:
    return [step for before, step in pairwise(inside) if before == "properties"]


def _call(operation: str, fields: list[str]) -> str:
    return f"{operation}({'.'.join(fields)})" if fields else operation
