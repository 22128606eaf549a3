"""An answer of the API, and Cloudflare's envelope around it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .request import Pairs
from .violation import Violation

__all__ = ["Answer", "Refusal", "failure", "invalid", "success"]


@dataclass(frozen=True)
class Answer:
    """Status, body and the headers that are this answer's own.

    transformed: whether a quirk made it what it is, so that the contract is no measure for it.
    """

    status: int
    body: bytes
    headers: Pairs = ()
    transformed: bool = False

    @classmethod
    def of(
        cls, status: int, value: object, headers: Pairs = (), *, transformed: bool = False
    ) -> Answer:
        """An answer whose body is the value as JSON."""
        body = json.dumps(value, separators=(",", ":")).encode()
        return cls(status, body, headers, transformed)


class Refusal(Exception):
    """The service does not do what was asked; `answer` is what it says instead."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer

    @classmethod
    def brief(cls, status: int, code: int, message: str) -> Refusal:
        """One in the service's own envelope, which has no `messages` and no `result`."""
        errors = [{"code": code, "message": message}]
        return cls(Answer.of(status, {"success": False, "errors": errors}))


def success(status: int, result: object, name: str = "result", **members: Any) -> Answer:
    """A success in the general v4 envelope; `name` is the member that holds the result."""
    no_remarks: dict[str, Any] = {"errors": [], "messages": []}
    return Answer.of(status, {"success": True, **no_remarks, name: result, **members})


def failure(status: int, code: int, message: str, headers: Pairs = (), **members: Any) -> Answer:
    """A refusal with one error in the general v4 envelope; `members` are further ones of it."""
    errors = [{"code": code, "message": message, **members}]
    envelope = {"success": False, "errors": errors, "messages": [], "result": None}
    return Answer.of(status, envelope, headers)


def invalid(violations: Iterable[Violation], **members: Any) -> Answer:
    """The service's word on requests that break a rule; `members` are further ones of it."""
    errors = [{"code": 7001, "message": v.message, "path": list(v.path)} for v in violations]
    return Answer.of(400, {"success": False, "errors": errors, **members})
