"""An answer of the API, and Cloudflare's envelope around it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from .request import Pairs, Request
from .violation import Violation

__all__ = ["Answer", "Handler", "Refusal", "failure", "invalid", "success"]


@dataclass(frozen=True)
class Answer:
    """Status, body, and headers beyond those that every answer has.

    unchecked: whether it need not match the contract.
    media_type: of the body, without parameters.
    """

    status: int
    body: bytes
    headers: Pairs = ()
    unchecked: bool = False
    media_type: str = "application/json"

    @classmethod
    def of(cls, status: int, value: object, headers: Pairs = ()) -> Answer:
        """An answer with a value as its JSON body."""
        body = json.dumps(value, separators=(",", ":")).encode()
        return cls(status, body, headers)


Handler = Callable[[Request], Answer]
"""The function that answers an operation. It raises `Refusal` for an error."""


class Refusal(Exception):
    """The service refuses the request; `answer` is the error that it returns."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer

    @classmethod
    def of(cls, status: int, code: int, message: str) -> Refusal:
        """A refusal in the service's own envelope, without `messages` and `result`."""
        errors = [{"code": code, "message": message}]
        return cls(Answer.of(status, {"success": False, "errors": errors}))

    @classmethod
    def not_found(cls) -> Refusal:
        """The refusal of a row or value that is not there."""
        return cls.of(404, 7002, "Not Found")


def success(status: int, result: object, name: str = "result", **members: Any) -> Answer:
    """A success in the v4 envelope; `name` is the member that holds the result."""
    empty: dict[str, Any] = {"errors": [], "messages": []}
    return Answer.of(status, {"success": True, **empty, name: result, **members})


def failure(status: int, code: int, message: str, headers: Pairs = (), **members: Any) -> Answer:
    """A failure in the v4 envelope with one error, which also has these members."""
    errors = [{"code": code, "message": message, **members}]
    envelope = {"success": False, "errors": errors, "messages": [], "result": None}
    return Answer.of(status, envelope, headers)


def invalid(violations: Iterable[Violation], **members: Any) -> Answer:
    """A 400 with one error for each violation; the envelope also has these members."""
    errors = [{"code": 7001, "message": v.message, "path": list(v.path)} for v in violations]
    return Answer.of(400, {"success": False, "errors": errors, **members})
