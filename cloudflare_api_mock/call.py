"""A request as it came over the wire."""

from __future__ import annotations

from dataclasses import dataclass

from werkzeug import Request

__all__ = ["Call", "Pairs"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Call:
    """A request, hashable, so that what was found out about it can be remembered.

    path: still encoded, without the query. query: decoded, in order. headers: names in lower case.
    """

    method: str
    path: str
    query: Pairs
    headers: Pairs
    body: bytes

    @classmethod
    def of(cls, request: Request) -> Call:
        return cls(
            method=request.method,
            path=request.environ["RAW_URI"].partition("?")[0],
            query=tuple(request.args.items(multi=True)),
            headers=tuple((name.lower(), value) for name, value in request.headers.items()),
            body=request.get_data(),
        )
