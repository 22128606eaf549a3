"""The clients that the generated ones extend: what they are made of, and how a call runs."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Coroutine, Mapping
from typing import Any, Generic, Self, TypeVar

import httpx
from attrs import frozen

from .arguments import Call, prepare
from .base_url import choose_base_url
from .credentials import Credentials, Security
from .envelope import read_result, read_rows
from .errors import CloudflareError
from .exchange import Exchange, exchange, perform, perform_async
from .operation import Operation
from .options import DEFAULT_TIMEOUT, Omit, RequestOptions, omit
from .paging import AsyncPaginator, AsyncV4PagePaginationArray, SyncV4PagePaginationArray
from .response import AsyncResponse, Response

__all__ = ["API", "AsyncAPIClient", "SyncAPIClient"]

T = TypeVar("T")
H = TypeVar("H", httpx.Client, httpx.AsyncClient)


@frozen
class API:
    """What the contract says of the API as a whole."""

    base_url: str
    security: Security
    user_agent: str


class _APIClient(ABC, Generic[H]):
    def __init__(
        self,
        api: API,
        credentials: Mapping[str, str | None],
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | httpx.Timeout | Omit | None = omit,
        http_client: H | None = None,
        allow_http: bool = False,
    ) -> None:
        self._credentials = Credentials.choose(api.security, credentials, os.environ)
        self.base_url: str = choose_base_url(
            base_url, os.environ, api.base_url, allow_http=allow_http
        )
        """Where calls go."""
        self.timeout: float | httpx.Timeout | None = (
            DEFAULT_TIMEOUT if isinstance(timeout, Omit) else timeout
        )
        """Seconds, or an `httpx.Timeout`; None waits for ever."""
        self._headers = {"Accept": "application/json", "User-Agent": api.user_agent}
        self._owns_http = http_client is None
        self._http: H = self._open_http() if http_client is None else http_client

    @abstractmethod
    def _open_http(self) -> H: ...

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.base_url}>"

    @property
    def _trusts_environment(self) -> bool:
        # A proxy reads what is sent over plain http, which is meant for this machine alone.
        return self.base_url.startswith("https:")

    def _start(self, call: Call) -> Exchange:
        if self._http.is_closed:
            raise CloudflareError("the client is closed")
        headers = httpx.Headers(self._headers)
        headers.update(call.options.get("extra_headers"))
        for name in headers:
            if self._credentials.is_credential(name):
                raise ValueError(f"`extra_headers` may not contain {name}: it carries credentials")
        try:
            request = self._http.build_request(
                call.operation.method,
                self.base_url + call.path,
                params=call.query or None,
                headers=headers,
                timeout=call.options.get("timeout", self.timeout),
            )
        except httpx.InvalidURL as error:
            problem = str(error)
        else:
            self._credentials.unsign(request)
            return exchange(request, self._credentials)
        raise ValueError(f"Expected arguments that make a URL: {problem}")


class SyncAPIClient(_APIClient[httpx.Client]):
    """Base of the generated client. Its `with` block closes it."""

    def request(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Response[T]:
        """Call an operation."""
        call = prepare(operation, arguments, options)
        response = self._perform(call)
        return Response(response, read_result(call, response))

    def request_page(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Response[SyncV4PagePaginationArray[T]]:
        """Call an operation whose answer comes in pages."""
        return self._request_page(prepare(operation, arguments, options))

    def _request_page(self, call: Call) -> Response[SyncV4PagePaginationArray[Any]]:
        response = self._perform(call)
        rows = read_rows(call, response)
        page = SyncV4PagePaginationArray(call, rows, lambda call: self._request_page(call).parsed)
        return Response(response, page)

    def _perform(self, call: Call) -> httpx.Response:
        return perform(self._http, self._start(call))

    def _open_http(self) -> httpx.Client:
        return httpx.Client(trust_env=self._trusts_environment)

    def close(self) -> None:
        """Close the connections, unless they belong to an `http_client` that was given."""
        if self._owns_http:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncAPIClient(_APIClient[httpx.AsyncClient]):
    """Base of the generated asynchronous client. Its `async with` block closes it."""

    def request(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Coroutine[Any, Any, AsyncResponse[T]]:
        """Call an operation. Arguments are checked now, not when it is awaited."""
        return self._request(prepare(operation, arguments, options))

    async def _request(self, call: Call) -> AsyncResponse[Any]:
        response = await self._perform(call)
        return AsyncResponse(response, read_result(call, response))

    def request_page(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Coroutine[Any, Any, AsyncResponse[AsyncV4PagePaginationArray[T]]]:
        """Call an operation whose answer comes in pages. Arguments are checked now."""
        return self._request_page(prepare(operation, arguments, options))

    def paginate(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> AsyncPaginator[T]:
        """Call an operation whose answer comes in pages, when it is awaited or iterated over."""
        call = prepare(operation, arguments, options)
        return AsyncPaginator(lambda: self._fetch_page(call))

    async def _request_page(self, call: Call) -> AsyncResponse[AsyncV4PagePaginationArray[Any]]:
        response = await self._perform(call)
        rows = read_rows(call, response)
        return AsyncResponse(response, AsyncV4PagePaginationArray(call, rows, self._fetch_page))

    async def _fetch_page(self, call: Call) -> AsyncV4PagePaginationArray[Any]:
        return (await self._request_page(call)).parsed

    async def _perform(self, call: Call) -> httpx.Response:
        return await perform_async(self._http, self._start(call))

    def _open_http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(trust_env=self._trusts_environment)

    async def close(self) -> None:
        """Close the connections, unless they belong to an `http_client` that was given."""
        if self._owns_http:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
