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
