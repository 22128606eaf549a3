"""Places in a contract, their lines, and errors that name a place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeGuard

from cloudflare_api_text import code_of, printable

__all__ = [
    "ContractError",
    "Json",
    "Lines",
    "Part",
    "Place",
    "entries",
    "is_array",
    "is_object",
]

Json = dict[str, Any]
Place = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a document to a part of it."""
Part = tuple[Json, Place]


def is_object(value: object) -> TypeGuard[Json]:
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def entries(node: object) -> Iterable[tuple[str | int, Any]]:
    """Return the keys or indexes of a part of a document with their values, none of a scalar."""
    return node.items() if is_object(node) else enumerate(node) if is_array(node) else ()


class Lines:
    """Line numbers, which begin with 1, by place. Empty if they were not recorded."""

    def __init__(self) -> None:
        self.keys: dict[Place, int] = {}
        """The line of each key of a mapping and of each item of a list."""
        self.aliases: dict[Place, Place] = {}
        """The places of YAML's aliases, and where their anchors are."""
        self._found: dict[Place, int | None] = {}

    def home(self, place: Place) -> Place:
        """Return the place behind all aliases on the way to a place."""
        if not self.aliases:
            return place
        home: Place = ()
        for step in place:
            home = (*home, step)
            home = self.aliases.get(home, home)
        return home

    def line(self, place: Place) -> int | None:
        """Return the line of a place, or of the innermost recorded part around it.

        An alias has its own line. A part inside it has its line behind the anchor.
        """
        if place and place not in self._found:
            line = self.keys.get(self.home(place[:-1]) + place[-1:])
            self._found[place] = self.line(place[:-1]) if line is None else line
        return self._found.get(place)


class ContractError(ValueError):
    """A document has a fault.

    `file`, `line` and `place`, the keys and indexes inside the file, locate the fault. `line` is
    None if it is not known. `more` has the other faults that were found. The message has one line
    for each fault.
    """

    def __init__(
        self,
        file: str,
        place: Place,
        problem: str,
        *,
        line: int | None = None,
        more: tuple[ContractError, ...] = (),
    ) -> None:
        super().__init__(file, place, problem)
        self.file = file
        self.place = place
        self.problem = problem
        self.line = line
        self.more = more

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [where, " > ".join(map(str, self.place)), self.problem]
        line = printable(" ".join(": ".join(filter(None, parts)).split()), code_of)
        return "\n".join([line, *map(str, self.more)])
