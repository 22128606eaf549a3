"""The clients that the generated ones extend, sync and async."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Coroutine, Generator
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
)
from functools import partial
from typing import Any, Self, TypeVar

import httpx

from .base_client import BaseClient
from .base_page import FirstAttempt
from .call import Call, PreparedCall
from .connections import AsyncConnections, SyncConnections
from .envelope import read_result, read_rows
from .pages import AsyncV4PagePaginationArray, SyncV4PagePaginationArray
from .paginator import AsyncPaginator
from .request_flow import FinalResponse
from .response import AsyncResponse, Response
from .streaming import AsyncStreamedResponse, StreamedResponse
from .transport import run, run_async, run_until_wait, run_until_wait_async

__all__ = ["AsyncAPIClient", "SyncAPIClient"]

T = TypeVar("T")
_Read = Callable[[PreparedCall, FinalResponse], T]
"""Reads the result of a call from its final response, or raises the error in it."""


class SyncAPIClient(BaseClient[httpx.Client]):
    """Base of the generated client. Its `with` block closes it.

    Methods for generated code have names that no group of operations can have.
    """

    _http_class = httpx.Client
    _connections_class = SyncConnections

    def __client_request__(self, call: Call[T]) -> Response[T]:
        """Call an operation."""
        return self._request(self._prepare(call), read_result)

    def __client_request_page__(self, call: Call[T]) -> Response[SyncV4PagePaginationArray[T]]:
        """Call an operation whose answer comes in pages."""
        return self._request(self._prepare(call), self._page)

    def __client_stream__(self, call: Call[Any]) -> AbstractContextManager[StreamedResponse[Any]]:
        """Call an operation, leaving the body of its answer to be read in a `with` block."""
        return self._stream(self._prepare(call))

    @contextmanager
    def _stream(self, call: PreparedCall) -> Generator[StreamedResponse[Any]]:
        read = self._page if call.operation.page_parameter else read_result
        final = run(self._http, self._start(call, is_streamed=True))
        response = StreamedResponse(final, partial(read, call, final))
        try:
            if not final.response.is_success:
                read(call, final)
            yield response
        finally:
            response.close()
            final.response.stream = httpx.ByteStream(b"")

    def _request(self, call: PreparedCall, read: _Read[T]) -> Response[T]:
        final = run(self._http, self._start(call))
        return Response(final.response, read(call, final))

    def _begin_page(self, call: PreparedCall) -> FirstAttempt[SyncV4PagePaginationArray[Any]]:
        flow = self._start(call)
        outcome = run_until_wait(self._http, flow)
        return FirstAttempt(outcome, lambda: self._page(call, run(self._http, flow, outcome)))

    def _page(self, call: PreparedCall, final: FinalResponse) -> SyncV4PagePaginationArray[Any]:
        rows = read_rows(call, final)
        return SyncV4PagePaginationArray(call, final, rows, self._begin_page)

    def close(self) -> None:
        """Close the connections, unless they belong to another client or a given `http_client`."""
        if self._owns_connections:
            self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncAPIClient(BaseClient[httpx.AsyncClient]):
    """Base of the generated asynchronous client. Its `async with` block closes it."""

    _http_class = httpx.AsyncClient
    _connections_class = AsyncConnections

    def __client_request__(self, call: Call[T]) -> Coroutine[Any, Any, AsyncResponse[T]]:
        """Call an operation. Arguments are checked now, not when it is awaited."""
        return self._request(self._prepare(call), read_result)

    def __client_request_result__(self, call: Call[T]) -> Coroutine[Any, Any, T]:
        """Call an operation for its result alone. Arguments are checked now."""
        return self._parsed(self._prepare(call), read_result)

    def __client_request_page__(
        self, call: Call[T]
    ) -> Coroutine[Any, Any, AsyncResponse[AsyncV4PagePaginationArray[T]]]:
        """Call an operation whose answer comes in pages. Arguments are checked now."""
        return self._request(self._prepare(call), self._page)

    def __client_paginate__(self, call: Call[T]) -> AsyncPaginator[T]:
        """Call an operation whose answer comes in pages, when it is awaited or iterated over."""
        prepared = self._prepare(call)
        return AsyncPaginator(prepared, lambda: self._parsed(prepared, self._page))

    def __client_stream__(
        self, call: Call[Any]
    ) -> AbstractAsyncContextManager[AsyncStreamedResponse[Any]]:
        """Call an operation, leaving the body of its answer to be read in an `async with` block."""
        return self._stream(self._prepare(call))

    @asynccontextmanager
    async def _stream(self, call: PreparedCall) -> AsyncGenerator[AsyncStreamedResponse[Any]]:
        read = self._page if call.operation.page_parameter else read_result
        final = await run_async(self._http, self._start(call, is_streamed=True))
        response = AsyncStreamedResponse(final, partial(read, call, final))
        try:
            if not final.response.is_success:
                read(call, final)
            yield response
        finally:
            await response.close()
            final.response.stream = httpx.ByteStream(b"")

    async def _request(self, call: PreparedCall, read: _Read[T]) -> AsyncResponse[T]:
        final = await run_async(self._http, self._start(call))
        return AsyncResponse(final.response, read(call, final))

    async def _parsed(self, call: PreparedCall, read: _Read[T]) -> T:
        return (await self._request(call, read)).parsed

    async def _begin_page(
        self, call: PreparedCall
    ) -> FirstAttempt[Coroutine[Any, Any, AsyncV4PagePaginationArray[Any]]]:
        flow = self._start(call)
        outcome = await run_until_wait_async(self._http, flow)

        async def result() -> AsyncV4PagePaginationArray[Any]:
            return self._page(call, await run_async(self._http, flow, outcome))

        return FirstAttempt(outcome, result)

    def _page(self, call: PreparedCall, final: FinalResponse) -> AsyncV4PagePaginationArray[Any]:
        rows = read_rows(call, final)
        return AsyncV4PagePaginationArray(call, final, rows, self._begin_page)

    async def close(self) -> None:
        """Close the connections, unless they belong to another client or a given `http_client`."""
        if self._owns_connections:
            await self._connections.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
