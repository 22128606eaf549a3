"""A call and all that is right about it: the arguments, the request, the answer and its result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from cloudflare_api_contract import Operation

from .shape import Shape

__all__ = ["Answer", "Argument", "Exchange", "Request"]


class Argument(NamedTuple):
    """An argument of a method: where it goes, its name there, and its value in Python."""

    location: str
    name: str
    value: Any


class Request(NamedTuple):
    """The expected request.

    path: percent-encoded. bodies: any of these, JSON, bytes or a form, None for no body.
    """

    method: str
    path: str
    query: list[tuple[str, str]]
    headers: Mapping[str, str]
    bodies: list[Any]


class Answer(NamedTuple):
    """An answer, and the shape of its result.

    content_type: None if there is no content. shape: None if the result is text or bytes.
    """

    status: int
    content_type: str | None
    content: bytes
    shape: Shape | None
    result: Any


class Exchange(NamedTuple):
    """One call of an operation."""

    operation: Operation
    arguments: list[Argument]
    request: Request
    answer: Answer
