"""A part of an OpenAPI document and its lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from cloudflare_api_contract import Document, Place, is_array, is_object

__all__ = ["Node", "components"]


@dataclass(frozen=True)
class Node:
    """A part of a document, with references followed. Only openapi.yaml has lines.

    lines: the lines of the entries that are this part: its key, the anchor behind an alias, and the
    target of a `$ref`, but not the entries around it.
    entry: the line of the key, or of the anchor behind an alias.
    home: the line of the entry that holds the value, behind a `$ref` too.
    """

    document: Document
    value: Any
    place: Place = ()
    lines: frozenset[int] = frozenset()
    entry: int = 0
    home: int = 0

    def __contains__(self, key: str) -> bool:
        return is_object(self.value) and key in self.value

    def child(self, key: str | int) -> Node:
        """Return the value of a key or an index. Raises ContractError for a broken reference."""
        value, place = self.value[key], (*self.place, key)
        lines = self._lines(place)
        home = entry = self._home(place)
        if is_object(value) and "$ref" in value:
            value, place = self.document.follow(value, place)
            lines |= self._lines(place)
            home = self._home(place)
        return Node(self.document, value, place, lines, entry, home)

    def children(self, key: str) -> dict[str, Node]:
        """Return the entries of a mapping by key, or those of a list by index."""
        if key not in self:
            return {}
        inside = self.child(key)
        value = inside.value
        keys = value if is_object(value) else range(len(value)) if is_array(value) else ()
        return {str(each): inside.child(each) for each in keys}

    def get(self, key: str) -> Any:
        """Return the value of a key, or None."""
        return self.value.get(key) if is_object(self.value) else None

    def lines_of(self, key: str) -> frozenset[int]:
        """Return the lines of a key, if it exists."""
        return self._lines((*self.place, key)) if key in self else frozenset()

    def also(self, lines: frozenset[int]) -> Node:
        """Return the node with additional lines."""
        return replace(self, lines=self.lines | lines)

    def _home(self, place: Place) -> int:
        lines = self.document.lines
        return lines.line(lines.home(place)) or 0

    def _lines(self, place: Place) -> frozenset[int]:
        line = self.document.lines.line(place)
        return frozenset({line, self._home(place)}) if line else frozenset()


def components(document: Document, section: str) -> dict[str, Node]:
    """Return the components of one section, by name."""
    root = Node(document, document.data)
    return root.child("components").children(section) if "components" in root else {}
