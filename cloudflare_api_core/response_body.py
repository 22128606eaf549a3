"""The body of a response as it arrives: decompressed in steps, up to a size and a moment.

httpx decompresses all that has arrived at once, and each layer of encodings on its own: a kilobyte
could become gigabytes before anybody counts them.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator, Iterable, Iterator
from math import inf
from typing import Any, Final

import httpx

from . import clock

__all__ = ["ENCODING", "BodyTooLargeError", "limit_body"]

ENCODING: Final = "gzip"
"""The encoding to ask for. No other is decompressed in steps."""
_STEP: Final = 2**16


class BodyTooLargeError(Exception):
    """The body of a response is larger than it may be."""


def limit_body(response: httpx.Response, limit: float = inf, until: float = inf) -> None:
    """Let at most `limit` bytes be read from a response, decompressed, before the moment `until`.

    Takes the header Content-Encoding away, so that httpx leaves the bytes as they are. Reading more
    raises BodyTooLargeError, reading later raises httpx.ReadTimeout, and reading what is not gzip
    raises httpx.DecodingError.
    """
    # A hook of an `http_client` may have read all of it.
    if not response.is_stream_consumed:
        encoding = response.headers.pop("Content-Encoding", "").strip().lower()
        response.stream = _Body(response.stream, encoding, limit, until)


class _Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(
        self,
        stream: httpx.SyncByteStream | httpx.AsyncByteStream,
        encoding: str,
        limit: float,
        until: float,
    ) -> None:
        # Either a sync or an async stream; httpx reads it accordingly.
        self._stream: Any = stream
        self._encoding = encoding
        self._limit = limit
        self._until = until
        self._size = 0
        self._gzip = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def __iter__(self) -> Iterator[bytes]:
        for data in self._stream:
            yield from self._pieces(data)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for data in self._stream:
            for piece in self._pieces(data):
                yield piece

    def close(self) -> None:
        self._stream.close()

    async def aclose(self) -> None:
        await self._stream.aclose()

    def _pieces(self, data: bytes) -> Iterator[bytes]:
        if clock.monotonic() >= self._until:
            raise httpx.ReadTimeout("the deadline has passed")
        for piece in self._decompressed(data):
            self._size += len(piece)
            if self._size > self._limit:
                raise BodyTooLargeError(
                    f"the answer is larger than the {self._limit} bytes of `max_body_size`"
                )
            yield piece

    def _decompressed(self, data: bytes) -> Iterable[bytes]:
        if self._encoding in ("", "identity"):
            yield data
            return
        if self._encoding != ENCODING:
            raise httpx.DecodingError(f"the encoding is {self._encoding!r}, not {ENCODING}")
        while data:
            if self._gzip.eof:
                raise httpx.DecodingError("more follows the end of the compressed data")
            try:
                piece = self._gzip.decompress(data, _STEP)
            except zlib.error as error:
                raise httpx.DecodingError(str(error)) from None
            yield piece
            data = self._gzip.unconsumed_tail or self._gzip.unused_data
