"""The answer of a call with everything around its result."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar

import httpx

__all__ = ["AsyncResponse", "Response", "parsed", "parsed_async"]

T = TypeVar("T")
P = ParamSpec("P")


class _Response(Generic[T]):
    def __init__(self, response: httpx.Response, parsed: T) -> None:
        self._response = response
        self.parsed = parsed
        """What the plain call returns."""

    @property
    def status_code(self) -> int:
        """The HTTP status."""
        return self._response.status_code

    @property
    def headers(self) -> httpx.Headers:
        """The answer's headers."""
        return self._response.headers

    @property
    def content(self) -> bytes:
        """The answer's body."""
        return self._response.content

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


def parsed(function: Callable[P, Response[T]]) -> Callable[P, T]:
    """Make of a function that returns the whole answer one that returns what it holds."""

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> T:
        return function(*args, **kwargs).parsed

    return call


def parsed_async(
    function: Callable[P, Coroutine[Any, Any, AsyncResponse[T]]],
) -> Callable[P, Coroutine[Any, Any, T]]:
    """Make of a function that returns the whole answer one that returns what it holds."""

    async def unwrap(answer: Coroutine[Any, Any, AsyncResponse[T]]) -> T:
        return (await answer).parsed

    @wraps(function)
    def call(*args: P.args, **kwargs: P.kwargs) -> Coroutine[Any, Any, T]:
        return unwrap(function(*args, **kwargs))

    return call
