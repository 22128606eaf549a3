"""The answer of a call, read as the program asks for it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, closing, suppress
from typing import Generic, TypeVar

import httpx

from .errors import CloudflareError
from .request_flow import TRANSPORT_ERRORS, FinalResponse, detach, fault
from .response import Head

__all__ = ["AsyncStreamedResponse", "StreamedResponse"]

T = TypeVar("T")


class _StreamedResponse(Head, Generic[T]):
    def __init__(self, answer: FinalResponse, interpret: Callable[[FinalResponse], T]) -> None:
        super().__init__(answer.response)
        self._answer = answer
        self._interpret = interpret

    def _error(self, error: Exception) -> CloudflareError:
        if isinstance(error, httpx.StreamError):
            return CloudflareError("the body was read already, or its `with` block was left")
        what = fault(error)
        request = self._response.request
        where = f"{request.method} {request.url.copy_with(query=None)}"
        message = f"{what.message} ({where})"
        return what.error_class(message, request=request, attempts=self._answer.attempts)


def _require_size(chunk_size: int | None) -> None:
    if chunk_size is not None and chunk_size < 1:
        raise ValueError(f"Expected `chunk_size` to be at least 1 but received {chunk_size!r}")


class StreamedResponse(_StreamedResponse[T]):
    """The answer of a call whose body is read when it is asked for."""

    def read(self) -> bytes:
        """Read the body whole."""
        problem = None
        try:
            with closing(self._response):
                self._response.read()
        except TRANSPORT_ERRORS as error:
            problem = self._error(error)
        if problem:
            raise problem
        return detach(self._response).content

    def parse(self) -> T:
        """Read the body and return what the plain call returns, or raise what it raises."""
        self.read()
        return self._interpret(self._answer)

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Walk the body as it arrives, decompressed; in pieces of `chunk_size` bytes if given."""
        _require_size(chunk_size)
        problem = None
        try:
            yield from self._response.iter_bytes(chunk_size)
        except TRANSPORT_ERRORS as error:
            problem = self._error(error)
        if problem:
            raise problem

    def close(self) -> None:
        """Give the connection back, whatever of the body is still to come."""
        with suppress(*TRANSPORT_ERRORS):
            self._response.close()


class AsyncStreamedResponse(_StreamedResponse[T]):
    """The answer of an asynchronous call whose body is read when it is asked for."""

    async def read(self) -> bytes:
        """Read the body whole."""
        problem = None
        try:
            async with aclosing(self._response):
                await self._response.aread()
        except TRANSPORT_ERRORS as error:
            problem = self._error(error)
        if problem:
            raise problem
        return detach(self._response).content

    async def parse(self) -> T:
        """Read the body and return what the plain call returns, or raise what it raises."""
        await self.read()
        return self._interpret(self._answer)

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Walk the body as it arrives, decompressed; in pieces of `chunk_size` bytes if given."""
        _require_size(chunk_size)
        problem = None
        try:
            async for chunk in self._response.aiter_bytes(chunk_size):
                yield chunk
        except TRANSPORT_ERRORS as error:
            problem = self._error(error)
        if problem:
            raise problem

    async def close(self) -> None:
        """Give the connection back, whatever of the body is still to come."""
        with suppress(*TRANSPORT_ERRORS):
            await self._response.aclose()
