"""The differences between openapi.yaml and what Cloudflare publishes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final, NamedTuple

from .node import Node

__all__ = ["Difference", "Differences"]

_NODES: Final = {"operation", "parameter", "request body", "header", "schema", "field"}


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

    @property
    def fact(self) -> str:
        """The fact in openapi.yaml, in the words of a `Deviation:` comment."""
        name = self.place.rpartition(".")[2] or self.operation
        if self.rule in _NODES:
            return "added" if self.ours else f"lacks {name}"
        if self.rule == "required":
            return f"{name} {'required' if self.ours else 'optional'}"
        if self.ours is None:
            return f"no {self.rule}"
        value = self.ours if isinstance(self.ours, str) else json.dumps(self.ours)
        return " ".join(f"{self.rule} {value}".split())


class Differences:
    """The differences of one operation that were found so far."""

    def __init__(self, operation: str) -> None:
        self.found: list[Difference] = []
        self._operation = operation

    def check(
        self,
        rule: str,
        ours: Any,
        theirs: Any,
        node: Node,
        lines: frozenset[int] = frozenset(),
        place: str = "",
    ) -> None:
        """Compare two values; `lines` are those of the rule, in addition to those of the node."""
        # In Python, 1 equals True, but not in JSON.
        if ours != theirs or isinstance(ours, bool) != isinstance(theirs, bool):
            line, covered = min(lines, default=node.home), node.lines | lines
            difference = Difference(self._operation, place, rule, ours, theirs, covered, line)
            self.found.append(difference)

    def check_required(
        self, place: str, node: Node, ours: Any, theirs: Any, lines: frozenset[int] = frozenset()
    ) -> None:
        """Compare whether a node must be there."""
        where = replace(node, home=node.entry)
        self.check("required", bool(ours) or None, bool(theirs) or None, where, lines, place)

    def pair(
        self, place: str, kind: str, mine: Node | None, other: Node | None, holder: Node
    ) -> tuple[Node, Node] | None:
        """Return two nodes if both documents have them. Records a difference if only one has it.

        The lines of a node that ours lacks are those of the object that would hold it.
        """
        if mine and other:
            return mine, other
        if mine:
            self.check(kind, "there", None, replace(mine, home=mine.entry), place=place)
        if other:
            lacking = replace(holder, lines=frozenset({holder.home}))
            self.check(kind, None, "there", lacking, place=place)
        return None
