"""Contracts that are valid OpenAPI 3.0 and made of supported constructs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from sys import maxsize
from typing import TYPE_CHECKING, Any, Final, cast

import orjson

from .document import Document, Operation
from .keywords import type_of_value
from .places import Json, Place
from .problems import Problems
from .reading import read
from .schemas import schemas
from .supported import require_supported

# These imports take longer than all others together, and `read` does not need them.
if TYPE_CHECKING:
    from jsonschema_path import SchemaPath

__all__ = ["load", "require_valid", "resolvable"]

_SCHEMES: Final = {"http": {"scheme"}, "apiKey": {"in", "name"}}
_STYLES: Final = {
    "path": ("simple", "label", "matrix"),
    "query": ("form", "spaceDelimited", "pipeDelimited", "deepObject"),
    "header": ("simple",),
    "cookie": ("form",),
}


def load(path: Path) -> Document:
    """Read and check a contract. Raises ContractError with the places of its faults."""
    document = read(path)
    require_valid(document)
    return document


def require_valid(document: Document) -> None:
    """Raise ContractError for a construct that is not supported, or not valid OpenAPI 3.0."""
    if not str(document.data.get("openapi", "")).startswith("3.0."):
        raise document.error(("openapi",), "must be a version 3.0 document")
    require_supported(document)
    rules = _Rules(document)
    rules.components()
    ids: set[str] = set()
    for operation in document.operations():
        rules.operation(operation, ids)
    for place, schema in schemas(document.data):
        rules.schema(schema, place)
    rules.problems.raise_any()


def resolvable(document: Document) -> SchemaPath:
    """Return a document for libraries that resolve references, without a way out of it.

    By default, the libraries would open files and connections, and follow each reference anew.
    """
    from jsonschema_path import SchemaPath

    return SchemaPath.from_dict(
        cast("Any", document.data),
        handlers=_NoHandlers(),
        resolved_cache_maxsize=maxsize,  # dropping parts is not thread-safe
    )


class _NoHandlers(dict[str, Any]):
    """Handlers that open nothing, for URLs of every scheme."""

    def __contains__(self, scheme: object) -> bool:
        return True

    def __missing__(self, scheme: str) -> Any:
        raise LookupError(scheme)


class _Rules:
    """The rules of OpenAPI that concern more than one value."""

    def __init__(self, document: Document) -> None:
        self.problems = Problems()
        self._document = document
        self._resolver: Any = None

    def components(self) -> None:
        """Check the security schemes, the shared parameters and the tags."""
        shared = self._document.data.get("components", {})
        for name, scheme in shared.get("securitySchemes", {}).items():
            place = ("components", "securitySchemes", name)
            needed = _SCHEMES.get(scheme["type"], set())
            for key in sorted(needed - scheme.keys()):
                self._note(place, f"{key} is missing")
            for key in sorted(scheme.keys() - needed - {"type", "description"}):
                if not key.startswith("x-"):
                    self._note((*place, key), f"has no meaning for the type {scheme['type']}")
        for name, parameter in shared.get("parameters", {}).items():
            self._parameter(parameter, ("components", "parameters", name))
        self._different("tags", self._document.data.get("tags", ()), (), ("name",))

    def operation(self, operation: Operation, ids: set[str]) -> None:
        """Check an operation. ids: those of the operations before it, to which its own is added."""
        place, path, _, node = operation
        name = node.get("operationId")
        if name in ids:
            self._note((*place, "operationId"), f"{name} is also another operation's id")
        ids |= {name} if name else set()
        if not node["responses"]:
            self._note((*place, "responses"), "there is no response")
        item = self._document.data["paths"][path]
        for holder, inside in ((item, place[:-1]), (node, place)):
            parameters = [self._document.resolve(each) for each in holder.get("parameters", ())]
            self._different("parameters", parameters, inside, ("in", "name"))
            for index, parameter in enumerate(holder.get("parameters", ())):
                if "$ref" not in parameter:
                    self._parameter(parameter, (*inside, "parameters", index))
        listed = re.findall(r"{([^{}]*)}", path)
        variables = {*listed}
        for variable in sorted(variables):
            if listed.count(variable) > 1:
                self._note(place[:-1], f"has {{{variable}}} twice: name them apart")
        for parameter, inside in self._document.parameters(operation):
            if parameter["in"] == "path" and parameter["name"] not in variables:
                self._note((*inside, "name"), f"{path} has no {{{parameter['name']}}}")
            variables -= {parameter["name"]} if parameter["in"] == "path" else set()
        for variable in sorted(variables):
            self._note(place, f"no parameter describes {{{variable}}} of the path")

    def schema(self, schema: Json, place: Place) -> None:
        """Check a schema without those inside it."""
        seen: set[str] = set()
        for index, value in enumerate(schema.get("enum", ())):
            if (written := json.dumps(value, sort_keys=True)) in seen:
                self._note((*place, "enum", index), f"{written} is there twice")
            seen.add(written)
        default = schema.get("default")
        if "default" in schema and not (default is None and schema.get("nullable")):
            for fault in self._faults(schema, default):
                self._note((*place, "default"), fault)

    def _parameter(self, parameter: Json, place: Place) -> None:
        location = parameter["in"]
        if location == "path" and parameter.get("required") is not True:
            self._note(place, "must be `required: true`, as it is in the path")
        if (style := parameter.get("style")) not in (None, *_STYLES[location]):
            known = " or ".join(_STYLES[location])
            self._note((*place, "style"), f"must be {known} in a {location}, not {style!r}")

    def _different(self, key: str, nodes: Any, place: Place, names: tuple[str, ...]) -> None:
        seen: set[tuple[str, ...]] = set()
        for index, node in enumerate(nodes):
            if (name := tuple(node[each] for each in names)) in seen:
                self._note((*place, key, index), f"{name[-1]} is there twice")
            seen.add(name)

    def _faults(self, schema: Json, default: Any) -> Iterator[str]:
        """Iterate over the faults of a default."""
        type_ = schema.get("type")
        if isinstance(default, str) and type_ not in (None, "string"):
            with suppress(ValueError):
                if type_of_value(orjson.loads(default)) == type_:
                    yield f"must be {default} without quotes, for the type is {type_}"
                    return
        try:
            for error in self._validator(schema).iter_errors(default):
                yield f"does not fit its schema: {error.message[:100]}"
        except Exception as error:  # for a pattern that Python cannot compile, for example
            yield f"cannot be compared with its schema: {error}"

    def _validator(self, schema: Json) -> Any:
        if self._resolver is None:
            from referencing import Registry
            from referencing.jsonschema import DRAFT4

            registry = Registry[Any]().with_resource(
                "", DRAFT4.create_resource(self._document.data)
            )
            self._resolver = registry.resolver()
        from openapi_schema_validator import OAS30Validator, oas30_format_checker

        return OAS30Validator(schema, _resolver=self._resolver, format_checker=oas30_format_checker)

    def _note(self, place: Place, problem: str) -> None:
        self.problems.note(self._document.error(place, problem))
