"""A call, before and after its arguments are validated.

Neither form shows a value of the body or of a header in its repr. The frames of a call hold these
objects and not the values, so a crash reporter that records local variables records no secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Generic, NamedTuple, TypeVar

import httpx

from .headers import GivenHeaders
from .mask import Mask
from .operation import Operation
from .options import Omit, RequestOptions

__all__ = ["Body", "Call", "PreparedCall"]

T = TypeVar("T")


class Call(Generic[T]):
    """A call of an operation, with its arguments and options as they were given."""

    __slots__ = ("arguments", "operation", "options")

    def __init__(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> None:
        self.operation: Operation[T] = operation
        self.arguments: Mapping[str, Any] = arguments
        self.options: RequestOptions = options

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self.operation.id}>"


class Body:
    """The body of a request."""

    __slots__ = ("content", "content_type")

    def __init__(self, content: bytes, content_type: str) -> None:
        self.content: bytes = content
        self.content_type: str = content_type

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self.content)} bytes>"


class PreparedCall(NamedTuple):
    """A call whose arguments are valid, ready to be sent any number of times."""

    operation: Operation[Any]
    path: str
    """Percent-encoded path below the base URL."""
    query: Mapping[str, tuple[str, ...]]
    """The texts of each name. A name without any is not sent."""
    headers: GivenHeaders
    timeout: float | httpx.Timeout | Omit | None
    body: Body | None
    mask: Mask
    """Hides the secrets in the body."""
    not_before: float = 0.0
    """The moment of `clock.monotonic` before which the call must not be sent."""
