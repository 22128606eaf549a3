"""An answer of the API, and Cloudflare's envelope around its failures."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from .call import Pairs

__all__ = ["Answer", "failure"]


@dataclass(frozen=True)
class Answer:
    """Status, body and the headers that are this answer's own."""

    status: int
    body: bytes
    headers: Pairs = ()

    @classmethod
    def of(cls, status: int, value: object, headers: Pairs = ()) -> Answer:
        """An answer whose body is the value as JSON."""
        return cls(status, json.dumps(value, separators=(",", ":")).encode(), headers)


def failure(status: int, code: int, message: str, headers: Pairs = (), **members: Any) -> Answer:
    """A refusal with one error in the general v4 envelope; `members` are further ones of it."""
    errors = [{"code": code, "message": message, **members}]
    envelope = {"success": False, "errors": errors, "messages": [], "result": None}
    return Answer.of(status, envelope, headers)
