"""A request and what became of it, for the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .call import Call, Pairs
from .violation import Violation

__all__ = ["Exchange"]


@dataclass(frozen=True)
class Exchange:
    """An entry of the log.

    path: as on the wire, without the query. query: decoded, in order. headers: names in lower
    case. body: as text. status: None for a dropped connection. violations: one line for each
    breach of the contract, by the request or by the mock's own answer.
    """

    method: str
    path: str
    query: Pairs
    headers: Mapping[str, str]
    body: str
    status: int | None
    violations: tuple[str, ...]

    @classmethod
    def of(cls, call: Call, status: int | None, violations: Iterable[Violation]) -> Exchange:
        return cls(
            call.method,
            call.path,
            call.query,
            dict(call.headers),
            call.body.decode(errors="replace"),
            status,
            tuple(map(str, violations)),
        )
