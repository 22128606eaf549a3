"""The error of a contract that cannot be used."""

from __future__ import annotations

from .json_types import Place

__all__ = ["ContractError"]


class ContractError(ValueError):
    """A document is not what it must be.

    `file`, `line` and `place`, the keys and indexes inside the file, say where the fault is. `line`
    is None if it is not known. The message is one line.
    """

    def __init__(self, file: str, place: Place, problem: str, *, line: int | None = None) -> None:
        super().__init__(file, place, problem)
        self.file = file
        self.place = place
        self.problem = problem
        self.line = line

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        parts = [where, " > ".join(map(str, self.place)), self.problem]
        line = " ".join(": ".join(filter(None, parts)).split())
        # A character that cannot be printed appears as its code.
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
