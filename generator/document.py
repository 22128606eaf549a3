"""openapi.yaml as data: valid, made of supported constructs only, its references resolvable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from openapi_spec_validator import OpenAPIV30SpecValidator

from cloudflare_api_core.decoders import is_array, is_object

from .errors import GenerationError, Place
from .supported import require_supported
from .yaml_file import load_yaml

__all__ = ["Document", "Json", "load_document"]

Json = dict[str, Any]

_METHODS = ("get", "put", "post", "delete", "patch")


class Document:
    """The contract."""

    def __init__(self, name: str, data: Json) -> None:
        self.name = name
        self.data = data
        self.places: dict[int, Place] = {}
        """By identity, where the nodes are written that stand elsewhere since."""

    def error(self, place: Place, problem: str) -> GenerationError:
        """Make the error that says that something is wrong at a place of this file."""
        return GenerationError(self.name, place, problem)

    def follow(self, node: Json, place: Place) -> tuple[Json, Place]:
        """Follow a `$ref`, and any that it leads to: to what, and where that is."""
        while "$ref" in node:
            node, place = self._target(node)
        return node, self.places.get(id(node), place)

    def resolve(self, node: Json) -> Json:
        """Follow a `$ref`, and any that it leads to; what stands beside it goes before."""
        beside: Json = {}
        while "$ref" in node:
            beside = {key: node[key] for key in node if key != "$ref"} | beside
            node, _ = self._target(node)
        return node | beside if beside else node

    def _target(self, node: Json) -> tuple[Json, Place]:
        steps = cast("str", node["$ref"]).removeprefix("#/").split("/")
        node = self.data
        for step in steps:
            node = node[step]
        return node, tuple(steps)

    def texts(self, value: Any, place: Place) -> list[str]:
        """Return what is at a place, if it is a list of strings, or refuse it."""
        if not is_array(value) or not all(isinstance(item, str) for item in value):
            raise self.error(place, "must be a list of strings")
        return value

    def mentioned(self, text: str) -> Place:
        """Find the place that a text of another program, an error, is about."""
        component = re.search(r"/(components)/(\w+)/([\w.-]+)", text)
        if component:
            return component.groups()
        for place, path, method, _ in self.operations():
            if re.search(rf"\b{method}\b.*{re.escape(path)}(?![\w/{{}}])", text, re.IGNORECASE):
                return place
        return ()

    def operations(self) -> Iterator[tuple[Place, str, str, Json]]:
        """Walk the operations: place, path, method and the operation itself."""
        for path, item in self.data["paths"].items():
            for method in _METHODS:
                if method in item:
                    yield ("paths", path, method), path, method, item[method]


def load_document(path: Path) -> Document:
    """Read and check the contract. Raises GenerationError with the first fault's place."""
    data = load_yaml(path)
    document = Document(path.name, data)
    if not str(data.get("openapi", "")).startswith("3.0."):
        raise document.error(("openapi",), "must be a version 3.0 document")
    require_supported(document.name, data)
    for found in _faults(document):
        error: Any = found
        while error.context:
            # Of what was tried in vain, that which came farthest.
            error = max(error.context, key=lambda tried: len(tried.absolute_path))
        place = tuple(error.absolute_path)
        if not place:
            place = _default(data, error, ()) or document.mentioned(error.message)
        raise document.error(place, error.message)
    return document


def _faults(document: Document) -> Iterator[Any]:
    try:
        yield from OpenAPIV30SpecValidator(cast("Any", document.data)).iter_errors()
    except Exception as error:  # whatever the validator stumbles over
        raise document.error(document.mentioned(str(error)), f"is no OpenAPI: {error}") from None


def _default(node: Any, error: Any, place: Place) -> Place:
    """Find the default that the validator found fault with, of which it does not say where."""
    children = node.items() if is_object(node) else enumerate(node) if is_array(node) else ()
    for step, child in children:
        if step == "default" and node is error.schema:
            return (*place, "default")
        found = _default(child, error, (*place, step))
        if found:
            return found
    return ()
