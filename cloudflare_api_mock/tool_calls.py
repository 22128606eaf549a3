"""Counts of the tool calls that the account is imagined to have."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

from .answer import Answer, Refusal, success
from .contract import Contract
from .request import Request
from .store import Store

__all__ = ["ToolCalls"]

_PORTALS = "McpPortal"
_NAMES = {"portal_id": _PORTALS, "server_id": "McpServer"}
_MONTHS = 6
_MOST_A_DAY = 40
_OPENING = time(8, tzinfo=UTC)
_WORK = timedelta(hours=10)


class ToolCalls:
    """The calls of each server through each portal that publishes it, on working days in UTC.

    operations: the ids of the operations that `answer` answers.
    """

    operations = frozenset(
        {"readToolCallTimeseries", "readServerToolCallTimeseries", "readPortalToolCallTimeseries"}
    )

    def __init__(self, contract: Contract, store: Store) -> None:
        self._contract = contract
        self._store = store

    def answer(self, request: Request) -> Answer:
        """Count the calls of the account, or those of the server or portal in the path."""
        for name, key in _NAMES.items():
            id = request.arguments.get(name)
            if id is not None and self._store.find(key, id) is None:
                raise Refusal.not_found()
        assert request.operation
        parameters = self._contract.parameters(request.operation, "query")
        query = {name: str(each["schema"]["default"]) for name, each in parameters.items()}
        query |= dict(request.query)
        monthly, aggregate = query["granularity"] == "monthly", query["aggregate"] == "true"
        zone = "Z" if query["tz"] == "utc" else query["tz"]
        now = datetime.fromisoformat(self._store.now())
        today = now.astimezone(datetime.strptime(zone, "%z").tzinfo).date()
        days = _months(today) if monthly else _days(today, int(query["days"]))
        if aggregate:
            days = [days[0], days[-1]]
        times = [datetime.fromisoformat(f"{day}T00:00{zone}") for day in days]
        routes = self._routes(**{name: request.arguments.get(name) for name in _NAMES})
        spans = pairwise(min(each, now) for each in times)
        counts = [sum(_count(route, *span) for route in routes) for span in spans]
        result = {
            "granularity": query["granularity"],
            "aggregate": aggregate,
            "tz": query["tz"],
            "start": _milliseconds(times[0]),
            "end": _milliseconds(times[-1]),
            "series": [{"day": str(d), "count": n} for d, n in zip(days, counts, strict=False)],
            "total": sum(counts),
        }
        return success(200, result)

    def _routes(self, portal_id: str | None, server_id: str | None) -> list[str]:
        """Each server of each portal; only those with the identifiers that are given."""
        return [
            f"{row['id']}/{attached['server_id']}"
            for row in self._store.rows(_PORTALS)
            if portal_id in (None, row["id"])
            for attached in row["servers"]
            if server_id in (None, attached["server_id"])
        ]


def _days(today: date, number: int) -> list[date]:
    """The last days, and the one after them."""
    return [today + timedelta(days=each) for each in range(1 - number, 2)]


def _months(today: date) -> list[date]:
    """The first days of the last months, and of the one after them."""
    this = today.year * 12 + today.month - 1
    months = (divmod(this + each, 12) for each in range(1 - _MONTHS, 2))
    return [date(year, month + 1, 1) for year, month in months]


def _count(route: str, start: datetime, end: datetime) -> int:
    """The calls from a time until another. On working days they come at equal intervals."""
    first, last = start.astimezone(UTC).date(), end.astimezone(UTC).date()
    count = 0
    for each in range((last - first).days + 1):
        day = first + timedelta(days=each)
        calls = zlib.crc32(f"{route} {day}".encode()) % _MOST_A_DAY if day.weekday() < 5 else 0
        opening = datetime.combine(day, _OPENING)
        count += _made(calls, end - opening) - _made(calls, start - opening)
    return count


def _made(calls: int, since: timedelta) -> int:
    """The number of a day's calls that are made within `since` after the opening."""
    return int(calls * min(max(since / _WORK, 0), 1))


def _milliseconds(when: datetime) -> int:
    return int(when.timestamp() * 1000)
