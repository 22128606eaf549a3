"""The mock's log of requests."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .mask import Mask
from .request import Pairs, Request
from .violation import Violation

__all__ = ["Log", "LogEntry"]

# About 20 000 requests without bodies.
_MOST_CHARACTERS = 16 * 1024 * 1024


@dataclass(frozen=True)
class LogEntry:
    """A request and its outcome, with secrets masked.

    path: as on the wire, without the query. query: decoded, in order. headers: names in lower
    case. body: text. status: None for a dropped connection. violations: one line for each
    violation of the contract, by the request or by the mock's own answer.
    """

    method: str
    path: str
    query: Pairs
    headers: Mapping[str, str]
    body: str
    status: int | None
    violations: tuple[str, ...]

    @classmethod
    def of(
        cls, request: Request, status: int | None, violations: Iterable[Violation], mask: Mask
    ) -> LogEntry:
        query, headers = mask.parameters(request.query), mask.parameters(request.headers)
        body, lines = mask.body(request.body), mask.violations(violations)
        return cls(request.method, request.path, query, dict(headers), body, status, lines)


class Log:
    """The newest requests, as many as fit into 16 MiB of text.

    count: the number of all requests. broken: the number of those with violations.
    """

    def __init__(self) -> None:
        self.count = self.broken = 0
        self._entries: deque[tuple[LogEntry, int]] = deque()
        self._characters = 0

    def add(self, entry: LogEntry) -> None:
        """Add an entry, and drop the oldest ones for which there is no room."""
        self.count += 1
        self.broken += bool(entry.violations)
        size = len(repr(entry))
        self._entries.append((entry, size))
        self._characters += size
        while self._characters > _MOST_CHARACTERS:
            _, size = self._entries.popleft()
            self._characters -= size

    def entries(self) -> list[LogEntry]:
        """The entries that are left, oldest first."""
        return [entry for entry, _ in self._entries]
