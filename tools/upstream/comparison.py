"""The differences between openapi.yaml and Cloudflare's document in the same operations."""

from __future__ import annotations

import os.path
import re
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from cloudflare_api_contract import METHODS, Document, is_array, is_object, require_size

from .node import Node
from .shape import RULES, Rule, Shape, has_flag, shape_of

__all__ = ["Comparison", "Difference", "compare"]

_PERMISSIONS: Final = "x-api-token-group"
_NOTHING: Final = Rule(None, frozenset())
_MOST_PARTS: Final = 100_000


class Difference(NamedTuple):
    """One difference.

    place: as in `result[].tools`. rule: the keyword, or the kind of node that one document lacks.
    ours, theirs: the values, None if there is none. lines: the lines of openapi.yaml that a comment
    can stand at. line: the line to look at.
    """

    operation: str
    place: str
    rule: str
    ours: Any
    theirs: Any
    lines: frozenset[int]
    line: int


@dataclass
class Comparison:
    """A comparison.

    operations: the number of compared operations. missing: the operations that openapi.yaml lacks.
    compared: the lines of openapi.yaml that were compared.
    """

    operations: int
    missing: list[str]
    differences: list[Difference] = field(default_factory=list[Difference])
    compared: set[int] = field(default_factory=set[int])


def compare(ours: Document, theirs: Document) -> Comparison:
    """Compare the operations of our document and find those of the family that only theirs has.

    Raises ContractError if a document has no paths or a broken reference, or if a path of theirs
    is too large.
    """
    here = _operations(ours)
    family = os.path.commonpath([path for path, _ in here]) if here else "/"
    there = _operations(theirs, family)
    missing = [f"{key[1].upper()} {there[key].path}" for key in there if key not in here]
    comparison = Comparison(len(here), missing)
    for key, operation in here.items():
        if key in there:
            item = there[key].item
            require_size(theirs, (item.value, item.place), _MOST_PARTS)
        name = f"{key[1].upper()} {operation.path}"
        _Comparer(comparison, name).operations(operation, there.get(key))
    return comparison


class _Operation(NamedTuple):
    path: str
    item: Node
    node: Node

    def parameters(self) -> dict[str, Node]:
        """Return the parameters of the path and of the operation, by place and name."""
        return {
            f"{parameter.get('in')} {parameter.get('name')}": parameter
            for holder in (self.item, self.node)
            for parameter in holder.children("parameters").values()
        }


def _operations(document: Document, family: str = "") -> dict[tuple[str, str], _Operation]:
    """Find the operations under a path, by method and path without the names of variables."""
    if not is_object(document.data.get("paths")):
        raise document.error((), "is not an OpenAPI document: it has no paths")
    paths = Node(document, document.data).child("paths")
    found: dict[tuple[str, str], _Operation] = {}
    for path in paths.value:
        blank = re.sub(r"\{[^}]*\}", "{}", path)
        if f"{blank}/".startswith(f"{family}/") or not family:
            item = paths.child(path)
            for method in METHODS:
                if method in item:
                    found[blank, method] = _Operation(path, item, item.child(method))
    return found


class _Comparer:
    """Compares one operation and records the differences."""

    def __init__(self, comparison: Comparison, operation: str) -> None:
        self._comparison = comparison
        self._operation = operation
        self._within: list[tuple[int, int]] = []

    def operations(self, ours: _Operation, theirs: _Operation | None) -> None:
        mine = ours.node
        if not self._exists("", "operation", mine, theirs and theirs.node, mine) or not theirs:
            return
        other = theirs.node
        groups, other_groups = (_words(node.get(_PERMISSIONS)) for node in (mine, other))
        lines = mine.lines_of(_PERMISSIONS)
        self._check("", "permission groups", groups, other_groups, mine, lines)
        here_all, there_all = ours.parameters(), theirs.parameters()
        for name in dict.fromkeys([*here_all, *there_all]):
            here, there = here_all.get(name), there_all.get(name)
            if self._exists(name, "parameter", here, there, mine) and here and there:
                self._required(name, here, here.get("required"), there.get("required"))
                self._schemas(name, _schema(here), _schema(there), here, hidden="")
        self._bodies(mine, other)
        self._answers(mine, other)

    def _bodies(self, mine: Node, other: Node) -> None:
        here, there = (
            node.child("requestBody") if "requestBody" in node else None for node in (mine, other)
        )
        if self._exists("body", "request body", here, there, mine) and here and there:
            self._required("body", here, here.get("required"), there.get("required"))
            self._schemas("body", _json_schema(here), _json_schema(there), here, hidden="readOnly")

    def _answers(self, mine: Node, other: Node) -> None:
        here, there = mine.children("responses"), other.children("responses")
        good, theirs = ([each for each in found if each[0] == "2"] for found in (here, there))
        answer = here[good[0]] if good else mine
        self._check("", "success status", _words(good), _words(theirs), answer)
        if good and theirs:
            schemas = _json_schema(answer), _json_schema(there[theirs[0]])
            self._schemas("", *schemas, answer, hidden="writeOnly")
        for status in dict.fromkeys([*here, *there]):
            # 4XX in one document and 400 in the other are one difference.
            if status[0] != "2" and (status in here or f"{status[0]}XX" not in here):
                known = here.get(status), there.get(status)
                self._exists(f"answer {status}", "status", *known, mine)

    def _schemas(
        self, place: str, mine: Node | None, other: Node | None, holder: Node, hidden: str
    ) -> None:
        """Compare two schemas and their parts, except fields with the hidden flag."""
        if not self._exists(place, "schema", mine, other, holder) or not (mine and other):
            return
        pair = (id(mine.value), id(other.value))
        if pair in self._within:
            return
        self._within.append(pair)
        here, there = shape_of(mine), shape_of(other)
        for rule in RULES:
            ours, theirs = (shape.rules.get(rule, _NOTHING) for shape in (here, there))
            self._check(place, rule, ours.value, theirs.value, mine, ours.lines)
        if here.items or there.items:
            items = here.items.also(mine.lines) if here.items else None
            self._schemas(f"{place}[]", items, there.items, mine, hidden)
        self._fields(place, here, there, hidden)
        self._within.pop()

    def _fields(self, place: str, here: Shape, there: Shape, hidden: str) -> None:
        ours, theirs = (
            {name: node for name, node in shape.fields.items() if not has_flag(node, hidden)}
            for shape in (here, there)
        )
        for name in dict.fromkeys([*ours, *theirs]):
            where = f"{place}.{name}" if place else name
            mine, other = ours.get(name), theirs.get(name)
            if self._exists(where, "field", mine, other, here.node) and mine and other:
                needed = name in here.required, name in there.required
                self._required(where, mine, *needed, here.required_lines)
                self._schemas(where, mine, other, mine, hidden)

    def _exists(
        self, place: str, kind: str, mine: Node | None, other: Node | None, holder: Node
    ) -> bool:
        """Return whether both documents have a node, and record a difference if not.

        The lines of a node that ours lacks are those of the object that would hold it.
        """
        ours, theirs = ("there" if node else None for node in (mine, other))
        lacking = replace(holder, lines=frozenset({holder.home}))
        where = replace(mine, home=mine.entry) if mine else lacking
        self._check(place, kind, ours, theirs, where)
        return bool(mine and other)

    def _required(
        self, place: str, node: Node, ours: Any, theirs: Any, lines: frozenset[int] = frozenset()
    ) -> None:
        where = replace(node, home=node.entry)
        self._check(place, "required", bool(ours) or None, bool(theirs) or None, where, lines)

    def _check(
        self,
        place: str,
        rule: str,
        ours: Any,
        theirs: Any,
        node: Node,
        lines: frozenset[int] = frozenset(),
    ) -> None:
        """Compare two values; `lines` are those of the rule, in addition to those of the node."""
        covered = node.lines | lines
        self._comparison.compared |= covered
        # In Python, 1 equals True, but not in JSON.
        if ours != theirs or isinstance(ours, bool) != isinstance(theirs, bool):
            line = min(lines, default=node.home)
            self._comparison.differences.append(
                Difference(self._operation, place, rule, ours, theirs, covered, line)
            )


def _words(value: Any) -> str | None:
    return ", ".join(sorted(map(str, value))) if is_array(value) else value


def _schema(parameter: Node) -> Node | None:
    return parameter.child("schema").also(parameter.lines) if "schema" in parameter else None


def _json_schema(message: Node) -> Node | None:
    """Return the schema of a request body or an answer."""
    for name, media in message.children("content").items():
        if name.startswith("application/json") and "schema" in media:
            return media.child("schema")
    return None
