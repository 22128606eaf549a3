"""The response of a call: its result, with status, headers and content."""

from __future__ import annotations

from typing import Generic, TypeVar

import httpx

__all__ = ["AsyncResponse", "Head", "Response"]

T = TypeVar("T")


class Head:
    """The head of a response."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self._response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The response headers."""
        return self._response.headers

    @property
    def http_request(self) -> httpx.Request:
        """The request, without its body and credentials, with `***` for custom headers' values."""
        return self._response.request

    @property
    def is_closed(self) -> bool:
        """Whether the response has released its connection."""
        return self._response.is_closed

    def __repr__(self) -> str:
        request = self.http_request
        return f"<{type(self).__name__} [{self.status_code}] {request.method} {request.url}>"


class _Response(Head, Generic[T]):
    def __init__(self, response: httpx.Response, parsed: T) -> None:
        super().__init__(response)
        self.parsed: T = parsed
        """The result, as the plain call returns it."""

    @property
    def content(self) -> bytes:
        """The response body."""
        return self._response.content


class Response(_Response[T]):
    """The response of a call."""

    def parse(self) -> T:
        """Return the result, as the plain call does."""
        return self.parsed


class AsyncResponse(_Response[T]):
    """The response of an asynchronous call."""

    async def parse(self) -> T:
        """Return the result, as the plain call does."""
        return self.parsed
