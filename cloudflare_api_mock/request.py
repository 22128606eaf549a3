"""A request as it came over the wire, and the operation that it reaches."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from cloudflare_api_contract import Operation, is_object

__all__ = ["Pairs", "Request"]

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Request:
    """A request, routed. It is hashable, so that a verdict on it can be remembered.

    path: still encoded, without the query. query: decoded, in order. headers: names in lower case.
    allowed: the methods of the path, none if the contract does not have the path.
    operation: None if the contract does not have the path or the method.
    arguments: the decoded arguments in the path.
    """

    method: str
    path: str
    query: Pairs = ()
    headers: Pairs = ()
    body: bytes = b""
    # These follow from the others.
    allowed: tuple[str, ...] = field(default=(), compare=False)
    operation: Operation | None = field(default=None, compare=False)
    arguments: Mapping[str, str] = field(default_factory=dict[str, str], compare=False)

    @cached_property
    def steps(self) -> tuple[str, ...]:
        """The decoded steps of the path that the operation has."""
        number = self.operation.path.count("/") + 1 if self.operation else 0
        return tuple(map(unquote, self.path.split("/")[-number:]))

    @cached_property
    def json(self) -> Any:
        """The decoded body, {} if there is no JSON; only for a body that the contract admits."""
        kind = dict(self.headers).get("content-type", "")
        return json.loads(self.body) if self.body and "json" in kind else {}

    @property
    def members(self) -> Mapping[str, Any]:
        """The members of the body, {} if it is not an object."""
        return self.json if is_object(self.json) else {}

    def changed(self, row: dict[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
        """The row after a change of the members given, which are some of the body."""
        kind = dict(self.headers).get("content-type", "")
        is_patch = kind.startswith("application/merge-patch+json")
        return _merged(row, given) if is_patch else {**row, **given}


def _merged(value: Any, patch: Any) -> Any:
    """The value after a JSON merge patch, RFC 7396."""
    if not is_object(patch):
        return patch
    old = value if is_object(value) else {}
    changed = {n: _merged(old.get(n), inner) for n, inner in patch.items() if inner is not None}
    kept = {name: each for name, each in old.items() if name not in patch or name in changed}
    return kept | changed
