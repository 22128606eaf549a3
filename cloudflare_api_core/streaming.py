"""The responses of streamed calls, whose bodies are read on request."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing, closing
from functools import partial
from typing import Generic, TypeVar

import httpx

from .errors import CloudflareError
from .request_flow import FinalResponse, fault_error
from .response import Head
from .response_body import limit_body
from .transport import detach, fault

__all__ = ["AsyncStreamedResponse", "StreamedResponse"]

T = TypeVar("T")


class _StreamedResponse(Head, Generic[T]):
    def __init__(self, final: FinalResponse, parse: Callable[[], T]) -> None:
        super().__init__(final.response)
        self._fault_error = partial(
            fault_error, request=final.response.request, attempts=final.attempts, mask=final.mask
        )
        self._max_body_size = final.max_body_size
        self._until = final.until
        self._parse = parse
        self._pid = os.getpid()

    def _require_process(self) -> None:
        if self._is_foreign:
            raise CloudflareError("the body belongs to the process in which the call was made")

    @property
    def _is_foreign(self) -> bool:
        # After a fork, both processes would read from the same connection.
        return self._pid != os.getpid()

    def _error(self, error: Exception) -> CloudflareError:
        if isinstance(error, httpx.StreamError):
            return CloudflareError("the body has already been read, or its `with` block has ended")
        return self._fault_error(fault(error))


def _require_size(chunk_size: int | None) -> None:
    if chunk_size is not None and chunk_size < 1:
        raise ValueError(f"Expected `chunk_size` to be at least 1 but received {chunk_size!r}")


class StreamedResponse(_StreamedResponse[T]):
    """The response of a streamed call."""

    def read(self) -> bytes:
        """Read the whole body.

        Raises APIResponseValidationError if it has more than `max_body_size` bytes,
        APIConnectionError if it does not arrive, and CloudflareError if it is already read.
        """
        self._require_process()
        limit_body(self._response, self._max_body_size)
        try:
            with closing(self._response):
                self._response.read()
            return detach(self._response).content
        except Exception as error:
            problem = self._error(error)
        raise problem

    def parse(self) -> T:
        """Read the body. Returns the result, or raises an error, as the plain call does."""
        self.read()
        return self._parse()

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """Iterate over the decompressed body as it arrives.

        `chunk_size` is the number of bytes of a chunk, at least 1. None: as the bytes arrive.
        """
        _require_size(chunk_size)
        self._require_process()
        try:
            yield from self._response.iter_bytes(chunk_size)
            return
        except Exception as error:
            problem = self._error(error)
        raise problem

    def close(self) -> None:
        """Release the connection, even if the body has not been read to its end."""
        if self._is_foreign:
            return
        try:
            self._response.close()
        except Exception as error:
            # A fault no longer matters; any other exception is raised.
            fault(error)


class AsyncStreamedResponse(_StreamedResponse[T]):
    """The response of a streamed asynchronous call."""

    async def read(self) -> bytes:
        """Read the whole body, as `StreamedResponse.read` does."""
        self._require_process()
        limit_body(self._response, self._max_body_size)
        from .background import run_in_background

        async def read(_: object) -> None:
            async with aclosing(self._response):
                await self._response.aread()

        try:
            await run_in_background(read, until=self._until)
            return detach(self._response).content
        except Exception as error:
            problem = self._error(error)
        raise problem

    async def parse(self) -> T:
        """Read the body. Returns the result, or raises an error, as the plain call does."""
        await self.read()
        return self._parse()

    async def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """Iterate over the body, as `StreamedResponse.iter_bytes` does."""
        from .background import run_in_background

        _require_size(chunk_size)
        self._require_process()
        chunks = self._response.aiter_bytes(chunk_size)
        try:
            while chunk := await run_in_background(lambda _: anext(chunks, b""), until=self._until):
                yield chunk
            return
        except Exception as error:
            problem = self._error(error)
        raise problem

    async def close(self) -> None:
        """Release the connection, even if the body has not been read to its end."""
        from .background import run_in_background

        if self._is_foreign:
            return
        try:
            await run_in_background(lambda _: self._response.aclose())
        except Exception as error:
            fault(error)
