"""A contract as data: its operations, its references, and its lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import maxsize
from typing import Any, Final, NamedTuple, cast
from urllib.parse import unquote

from .places import ContractError, Json, Lines, Part, Place, entries, is_array, is_object

__all__ = ["METHODS", "Document", "Operation", "is_json", "style_of"]

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
_MOST_REFERENCES: Final = 50
_ABSENT: Final = object()


def is_json(media_type: str) -> bool:
    """Return whether a media type is JSON, such as `application/merge-patch+json`."""
    bare = media_type.partition(";")[0].strip().lower()
    return bare == "application/json" or bare.endswith("+json")


def style_of(parameter: Json) -> tuple[str, bool]:
    """Return the style of a parameter and whether it is exploded, with OpenAPI's defaults."""
    is_form = parameter.get("in") in {"query", "cookie"}
    style: str = parameter.get("style") or ("form" if is_form else "simple")
    explode = parameter.get("explode")
    return style, style == "form" if explode is None else explode


class Operation(NamedTuple):
    """One operation: where it is in the document, its path and method, and its own node."""

    place: Place
    path: str
    method: str
    node: Json

    @property
    def id(self) -> str:
        """The `operationId`, else the method and the path."""
        return str(self.node.get("operationId", f"{self.method} {self.path}"))

    @property
    def group(self) -> list[str]:
        """The steps of its group in the SDK, none if it has no group."""
        steps: Any = self.node.get("x-fern-sdk-group-name", ())
        return steps.split(".") if isinstance(steps, str) else [*steps]


class Document:
    """A contract.

    name: of the file, for errors. data: the document. lines: of the parts of `data`. most: the
    largest number of parts, with aliases and references written out.
    """

    def __init__(
        self, name: str, data: Json, lines: Lines | None = None, most: int = maxsize
    ) -> None:
        self.name = name
        self.data = data
        self.most = most
        self.lines = lines or Lines()
        self.file = data
        """The data as the file has it."""
        self._moved: dict[int, tuple[Json, Mapping[Place, Place]]] = {}

    def move(self, node: Json, places: Mapping[Place, Place]) -> None:
        """Record the places in the file of parts of a node of `data`, by the steps to each part.

        The parts inside a part move with it.
        """
        # By identity, which stays unique as long as the node is held here.
        self._moved[id(node)] = node, places

    def moved(self, node: object) -> Mapping[Place, Place]:
        """Return the places in the file of the parts of a node that are written elsewhere."""
        return self._moved[id(node)][1] if id(node) in self._moved else {}

    def place_in_file(self, place: Place) -> Place:
        """Return the place in the file of a part of `data`, or of the part around it."""
        node: Any = self.data
        there: Place = ()
        while place:
            moved = self.moved(node)
            size = next((n for n in range(len(place), 1, -1) if place[:n] in moved), 1)
            there = moved.get(place[:size], (*there, *place[:size]))
            for step in place[:size]:
                node = dict(entries(node)).get(step)
            place = place[size:]
        if self.file is not self.data:
            node = self.file
            for size, step in enumerate(there):
                if (node := dict(entries(node)).get(step, _ABSENT)) is _ABSENT:
                    return there[:size]
        return there

    def error(self, place: Place, problem: str) -> ContractError:
        """Return an error that names a place of this file, and its line."""
        place = self.place_in_file(place)
        return ContractError(self.name, place, problem, line=self.lines.line(place))

    def follow(self, node: Json, place: Place) -> Part:
        """Follow a `$ref`, and any that it leads to. Returns the target and its place.

        Raises ContractError if a reference leaves the document, leads nowhere or leads to itself.
        """
        for _ in range(_MOST_REFERENCES):
            if not isinstance(node.get("$ref"), str):
                return node, place
            node, place = self._target(node["$ref"], place)
        raise self.error(place, f"{node['$ref']} leads to itself")

    def resolve(self, node: Json) -> Json:
        """Follow a `$ref`, and any that it leads to. Keys beside a `$ref` replace the target's.

        Raises ContractError as `follow` does.
        """
        if self.follow(node, ())[0] is node:
            return node
        target, _ = self._target(node["$ref"], ())
        beside = {key: node[key] for key in node if key != "$ref"}
        return self.resolve(target) | beside if beside else self.resolve(target)

    def _target(self, reference: str, place: Place) -> Part:
        if not reference.startswith("#/"):
            raise self.error((*place, "$ref"), f"{reference!r} does not begin with '#/'")
        node: Any = self.data
        steps: Place = ()
        for raw in reference[2:].split("/"):
            step: str | int = unquote(raw).replace("~1", "/").replace("~0", "~")
            try:
                step = int(step) if is_array(node) else step
                node = cast("Any", node)[step]
            except (KeyError, IndexError, TypeError, ValueError):
                raise self.error((*place, "$ref"), f"there is no {reference}") from None
            steps = (*steps, step)
        if not is_object(node):
            raise self.error((*place, "$ref"), f"{reference} is not an object")
        return node, steps

    def operations(self) -> Iterator[Operation]:
        """Iterate over the operations, in the order of the paths and of `METHODS`."""
        for path, item in self.data.get("paths", {}).items():
            for method in METHODS:
                if method in item:
                    yield Operation(("paths", path, method), path, method, item[method])

    def parameters(self, operation: Operation) -> list[Part]:
        """Return the parameters of an operation, references followed.

        Those of its path come first, without the ones that the operation replaces.
        """
        found: dict[tuple[str, str], Part] = {}
        own = operation.place
        item = self.data["paths"][operation.path]
        for holder, place in ((item, own[:-1]), (operation.node, own)):
            for index, each in enumerate(holder.get("parameters", ())):
                node, inside = self.follow(each, (*place, "parameters", index))
                key = node["in"], node["name"]
                found.pop(key, None)
                found[key] = node, inside
        return [*found.values()]

    def body(self, operation: Operation) -> Part | None:
        """Return the JSON media type of an operation's request body, None if it takes no JSON."""
        if "requestBody" not in operation.node:
            return None
        return self.json(operation.node["requestBody"], (*operation.place, "requestBody"))

    def successes(self, operation: Operation) -> dict[str, Part]:
        """Return the responses of an operation that report success, references followed."""
        return {
            status: self.follow(response, (*operation.place, "responses", status))
            for status, response in operation.node["responses"].items()
            if status.startswith("2")
        }

    def json(self, message: Json, place: Place) -> Part | None:
        """Return the JSON media type of a request body or response, None if it has no JSON."""
        message, place = self.follow(message, place)
        content: Json = message.get("content", {})
        kind = next(filter(is_json, content), None)
        return None if kind is None else (content[kind], (*place, "content", kind))
