"""What holds for the rows of one collection beyond the contract; here, nothing does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .store import Row
from .violation import Violation

__all__ = ["CollectionHooks"]


class CollectionHooks:
    """The points at which a collection may have a way of its own."""

    def before_seed(self, row: Row) -> Row:
        """The row to keep, made of one of the start as the API shows it."""
        return row

    def before_set(self, row: Row) -> Row:
        """The row to keep, made of one that a test states."""
        return row

    def show(self, row: Row) -> Row:
        """A row as the API shows it."""
        return row

    def show_deleted(self, row: Row) -> Row:
        """The same in the answer to its deletion."""
        return self.show(row)

    def check(self, id: str, body: Mapping[str, Any]) -> Iterable[Violation]:
        """What forbids to create or update the row with this body."""
        return ()

    def before_save(self, row: Row, body: Mapping[str, Any]) -> Row:
        """The row to keep, made of one with what the body says written into it."""
        return row

    def after_delete(self, id: str) -> None:
        """Tidy up after a row that has gone."""
