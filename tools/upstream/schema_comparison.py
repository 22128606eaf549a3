"""The comparison of schemas, with all that is inside them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from .difference import Differences
from .node import Node
from .shape import Rule, Shape, has_flag, shape_of

__all__ = ["Compared", "SchemaComparison"]

_NOTHING: Final = Rule(None, frozenset())

Compared = set[tuple[int, int, str]]
"""Pairs of schemas, by identity, and the flag of the fields that were not compared in them."""


class SchemaComparison:
    """Compares schemas, except fields with a hidden flag, and records the differences.

    done: the pairs that were compared and are not compared again; None compares all.
    """

    def __init__(self, differences: Differences, done: Compared | None) -> None:
        self._differences = differences
        self._done = done
        self._within: list[tuple[int, int]] = []

    def compare(
        self,
        place: str,
        mine: Node | None,
        other: Node | None,
        holder: Node,
        hidden: str = "",
        general: Mapping[str, Node] | None = None,
        kind: str | None = None,
    ) -> None:
        """Compare two schemas and their parts.

        general: the fields that any answer may have. kind: the type of a parameter that has none.
        """
        nodes = self._differences.pair(place, "schema", mine, other, holder)
        if nodes is None:
            return
        mine, other = nodes
        pair = (id(mine.value), id(other.value))
        if pair in self._within or (self._done is not None and (*pair, hidden) in self._done):
            return
        self._within.append(pair)
        if self._done is not None:
            self._done.add((*pair, hidden))
        here, there = shape_of(mine), shape_of(other)
        for shape in (here, there):
            shape.rules.setdefault("type", Rule(kind, frozenset()))
        if kind:
            # Cloudflare's parameters share schemas with members of answers.
            there.rules.pop("readOnly", None)
        for rule in {**here.rules, **there.rules}:
            ours, theirs = (shape.rules.get(rule, _NOTHING) for shape in (here, there))
            self._differences.check(rule, ours.value, theirs.value, mine, ours.lines, place)
        if here.items or there.items:
            items = here.items.also(mine.lines) if here.items else None
            self.compare(f"{place}[]", items, there.items, mine, hidden)
        if here.values or there.values:
            self.compare(f"{place}{{}}", here.values, there.values, mine, hidden)
        self._fields(place, here, there, hidden, general or {})
        self._within.pop()

    def _fields(
        self, place: str, here: Shape, there: Shape, hidden: str, general: Mapping[str, Node]
    ) -> None:
        ours, theirs = (
            {name: node for name, node in shape.fields.items() if not has_flag(node, hidden)}
            for shape in (here, there)
        )
        for name in {**ours, **theirs}:
            where = f"{place}.{name}" if place else name
            mine = ours.get(name)
            self._differences.pair(where, "field", mine, theirs.get(name), here.node)
            if mine and (other := general.get(name) or theirs.get(name)):
                needed = name in here.required, name in there.required
                self._differences.check_required(where, mine, *needed, here.required_lines)
                self.compare(where, mine, other, mine, hidden)
