"""The clients that the generated ones extend: what they are made of, and how a call runs."""

from __future__ import annotations

import logging
import os
from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable, Coroutine, Generator, Mapping
from contextlib import (
    AbstractAsyncContextManager,
    AbstractContextManager,
    asynccontextmanager,
    contextmanager,
    suppress,
)
from typing import Any, ClassVar, Generic, NamedTuple, Self, TypeVar

import httpx

from . import clock
from .arguments import PreparedCall, plain_query, prepare
from .credentials import Credentials, Security
from .envelope import read_result, read_rows
from .operation import Operation
from .options import Omit, Query, RequestOptions, omit
from .page_numbers import FirstAttempt
from .pages import AsyncPaginator, AsyncV4PagePaginationArray, SyncV4PagePaginationArray
from .request_flow import (
    TRANSPORT_ERRORS,
    FinalResponse,
    RequestFlow,
    request_flow,
    run,
    run_async,
    run_until_wait,
    run_until_wait_async,
)
from .response import AsyncResponse, Response, parsed
from .settings import Settings, check_options
from .streaming import AsyncStreamedResponse, StreamedResponse

__all__ = ["API", "AsyncAPIClient", "SyncAPIClient"]

T = TypeVar("T")
H = TypeVar("H", httpx.Client, httpx.AsyncClient)


class API(NamedTuple):
    """What the contract says of the API as a whole."""

    name: str
    """Of the package; it names the client to the server, and the logger."""
    version: str
    base_url: str
    security: Security


class _APIClient(ABC, Generic[H]):
    _http_class: ClassVar[type[httpx.Client | httpx.AsyncClient]]

    def __init__(
        self,
        api: API,
        credentials: Mapping[str, str | None],
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | httpx.Timeout | Omit | None = omit,
        max_retries: int | Omit = omit,
        max_retry_wait: float | Omit = omit,
        default_headers: Mapping[str, str] | None = None,
        default_query: Query | None = None,
        http_client: H | None = None,
        allow_http: bool = False,
    ) -> None:
        if http_client is not None and not isinstance(http_client, self._http_class):
            wanted, given = self._http_class.__name__, type(http_client).__name__
            raise TypeError(f"`http_client` must be an httpx.{wanted}, not {given}")
        self._credentials = Credentials.choose(api.security, credentials, os.environ)
        self._settings = Settings.choose(
            base_url,
            os.environ,
            api.base_url,
            http_client,
            allow_http=allow_http,
            headers={
                "Accept": "application/json",
                "User-Agent": f"{api.name.replace('_', '-')}/{api.version}",
                # The official SDK's tests look for it.
                "X-Stainless-Lang": "python",
            },
        ).replace(
            self._credentials,
            timeout=timeout,
            max_retries=max_retries,
            max_retry_wait=max_retry_wait,
            headers=default_headers,
            query=default_query,
        )
        self._logger = logging.getLogger(api.name)
        if not self._logger.handlers:
            # Otherwise warnings would be printed in programs that set up no logging.
            self._logger.addHandler(logging.NullHandler())
        self._owns_http = http_client is None
        self._http: H = self._open_http() if http_client is None else http_client

    @abstractmethod
    def _open_http(self) -> H: ...

    @property
    def base_url(self) -> str:
        """Where calls go."""
        return self._settings.base_url

    @property
    def timeout(self) -> float | httpx.Timeout | None:
        """Seconds, or an `httpx.Timeout`; None waits for ever."""
        return self._settings.timeout

    @property
    def max_retries(self) -> int:
        """How often a call is tried again."""
        return self._settings.policy.max_retries

    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | Omit | None = omit,
        max_retries: int | Omit = omit,
        max_retry_wait: float | Omit = omit,
        default_headers: Mapping[str, str] | None = None,
        default_query: Query | None = None,
    ) -> Self:
        """Return a copy with other settings, headers and query parameters being added.

        It shares the connections, which stay those of the client it was copied from: closing the
        copy leaves them open.
        """
        copy = object.__new__(type(self))
        copy._credentials = self._credentials
        copy._settings = self._settings.replace(
            self._credentials,
            timeout=timeout,
            max_retries=max_retries,
            max_retry_wait=max_retry_wait,
            headers=default_headers,
            query=default_query,
        )
        copy._logger = self._logger
        copy._owns_http = False
        copy._http = self._http
        return copy

    copy = with_options

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.base_url}>"

    def _prepare(
        self, operation: Operation[Any], arguments: Mapping[str, Any], options: RequestOptions
    ) -> PreparedCall:
        call = prepare(operation, arguments, options)
        check_options(self._credentials, options)
        return call

    def _start(self, call: PreparedCall, *, is_streamed: bool = False) -> RequestFlow:
        settings, options = self._settings, call.options
        headers = settings.headers_with(options.get("extra_headers"))
        if call.body is not None:
            headers.setdefault("Content-Type", "application/json")
        try:
            request = self._http.build_request(
                call.operation.method,
                settings.base_url + call.path,
                params=plain_query(settings.query) | dict(call.query) or None,
                headers=headers,
                content=call.body,
                timeout=options.get("timeout", settings.timeout),
            )
        except httpx.InvalidURL as error:
            problem = str(error)
        else:
            self._credentials.strip_credentials(request)
            return request_flow(
                request,
                self._credentials,
                settings.policy,
                self._logger,
                shown=_without_body(request) if call.operation.takes_secrets else None,
                not_before=call.not_before,
                is_streamed=is_streamed,
            )
        raise ValueError(f"Expected arguments that make a URL: {problem}")


def _without_body(request: httpx.Request) -> httpx.Request:
    return httpx.Request(request.method, request.url, headers=request.headers)


class SyncAPIClient(_APIClient[httpx.Client]):
    """Base of the generated client. Its `with` block closes it."""

    _http_class = httpx.Client

    def request(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Response[T]:
        """Call an operation."""
        call = self._prepare(operation, arguments, options)
        answer = run(self._http, self._start(call))
        return Response(answer.response, read_result(call, answer))

    def request_page(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Response[SyncV4PagePaginationArray[T]]:
        """Call an operation whose answer comes in pages."""
        return self._request_page(self._prepare(operation, arguments, options))

    def stream(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> AbstractContextManager[StreamedResponse[T]]:
        """Call an operation, leaving the body of its answer to be read in a `with` block."""
        call = self._prepare(operation, arguments, options)
        return self._stream(call, lambda answer: read_result(call, answer))

    def stream_page(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> AbstractContextManager[StreamedResponse[SyncV4PagePaginationArray[T]]]:
        """Call an operation whose answer comes in pages, as `stream` does."""
        call = self._prepare(operation, arguments, options)
        return self._stream(call, lambda answer: self._page(call, answer))

    @contextmanager
    def _stream(
        self, call: PreparedCall, interpret: Callable[[FinalResponse], T]
    ) -> Generator[StreamedResponse[T]]:
        answer = run(self._http, self._start(call, is_streamed=True))
        try:
            if not answer.response.is_success:
                interpret(answer)
            yield StreamedResponse(answer, interpret)
        finally:
            with suppress(*TRANSPORT_ERRORS):
                answer.response.close()
            answer.response.stream = httpx.ByteStream(b"")

    def _request_page(self, call: PreparedCall) -> Response[SyncV4PagePaginationArray[Any]]:
        answer = run(self._http, self._start(call))
        return Response(answer.response, self._page(call, answer))

    def _begin_page(self, call: PreparedCall) -> FirstAttempt[SyncV4PagePaginationArray[Any]]:
        steps = self._start(call)
        outcome = run_until_wait(self._http, steps)
        started = clock.monotonic()

        def result() -> SyncV4PagePaginationArray[Any]:
            if isinstance(outcome, FinalResponse):
                return self._page(call, outcome)
            wait = outcome.seconds - (clock.monotonic() - started)
            return self._page(call, run(self._http, steps, wait))

        return FirstAttempt(
            isinstance(outcome, FinalResponse) and outcome.response.is_success, result
        )

    def _page(self, call: PreparedCall, answer: FinalResponse) -> SyncV4PagePaginationArray[Any]:
        rows = read_rows(call, answer)
        return SyncV4PagePaginationArray(call, answer, rows, self._begin_page)

    def _open_http(self) -> httpx.Client:
        return httpx.Client(trust_env=self._settings.trusts_environment)

    def close(self) -> None:
        """Close the connections, unless they belong to another client or a given `http_client`."""
        if self._owns_http:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class AsyncAPIClient(_APIClient[httpx.AsyncClient]):
    """Base of the generated asynchronous client. Its `async with` block closes it."""

    _http_class = httpx.AsyncClient

    def request(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Coroutine[Any, Any, AsyncResponse[T]]:
        """Call an operation. Arguments are checked now, not when it is awaited."""
        return self._request(self._prepare(operation, arguments, options))

    def request_page(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> Coroutine[Any, Any, AsyncResponse[AsyncV4PagePaginationArray[T]]]:
        """Call an operation whose answer comes in pages. Arguments are checked now."""
        return self._request_page(self._prepare(operation, arguments, options))

    def paginate(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> AsyncPaginator[T]:
        """Call an operation whose answer comes in pages, when it is awaited or iterated over."""
        call = self._prepare(operation, arguments, options)
        return AsyncPaginator(lambda: parsed(self._request_page(call)))

    def stream(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> AbstractAsyncContextManager[AsyncStreamedResponse[T]]:
        """Call an operation, leaving the body of its answer to be read in an `async with` block."""
        call = self._prepare(operation, arguments, options)
        return self._stream(call, lambda answer: read_result(call, answer))

    def stream_page(
        self, operation: Operation[T], arguments: Mapping[str, Any], options: RequestOptions
    ) -> AbstractAsyncContextManager[AsyncStreamedResponse[AsyncV4PagePaginationArray[T]]]:
        """Call an operation whose answer comes in pages, as `stream` does."""
        call = self._prepare(operation, arguments, options)
        return self._stream(call, lambda answer: self._page(call, answer))

    @asynccontextmanager
    async def _stream(
        self, call: PreparedCall, interpret: Callable[[FinalResponse], T]
    ) -> AsyncGenerator[AsyncStreamedResponse[T]]:
        answer = await run_async(self._http, self._start(call, is_streamed=True))
        try:
            if not answer.response.is_success:
                interpret(answer)
            yield AsyncStreamedResponse(answer, interpret)
        finally:
            with suppress(*TRANSPORT_ERRORS):
                await answer.response.aclose()
            answer.response.stream = httpx.ByteStream(b"")

    async def _request(self, call: PreparedCall) -> AsyncResponse[Any]:
        answer = await run_async(self._http, self._start(call))
        return AsyncResponse(answer.response, read_result(call, answer))

    async def _request_page(
        self, call: PreparedCall
    ) -> AsyncResponse[AsyncV4PagePaginationArray[Any]]:
        answer = await run_async(self._http, self._start(call))
        return AsyncResponse(answer.response, self._page(call, answer))

    async def _begin_page(
        self, call: PreparedCall
    ) -> FirstAttempt[Coroutine[Any, Any, AsyncV4PagePaginationArray[Any]]]:
        steps = self._start(call)
        outcome = await run_until_wait_async(self._http, steps)
        started = clock.monotonic()

        async def result() -> AsyncV4PagePaginationArray[Any]:
            if isinstance(outcome, FinalResponse):
                return self._page(call, outcome)
            wait = outcome.seconds - (clock.monotonic() - started)
            return self._page(call, await run_async(self._http, steps, wait))

        return FirstAttempt(
            isinstance(outcome, FinalResponse) and outcome.response.is_success, result
        )

    def _page(self, call: PreparedCall, answer: FinalResponse) -> AsyncV4PagePaginationArray[Any]:
        rows = read_rows(call, answer)
        return AsyncV4PagePaginationArray(call, answer, rows, self._begin_page)

    def _open_http(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(trust_env=self._settings.trusts_environment)

    async def close(self) -> None:
        """Close the connections, unless they belong to another client or a given `http_client`."""
        if self._owns_http:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()
