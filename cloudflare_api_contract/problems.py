"""The faults of a document, raised together."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

from .places import ContractError

__all__ = ["Problems"]


class Problems:
    """The faults that were found so far, each once."""

    def __init__(self) -> None:
        self._found: dict[str, ContractError] = {}

    def note(self, error: ContractError) -> None:
        """Add a fault, and those that were found with it."""
        for each in (error, *error.more):
            alone = ContractError(each.file, each.place, each.problem, line=each.line)
            self._found.setdefault(str(alone), alone)

    @contextmanager
    def collecting(self) -> Generator[None]:
        """Add a ContractError that the block raises, and go on after the block."""
        try:
            yield
        except ContractError as error:
            self.note(error)

    @property
    def joined(self) -> ContractError:
        """Return one error for all faults, in the order of their lines. There must be a fault."""
        first, *others = sorted(self._found.values(), key=lambda each: each.line or 0)
        first.more = tuple(others)
        return first

    def raise_any(self) -> None:
        """Raise ContractError if there are faults."""
        if self._found:
            raise self.joined
