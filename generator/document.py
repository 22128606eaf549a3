"""openapi.yaml as data: valid, made of supported constructs only, its references resolvable."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from openapi_spec_validator import OpenAPIV30SpecValidator

from .constructs import check_constructs
from .errors import GenerationError, Place
from .yaml_file import load_yaml

__all__ = ["Document", "Json", "load_document"]

Json = dict[str, Any]

_METHODS = ("get", "put", "post", "delete", "patch")


class Document:
    """The contract."""

    def __init__(self, name: str, data: Json) -> None:
        self.name = name
        self.data = data

    def error(self, place: Place, problem: str) -> GenerationError:
        """Make the error that says that something is wrong at a place of this file."""
        return GenerationError(self.name, place, problem)

    def resolve(self, node: Json) -> Json:
        """Follow a `$ref`, and any that it leads to."""
        while "$ref" in node:
            target: Any = self.data
            for step in cast("str", node["$ref"]).removeprefix("#/").split("/"):
                target = target[step.replace("~1", "/").replace("~0", "~")]
            node = target
        return node

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
    for error in OpenAPIV30SpecValidator(cast("Any", data)).iter_errors():
        place = tuple(getattr(error, "absolute_path", ()))
        raise document.error(place, str(getattr(error, "message", error)))
    check_constructs(document.name, data)
    return document
