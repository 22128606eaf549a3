"""Why a client is not generated."""

from __future__ import annotations

__all__ = ["GenerationError"]

Place = tuple[str | int, ...]


class GenerationError(Exception):
    """The client cannot be generated.

    `file` and `place`, the keys and indexes inside the file, say where the fault is.
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
        # Of what is not to be seen, the code.
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in line)
