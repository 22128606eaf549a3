"""Hooks for the behaviour of one collection that the contract does not describe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .answer import Answer
from .request import Request
from .store import Row, visible
from .violation import Violation

__all__ = ["Action", "CollectionHooks"]

Action = Callable[[Request, Row], Answer]


class CollectionHooks:
    """Hooks that a collection may override; the defaults do nothing.

    most_initial: the largest number of initial rows.
    actions: functions that answer further operations on a row, by `operationId`.
    update_members: members of an update, beyond those of the contract.
    kept_stamps: members that an update does not set to the time or the user.
    """

    most_initial: int = 25
    actions: Mapping[str, Action] = {}
    kept_stamps: Sequence[str] = ()

    @property
    def update_members(self) -> Sequence[str]:
        return ()

    def before_request(self) -> None:
        """Make the changes that happen without a request, if they are due."""

    def make(self, number: int) -> Row:
        """The initial row with a number, {} if it is made up from the schemas."""
        return {}

    def from_example(self, row: Row) -> Row:
        """The row for the contract's example of a row, which may contradict itself."""
        return row

    def before_seed(self, row: Row) -> Row:
        """The row to store for an initial row, which is in the form of an answer."""
        return row

    def before_set(self, row: Row) -> Row:
        """The row to store for one that a test sets."""
        return row

    def show(self, row: Row) -> Row:
        """A stored row in the form of an answer."""
        return visible(row)

    def show_deleted(self, row: Row) -> Row:
        """A stored row in the form of the answer to its deletion."""
        return self.show(row)

    def check(self, id: str, body: Mapping[str, Any]) -> Iterable[Violation]:
        """The violations by the body of a creation or update, beyond those of the contract."""
        return ()

    def before_save(self, row: Row, body: Mapping[str, Any]) -> Row:
        """The row to store, for one that already has the members of the body."""
        return row

    def after_delete(self, id: str) -> None:
        """Remove references to a deleted row."""
