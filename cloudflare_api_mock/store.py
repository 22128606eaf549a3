"""The data of the account, its clocks and its quirks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import Any, Final

from cloudflare_api_contract import Json

from .gateway import EMAIL

__all__ = ["Row", "Store", "timestamp", "visible"]

Row = dict[str, Any]

_START: Final = datetime(2027, 1, 1, 9, tzinfo=UTC)
_CREATED: Final = re.compile(r"created(_at|_on|_by)?")
_CHANGED: Final = re.compile(r"(modified|updated)(_at|_on|_by)?|last_(modified|updated)(_at|_on)?")


def timestamp(when: datetime, precision: str = "milliseconds") -> str:
    """A time in UTC, as RFC 3339."""
    return when.isoformat(timespec=precision).replace("+00:00", "Z")


def visible(row: Row) -> Row:
    """The row without the mock's own members, which begin with `_`."""
    return {name: value for name, value in row.items() if name[0] != "_"}


class Store:
    """The rows of each list, in order, by the list's key.

    A row is replaced and never modified, so a reset only copies references to the initial rows.

    clock: returns the seconds since a fixed moment; it times changes without a request.
    quirks: the names of the active ones, with the seconds by which each delays effects.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock = clock
        self.quirks: Mapping[str, float] = {}
        self._seed: dict[str, dict[str, Row]] = {}
        self._rows: dict[str, dict[str, Row]] = {}
        self._ticks = 0

    def seed(self, key: str, rows: Mapping[str, Row]) -> None:
        """Set the initial rows of a list, by identifier."""
        self._seed[key] = dict(rows)
        self._rows[key] = dict(rows)

    def fill(self, key: str, rows: Mapping[str, Row]) -> None:
        """Set the rows of a list until the next reset, by identifier."""
        self._rows[key] = dict(rows)

    def has(self, key: str) -> bool:
        """Whether the list is known. It may be empty."""
        return key in self._rows

    def drop(self, key: str) -> None:
        """Forget the list with this key, and those with keys below it."""
        below = f"{key}/"
        kept = {each: rows for each, rows in self._rows.items() if not f"{each}/".startswith(below)}
        self._rows = kept

    def reset(self) -> None:
        """Restore the initial rows and the time."""
        self.restore(self._seed)
        self._ticks = 0

    def now(self) -> str:
        """The time, which advances by one second a call and is the same in every run."""
        self._ticks += 1
        return timestamp(_START + timedelta(seconds=self._ticks))

    def stamps(self, members: Mapping[str, Json], *, is_new: bool) -> Row:
        """The members of a row that the service sets to the time or the user.

        members: the schemas of the members of a row. is_new: whether it is created, else changed.
        """
        now = self.now()
        return {
            name: EMAIL if name.endswith("_by") else now
            for name, schema in members.items()
            if _CHANGED.fullmatch(name) or (is_new and _CREATED.fullmatch(name))
            if schema.get("format") == "date-time" or name.endswith("_by")
        }

    def rows(self, key: str) -> Sequence[Row]:
        """The rows of a list; empty if the list is unknown."""
        return tuple(self._rows.get(key, {}).values())

    def find(self, key: str, id: str) -> Row | None:
        return self._rows.get(key, {}).get(id)

    def put(self, key: str, id: str, row: Row) -> None:
        """Replace the row with this identifier in its place, or add one at the end."""
        self._rows[key][id] = row

    def snapshot(self) -> Mapping[str, Mapping[str, Row]]:
        """A copy of all rows, for `restore`."""
        return {key: dict(rows) for key, rows in self._rows.items()}

    def restore(self, snapshot: Mapping[str, Mapping[str, Row]]) -> None:
        """Restore the rows of a snapshot."""
        self._rows = {key: dict(rows) for key, rows in snapshot.items()}

    def remove(self, key: str, id: str) -> None:
        del self._rows[key][id]
