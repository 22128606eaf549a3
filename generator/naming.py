"""The names in the generated package. Each name stands for one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from itertools import chain, count, repeat
from keyword import iskeyword
from typing import Final

from openapi_python_client.strings import (
    RESERVED_WORDS,
    ClassName,
    PythonIdentifier,
    snake_case,
)

from cloudflare_api_contract import ContractError, Document, Operation, Place
from cloudflare_api_core import EXPORTS, AsyncAPIClient, Resource, SyncAPIClient

from .checks import name_in_use, require_plain_identifier

__all__ = ["RESERVED_CLASSES", "NameRegistry", "class_name", "distinct_names"]

_IMPORTED: Final = {"Any", "Coroutine", "Final", "Iterable", "Literal", "Mapping", "Unpack"}
RESERVED_CLASSES: Final = {*EXPORTS, *_IMPORTED, "API", "AsyncCloudflare", "Cloudflare"}
"""The names that generated modules import or the package exports."""
# Attributes that every client or resource has.
_CLIENT_ATTRIBUTES: Final = {*(*dir(SyncAPIClient), *dir(AsyncAPIClient), "base_url", "timeout")}
_RESOURCE_ATTRIBUTES: Final = {*(*dir(Resource), "with_raw_response", "with_streaming_response")}


def class_name(group: tuple[str, ...]) -> str:
    """Name the class of a group of operations."""
    name = ClassName(group[-1], "")
    return f"{name}Resource" if name in _IMPORTED else name


def distinct_names(
    names: Iterable[tuple[str, str]], reserved: Container[str], prefix: str
) -> list[str]:
    """Return the Python names for names of the contract, each given with its location.

    A keyword or a reserved name gets an underscore at its end. Two equal names are prefixed with
    their locations, as in the official SDK, or numbered.
    """
    made = [(_identifier(name, prefix), location) for name, location in names]
    places = Counter(identifier for identifier, _ in {*made})
    chosen: dict[str, None] = {}
    for identifier, location in made:
        name = f"{location}_{identifier}" if places[identifier] > 1 else identifier
        if name in reserved:
            name += "_"
        others = (f"{name}_{number}" for number in count(2))
        chosen[next(each for each in chain([name], others) if each not in chosen)] = None
    return [*chosen]


def _identifier(name: str, prefix: str) -> str:
    identifier = PythonIdentifier(name, prefix)
    # The parser gives builtins an underscore, too, but `type` and `format` are official names.
    bare = identifier.removesuffix("_")
    return bare if bare in RESERVED_WORDS and not iskeyword(bare) else str(identifier)


class NameRegistry:
    """Gives names to operations. Raises ContractError if a name is already in use."""

    def __init__(self, document: Document, field_prefix: str) -> None:
        self._document = document
        self._prefix = field_prefix
        self._names: dict[tuple[str, ...], Place] = {}
        self._groups: dict[tuple[str, ...], str | None] = {}
        """The groups, each with its problem, if any."""

    def module(self, operation: Operation) -> str:
        """Register the module of an operation. Its id names the module, its tag the folder."""
        place, _, _, raw = operation
        for key in ("operationId", "tags", "x-fern-sdk-group-name", "x-fern-sdk-method-name"):
            if not raw.get(key):
                raise self._document.error(place, f"{key} is missing")
        if len(raw["tags"]) != 1:
            raise self._document.error((*place, "tags"), "exactly one tag is supported")
        tag = PythonIdentifier(raw["tags"][0], self._prefix)
        require_plain_identifier(self._document, tag, (*place, "tags"))
        inside = (*place, "operationId")
        identifier = PythonIdentifier(raw["operationId"], self._prefix)
        name = require_plain_identifier(self._document, identifier, inside)
        self._register(("api", name), inside)
        return name

    def position(self, operation: Operation) -> tuple[tuple[str, ...], str]:
        """Register the place of an operation in the tree of resources: its group and its method."""
        inside = (*operation.place, "x-fern-sdk-group-name")
        reserved = chain([_CLIENT_ATTRIBUTES], repeat(_RESOURCE_ATTRIBUTES))
        group = tuple(map(self._attribute, operation.group, repeat(inside), reserved))
        for depth in range(1, len(group) + 1):
            if group[:depth] not in self._groups:
                self._groups[group[:depth]] = self._problem_of_group(group[:depth], inside)
            if problem := self._groups[group[:depth]]:
                raise self._document.error(inside, problem)
        inside = (*operation.place, "x-fern-sdk-method-name")
        name = operation.node["x-fern-sdk-method-name"]
        method = self._attribute(name, inside, _RESOURCE_ATTRIBUTES)
        self._register(("client", *group, method), inside)
        return group, method

    def _problem_of_group(self, path: tuple[str, ...], place: Place) -> str | None:
        """Register a group. Returns the problem that all of its operations have, if any."""
        try:
            self._register(("client", *path), place)
            module = require_plain_identifier(self._document, "_".join(path), place)
            self._register(("resources", module), place)
        except ContractError as error:
            return error.problem
        return None

    def _register(self, name: tuple[str, ...], place: Place) -> None:
        """Register a name. Raises ContractError if it is registered already."""
        if name in self._names:
            raise name_in_use(self._document, ".".join(name), place, self._names[name])
        self._names[name] = place

    def _attribute(self, name: str, place: Place, reserved: Container[str]) -> str:
        # Unlike the parser's identifiers these may be builtins: `servers.list` is official.
        identifier = snake_case(name)
        if not identifier.isidentifier():
            raise self._document.error(place, f"{name!r} cannot be a name in Python")
        require_plain_identifier(self._document, identifier, place)
        is_free = not iskeyword(identifier) and identifier not in reserved
        return identifier if is_free else f"{identifier}_"
