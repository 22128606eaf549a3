"""The limits of a document: references stay inside it, and reading it takes time in proportion.

A stranger may have written the document. Other programs, such as validators and redocly, open the
target of a reference, and follow a reference each time that they meet it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from . import patterns
from .document import Document
from .places import ContractError, Json, Part, Place, entries, is_array, is_object
from .problems import Problems
from .references import objects, references

__all__ = ["DEEPEST", "require_closed", "require_harmless", "require_size"]

DEEPEST: Final = 100


def require_harmless(document: Document) -> None:
    """Raise ContractError if a document refers to another one, or would take too much time."""
    require_closed(document)
    problems = Problems()
    for place, node in objects(document.data):
        for inside, pattern in _patterns(node):
            if isinstance(pattern, str) and (fault := patterns.fault(pattern)):
                problems.note(document.error((*place, *inside), f"{pattern[:80]!r} {fault}"))
    problems.raise_any()
    require_size(document, (document.data, ()), document.most)


def require_closed(document: Document) -> None:
    """Raise ContractError for a reference that leaves the document, also in an example."""
    problems = Problems()
    for place, node in objects(document.data):
        for inside, reference in references(node):
            if not reference.startswith("#/"):
                problem = f"{reference!r} does not begin with '#/', as each reference must"
                error = document.error((*place, *inside), f"{problem}, also in an example")
                problems.note(error)
    problems.raise_any()


def require_size(document: Document, part: Part, most: int) -> None:
    """Raise ContractError if a part of a document is too large or too deep to be walked.

    most: the number of parts that it may have with aliases and references written out.
    """
    _Measure(document, most).of(*part, 0)


def _patterns(node: Json) -> Iterator[tuple[Place, Any]]:
    yield ("pattern",), node.get("pattern")
    # A keyword of OpenAPI 3.1.
    for pattern, _ in entries(node.get("patternProperties")):
        yield ("patternProperties", pattern), pattern


class _Measure:
    """Measures parts of a document, each once: the number of parts in them, and their depth.

    A reference back to a part that is not complete counts as one part.
    """

    def __init__(self, document: Document, most: int) -> None:
        self._document = document
        self._most = most
        self._found: dict[int, tuple[int, int]] = {}
        self._unfinished: set[int] = set()

    def of(self, node: Any, place: Place, above: int) -> tuple[int, int]:
        """Measure a part. above: the number of parts around it."""
        if not (is_object(node) or is_array(node)) or id(node) in self._unfinished:
            return 1, 1
        if id(node) not in self._found:
            self._unfinished.add(id(node))
            self._found[id(node)] = self._measured(node, place, above)
            self._unfinished.remove(id(node))
        size, depth = self._found[id(node)]
        if above + depth > DEEPEST:
            raise self._document.error(place, "is nested too deeply, references followed")
        return size, depth

    def _measured(self, node: Any, place: Place, above: int) -> tuple[int, int]:
        if above > DEEPEST:
            raise self._document.error(place, "is nested too deeply, references followed")
        size, depth = 1, 0
        for child, inside in self._children(node, place):
            more, below = self.of(child, inside, above + 1)
            size, depth = size + more, max(depth, below)
        if size > self._most:
            problem = "is too large with its aliases and references written out"
            raise self._document.error(place, problem)
        return size, depth + 1

    def _children(self, node: Any, place: Place) -> Iterator[tuple[Any, Place]]:
        for step, child in entries(node):
            yield child, (*place, step)
        if is_object(node) and "$ref" in node:
            try:
                yield self._document.follow(node, place)
            except ContractError:
                return  # A validator knows better whether it is one.
