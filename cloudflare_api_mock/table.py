"""A table: the rows of a list, for each row that the list is below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from urllib.parse import quote

from cloudflare_api_contract import is_array, is_object

from .answer import Refusal
from .made_up import Unmakable
from .row_source import RowSource
from .store import Row, Store

__all__ = ["Table"]

_MOST_INITIAL = 1000  # whose numbers created rows do not have
_MOST_TRIES = 1000


class Table:
    """The rows of a list. A list such as `/lists/{list_id}/items` has rows for each row above it.

    Rows are made up when they are first needed. Collections with hooks have theirs from the start,
    because changes without a request, and other tables, need them. parent: the table of the row
    that the list is below. size: the largest number of initial rows.
    """

    def __init__(self, source: RowSource, store: Store, parent: Table | None, size: int) -> None:
        self.source = source
        self.hooks = source.hooks
        self.parent = parent
        self._store = store
        self._size = size
        # A creation may replace each of the contract's own rows once, so that its examples work.
        self._replaceable: set[tuple[str, str]] = set()
        self._created = 0

    @property
    def path(self) -> str:
        """The path of the list."""
        return self.source.path

    @property
    def name(self) -> str:
        """The last part of the path, such as `"servers"`."""
        return self.path.rpartition("/")[2]

    @property
    def depth(self) -> int:
        """The number of the step of a path that identifies a row."""
        return self.path.count("/") + 1

    def key(self, steps: Sequence[str]) -> str:
        """The key in the store of the list that the steps of a path lead to."""
        if self.source.is_hooked:
            return self.source.schema_name
        if self.parent is None:
            return self.path
        depth = self.parent.depth
        below = self.path.split("/")[depth + 1 :]
        return "/".join((self.parent.key(steps), quote(steps[depth], safe=""), *below))

    def rows(self, steps: Sequence[str]) -> Sequence[Row]:
        """The rows of the list that a path leads to; raises `Refusal` if it is below no row."""
        return self._store.rows(self._filled(steps))

    def count(self, steps: Sequence[str]) -> int:
        return len(self._store.rows(self.key(steps)))

    def find(self, steps: Sequence[str]) -> Row | None:
        """The row that a path names, or goes through; None if there is none."""
        with suppress(Refusal, IndexError):
            return self._store.find(self._filled(steps), steps[self.depth])
        return None

    def row(self, steps: Sequence[str]) -> Row:
        """As `find`; raises `Refusal` if there is none."""
        if (row := self.find(steps)) is None:
            raise Refusal.not_found()
        return row

    def identified(self, row: Row, steps: Sequence[str]) -> Row:
        """The row with an identifier that no other has, unless it has one; raises `Unmakable`."""
        key = self._filled(steps)
        for _ in range(_MOST_TRIES):
            self._created += 1
            new = self.source.identified(row, key, _MOST_INITIAL + self._created)
            if new is row or self._store.find(key, self.source.identifier(new)) is None:
                return new
        raise Unmakable(f"each {self.source.id} that can be made up is taken")

    def put(self, steps: Sequence[str], row: Row) -> None:
        """Store a row, in the place of one with its identifier or at the end."""
        key, id = self._filled(steps), self.source.identifier(row)
        self._store.put(key, id, row)
        self._replaceable.discard((key, id))

    def clear(self, steps: Sequence[str]) -> None:
        """Remove all rows, but not the lists and values below them."""
        self._store.fill(self._filled(steps), {})

    def remove(self, steps: Sequence[str], row: Row) -> None:
        """Remove a row, and the lists and values below it."""
        self._store.remove(self.key(steps), self.source.identifier(row))
        self._forget(steps, row)

    def forget_below(self, steps: Sequence[str], row: Row, *names: str) -> None:
        """Forget the lists and values below a row, or only those with one of the names."""
        path = f"{self.key(steps)}/{quote(self.source.identifier(row), safe='')}"
        for each in [f"{path}/{name}" for name in names] or [path]:
            self._store.drop(each)

    def forget_gone(self, steps: Sequence[str], before: Mapping[str, Mapping[str, Row]]) -> None:
        """Forget the lists and values below rows that the list no longer has."""
        key = self.key(steps)
        self._replaceable = {each for each in self._replaceable if each[0] != key}
        for id, row in before.get(key, {}).items():
            if self._store.find(key, id) is None:
                self._forget(steps, row)

    def is_replaceable(self, steps: Sequence[str], id: str) -> bool:
        """Whether a creation may replace the row with this identifier."""
        return (self._filled(steps), id) in self._replaceable

    def seed(self) -> None:
        """Store the initial rows of a list with hooks, which other lists and timed changes need."""
        if self.source.is_hooked:
            key = self.key(())
            self._store.seed(key, self._initial((), key))
        self.reset()

    def reset(self) -> None:
        """Restore the initial state; the store resets the rows."""
        self._created = 0
        self._replaceable = set()
        if self.source.is_hooked:
            self._may_replace(self.key(()))

    def _filled(self, steps: Sequence[str]) -> str:
        """The key of the list that a path leads to, once that has its initial rows."""
        if self.parent and self.parent.find(steps) is None:
            raise Refusal.not_found()
        key = self.key(steps)
        if not self._store.has(key):
            rows = self._initial(steps, key)
            self._store.fill(key, rows)
            self._may_replace(key, *[*rows][:1])
        return key

    def _initial(self, steps: Sequence[str], key: str) -> dict[str, Row]:
        """The initial rows of a list: those in a member of the row above, or made-up ones."""
        source = self.source
        above = self.parent.find(steps) if self.parent else None
        inside = above.get(self.name) if above else None
        if is_array(inside) and all(map(is_object, inside)):
            rows = [*source.from_rows(inside, key)]
        else:
            rows = source.rows(key, self._size, is_below_row=self.parent is not None)
        return {source.identifier(row): row for row in rows}

    def _may_replace(self, key: str, *more: str) -> None:
        ids = (*map(self.source.identifier, self.source.examples), *more)
        self._replaceable |= {(key, id) for id in ids}

    def _forget(self, steps: Sequence[str], row: Row) -> None:
        self.forget_below(steps, row)
        self.hooks.after_delete(self.source.identifier(row))
