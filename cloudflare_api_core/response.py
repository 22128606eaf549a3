"""The answer of a call with everything around its result."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

import httpx

__all__ = ["AsyncResponse", "Head", "Response", "parsed"]

T = TypeVar("T")


class Head:
    """What an answer says before its body."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self._response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The answer's headers."""
        return self._response.headers

    @property
    def http_request(self) -> httpx.Request:
        """The request, without its credentials."""
        return self._response.request

    @property
    def is_closed(self) -> bool:
        """Whether the connection is done with."""
        return self._response.is_closed

    def __repr__(self) -> str:
        request = self.http_request
        return f"<{type(self).__name__} [{self.status_code}] {request.method} {request.url}>"


class _Response(Head, Generic[T]):
    def __init__(self, response: httpx.Response, parsed: T) -> None:
        super().__init__(response)
        self.parsed: T = parsed
        """What the plain call returns."""

    @property
    def content(self) -> bytes:
        """The answer's body."""
        return self._response.content


class Response(_Response[T]):
    """The answer of a call."""

    def parse(self) -> T:
        """Return what the plain call returns."""
        return self.parsed


class AsyncResponse(_Response[T]):
    """The answer of an asynchronous call."""

    async def parse(self) -> T:
        """Return what the plain call returns."""
        return self.parsed


async def parsed(answer: Coroutine[Any, Any, AsyncResponse[T]]) -> T:
    """Wait for an answer and return its result."""
    return (await answer).parsed
