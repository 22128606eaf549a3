"""The resources of a client, and the forms of their methods: plain, raw and streamed.

The plain method is written out. It sends its call through `self._call`, or through `self._list` if
the response comes in pages. The raw and streamed forms run the same code on a `RawResource` or a
`StreamingResource`, whose `_call` and `_list` send differently.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from functools import wraps
from types import FunctionType
from typing import Any, Concatenate, Generic, ParamSpec, Self, TypeVar, overload

from .call import Call
from .client import AsyncAPIClient, SyncAPIClient
from .pages import AsyncV4PagePaginationArray, SyncV4PagePaginationArray
from .paginator import AsyncPaginator
from .response import AsyncResponse, Response
from .streaming import AsyncStreamedResponse, StreamedResponse

__all__ = [
    "AsyncResource",
    "RawResource",
    "Resource",
    "StreamingResource",
    "SyncResource",
    "async_raw",
    "async_result_of",
    "async_streamed",
    "cached",
    "paginator_of",
    "raw",
    "result_of",
    "streamed",
]

C = TypeVar("C", bound=SyncAPIClient | AsyncAPIClient)
P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")

AsyncDetailed = Callable[P, Coroutine[Any, Any, AsyncResponse[T]]]
_Deriving = Callable[[Callable[[R], None]], Callable[Concatenate[R, P], T]]


class cached(Generic[T]):  # noqa: N801
    """A property that is made when it is first reached, like `functools.cached_property`.

    That one has a lock in Python 3.11, which a fork could leave locked.
    """

    def __init__(self, make: Callable[[Any], T]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> T: ...
    def __get__(self, instance: object | None, owner: type) -> T | Self:
        if instance is None:
            return self
        # setdefault, because two threads may make one at once.
        made: T = vars(instance).setdefault(self._name, self._make(instance))
        return made


class Resource(Generic[C]):
    """A group of methods and of further resources."""

    def __init__(self, client: C) -> None:
        self._client: C = client

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._client!r}>"


class SyncResource(Resource[SyncAPIClient]):
    """A resource whose methods return results."""

    def _call(self, call: Call[T]) -> T:
        return self._client.__client_request__(call).parsed

    def _list(self, call: Call[T]) -> SyncV4PagePaginationArray[T]:
        return self._client.__client_request_page__(call).parsed


class AsyncResource(Resource[AsyncAPIClient]):
    """A resource whose methods are awaited. They check their arguments before that."""

    def _call(self, call: Call[T]) -> Coroutine[Any, Any, T]:
        return self._client.__client_request_result__(call)

    def _list(self, call: Call[T]) -> AsyncPaginator[T]:
        return self._client.__client_paginate__(call)


class RawResource(Resource[C]):
    """A resource whose methods return whole responses. They are declared with `raw`."""

    def __init__(self, client: C) -> None:
        super().__init__(client)
        self._call: Any = client.__client_request__
        self._list: Any = client.__client_request_page__


class StreamingResource(Resource[C]):
    """A resource whose methods leave the body unread. They are declared with `streamed`."""

    def __init__(self, client: C) -> None:
        super().__init__(client)
        self._call = self._list = client.__client_stream__


def raw(method: Callable[Concatenate[Any, P], T]) -> _Deriving[R, P, Response[T]]:
    """Replace the declared method by the raw form of `method`, which returns the response."""
    return _like(method)


def async_raw(
    method: Callable[Concatenate[Any, P], Awaitable[T]],
) -> _Deriving[R, P, Coroutine[Any, Any, AsyncResponse[T]]]:
    """Replace the declared method by the raw form of `method`, which returns the response."""
    return _like(method)


def streamed(
    method: Callable[Concatenate[Any, P], T],
) -> _Deriving[R, P, AbstractContextManager[StreamedResponse[T]]]:
    """Replace the declared method by the streamed form of `method`. The body is left unread."""
    return _like(method)


def async_streamed(
    method: Callable[Concatenate[Any, P], Awaitable[T]],
) -> _Deriving[R, P, AbstractAsyncContextManager[AsyncStreamedResponse[T]]]:
    """Replace the declared method by the streamed form of `method`. The body is left unread."""
    return _like(method)


def result_of(function: Callable[P, Response[T]]) -> Callable[[Callable[[], None]], Callable[P, T]]:
    """Replace the declared function by a form of `function` that returns only the result."""
    return _wrapper(function, lambda response: response.parsed)


def async_result_of(
    function: AsyncDetailed[P, T],
) -> Callable[[Callable[[], None]], Callable[P, Coroutine[Any, Any, T]]]:
    """Replace the declared function by a form of `function` that returns only the result."""
    return _wrapper(function, _returned, _ResultClient)


def paginator_of(
    function: AsyncDetailed[P, AsyncV4PagePaginationArray[T]],
) -> Callable[[Callable[[], None]], Callable[P, AsyncPaginator[T]]]:
    """Replace the declared function by a form of `function` that returns a paginator."""
    return _wrapper(function, _returned, _ResultClient)


class _ResultClient:
    def __init__(self, client: AsyncAPIClient) -> None:
        self.__client_request__ = client.__client_request_result__
        self.__client_request_page__ = client.__client_paginate__


def _returned(value: T) -> T:
    return value


def _wrapper(
    function: Callable[..., Any],
    convert: Callable[[Any], Any],
    client_class: Callable[[Any], Any] = lambda client: client,
) -> Callable[[Any], Any]:
    def derive(declared: Callable[[], None]) -> Callable[..., Any]:
        @wraps(_like(function)(declared))
        def call(client: Any, **arguments: Any) -> Any:
            return convert(function(client_class(client), **_drained(arguments)))

        return call

    return derive


def _drained(arguments: dict[str, Any]) -> dict[str, Any]:
    """Move arguments out of the mapping that a frame holds while it waits for the call."""
    moved = arguments.copy()
    arguments.clear()
    return moved


def _like(function: Callable[..., Any]) -> Callable[[Any], Any]:
    """Return a decorator that copies `function` under the name and docstring of another.

    The copy has the parameters of `function`, for `help` and `inspect.signature`. It has no return
    annotation, because its result differs.
    """
    assert isinstance(function, FunctionType)

    def derive(declared: Callable[..., None]) -> Callable[..., Any]:
        derived = FunctionType(
            function.__code__,
            function.__globals__,
            declared.__name__,
            function.__defaults__,
            function.__closure__,
        )
        derived.__kwdefaults__ = function.__kwdefaults__
        derived.__annotations__ = function.__annotations__.copy()
        del derived.__annotations__["return"]
        derived.__qualname__, derived.__module__ = declared.__qualname__, declared.__module__
        derived.__doc__ = declared.__doc__
        return derived

    return derive
