"""The data of the account: rows by collection and identifier, and the clock that stamps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

__all__ = ["Row", "Store", "timestamp"]

Row = dict[str, Any]

_START = datetime(2027, 1, 1, 9, tzinfo=UTC)


def timestamp(when: datetime, precision: str = "milliseconds") -> str:
    """RFC 3339 in UTC."""
    return when.isoformat(timespec=precision).replace("+00:00", "Z")


class Store:
    """Rows, each collection's under its name and in order.

    A row, once put, is never changed, only replaced: so those of the start can be shared, and
    going back to them costs next to nothing.
    """

    def __init__(self) -> None:
        self._seed: dict[str, dict[str, Row]] = {}
        self._rows: dict[str, dict[str, Row]] = {}
        self._ticks = 0

    def seed(self, collection: str, rows: Mapping[str, Row]) -> None:
        """Say what a collection holds at the start."""
        self._seed[collection] = dict(rows)
        self._rows[collection] = dict(rows)

    def reset(self) -> None:
        """Go back to the start, the clock too."""
        self.restore(self._seed)
        self._ticks = 0

    def now(self) -> str:
        """The time, a second later at each call: the same in every run."""
        self._ticks += 1
        return timestamp(_START + timedelta(seconds=self._ticks))

    def rows(self, collection: str) -> Sequence[Row]:
        """Those of a collection; none, if there is no such."""
        return tuple(self._rows.get(collection, {}).values())

    def count(self, collection: str) -> int:
        return len(self._rows.get(collection, ()))

    def find(self, collection: str, id: str) -> Row | None:
        return self._rows.get(collection, {}).get(id)

    def put(self, collection: str, id: str, row: Row) -> None:
        """Add a row at the end, or replace the one of the same identifier in its place."""
        self._rows[collection][id] = row

    def snapshot(self) -> Mapping[str, Mapping[str, Row]]:
        """All rows as they are now, to `restore` them."""
        return {collection: dict(rows) for collection, rows in self._rows.items()}

    def restore(self, snapshot: Mapping[str, Mapping[str, Row]]) -> None:
        """Go back to what a snapshot holds."""
        self._rows = {collection: dict(rows) for collection, rows in snapshot.items()}

    def remove(self, collection: str, id: str) -> None:
        del self._rows[collection][id]
