"""Entries of the mock's log."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, cast

from .request import Pairs, Request
from .violation import Violation

__all__ = ["LogEntry"]


@dataclass(frozen=True)
class LogEntry:
    """A request and its outcome.

    path: as on the wire, without the query. query: decoded, in order. headers: names in lower
    case. body: text, with secrets masked. status: None for a dropped connection. violations: one
    line for each violation of the contract, by the request or by the mock's own answer.
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
        cls,
        request: Request,
        status: int | None,
        violations: Iterable[Violation],
        secrets: Collection[str] = (),
    ) -> LogEntry:
        """secrets: the members of a JSON body to mask."""
        headers, body = dict(request.headers), _masked(request.body, secrets)
        lines = tuple(map(str, violations))
        return cls(request.method, request.path, request.query, headers, body, status, lines)


def _masked(body: bytes, secrets: Collection[str]) -> str:
    if body and secrets:
        with suppress(ValueError):
            value = json.loads(body)
            if isinstance(value, dict) and not value.keys().isdisjoint(secrets):
                members = cast(dict[str, Any], value).items()
                masked = {name: "***" if name in secrets else each for name, each in members}
                return json.dumps(masked, ensure_ascii=False)
    return body.decode(errors="replace")
