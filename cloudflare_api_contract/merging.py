"""The merging of schemas together with the schemas inside them."""

from __future__ import annotations

from collections.abc import Iterator

from .document import Document
from .places import Json, Part, Place, entries, is_object
from .shapes import Shapes

__all__ = ["Merging"]


class Merging:
    """Merges the schemas of a document, each once and in place."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._shapes = Shapes(document)
        self.problems = self._shapes.problems
        self._around: set[int] = set()
        self.finished: dict[int, Json] = {}
        """The schemas that were merged, with all that is inside them."""

    def write_out(self, node: Json, place: Place) -> None:
        """Merge a schema, those inside it and those that it refers to."""
        pending = [(node, place)]
        while pending:
            pending += self._with_inner(*pending.pop())

    def _with_inner(self, node: Json, place: Place) -> Iterator[Part]:
        """Merge a schema and those inside it. Yields the targets of their references."""
        if id(node) in self._around:
            self.problems.note(self._document.error(place, "holds itself by its allOf"))
        if id(node) in self.finished:
            return
        self.finished[id(node)] = node
        self._shapes.merge(node, place)
        if "$ref" in node:
            yield self._document.follow(node, place)
        self._around.add(id(node))
        for key in ("properties", "anyOf"):
            for step, child in entries(node.get(key)):
                yield from self._with_inner(child, self._shapes.place(node, place, key, step))
        for key in ("items", "additionalProperties"):
            if is_object(child := node.get(key)):
                yield from self._with_inner(child, self._shapes.place(node, place, key))
        self._around.remove(id(node))
