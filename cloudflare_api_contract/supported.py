"""The check that a contract has only supported constructs, each in its form."""

from __future__ import annotations

from typing import Any

from .document import Document
from .keywords import COMBINING
from .kinds import EXTENSION, FOLDERS, KINDS, REQUIRED, ListOf, MapOf, a_kind
from .places import Json, Place, entries, is_array, is_object
from .problems import Problems
from .values import Value, shown

__all__ = ["require_supported"]


def require_supported(document: Document) -> None:
    """Raise ContractError for a construct that is not supported, or not valid OpenAPI 3.0."""
    check = _Check(document)
    check.thing(document.data, "document", ())
    check.problems.raise_any()


class _Check:
    def __init__(self, document: Document) -> None:
        self.problems = Problems()
        self._document = document
        self._referred: set[str] = set()

    def thing(self, node: Any, kind: str, place: Place, followed: tuple[Json, ...] = ()) -> None:
        """Check one thing. followed: the references that lead to it through schemas around it."""
        if not is_object(node):
            self._note(place, f"must be a mapping, not {shown(node)}")
            return
        if "$ref" in node and kind in FOLDERS:
            with self.problems.collecting():
                self._reference(node, kind, place, followed)
            return
        for key in REQUIRED.get(kind, ()):
            if key not in node:
                self._note(place, f"{key} is missing")
        if {"example", "examples"} <= node.keys():
            self._note((*place, "examples"), "must not stand beside an example")
        for key, child in node.items():
            expected = KINDS[kind].get(key)
            if expected is not None:
                within = followed if key in COMBINING else ()
                self._child(expected, child, (*place, key), within)
            elif not EXTENSION.fullmatch(key):
                self._note((*place, key), f"{key} is not supported in {a_kind(kind)}")

    def _child(self, expected: Any, node: Any, place: Place, followed: tuple[Json, ...]) -> None:
        if isinstance(expected, Value):
            if not expected.fits(node):
                self._note(place, f"must be {expected.what}, not {shown(node)}")
        elif isinstance(expected, str):
            if not (place[-1] == "additionalProperties" and isinstance(node, bool)):
                self.thing(node, expected, place, followed)
        elif not (is_array(node) if isinstance(expected, ListOf) else is_object(node)):
            what = "a list" if isinstance(expected, ListOf) else "a mapping"
            self._note(place, f"must be {what}, not {shown(node)}")
        elif isinstance(expected, ListOf) and not node and not expected.may_be_empty:
            self._note(place, "must not be empty")
        else:
            for step, entry in entries(node):
                if isinstance(expected, MapOf) and not expected.admits(step):
                    self._note((*place, step), f"{step!r} {expected.rule}")
                self.thing(entry, expected.kind, (*place, step), followed)

    def _reference(self, node: Json, kind: str, place: Place, followed: tuple[Json, ...]) -> None:
        folder = FOLDERS[kind]
        other = next((key for key in node if key != "$ref"), None)
        if other is not None:
            raise self._document.error((*place, other), f"{other} has no effect beside a $ref")
        name = str(node["$ref"]).removeprefix(folder)
        if node["$ref"] != folder + name or "/" in name:
            raise self._document.error((*place, "$ref"), f"only {folder}… is supported here")
        target, inside = self._document.follow(node, place)
        if node in followed:
            raise self._document.error(inside, f"{node['$ref']} leads to itself")
        if node["$ref"] not in self._referred:
            self._referred.add(node["$ref"])
            self._require_end(target, kind, inside, (*followed, node))

    def _require_end(
        self, schema: Json, kind: str, place: Place, followed: tuple[Json, ...]
    ) -> None:
        """Raise ContractError if the parts of a schema lead back to a reference that led to it."""
        for key in COMBINING:
            for index, part in entries(schema.get(key)):
                if is_object(part):
                    check = self._reference if "$ref" in part else self._require_end
                    check(part, kind, (*place, key, index), followed)

    def _note(self, place: Place, problem: str) -> None:
        self.problems.note(self._document.error(place, problem))
