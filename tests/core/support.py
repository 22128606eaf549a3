"""A tiny API of pets, and clients of it whose transport is a script."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Mapping
from typing import Any, Final, cast

import httpx
import pytest
from hypothesis import HealthCheck, settings

from cloudflare_api_core import (
    API,
    AsyncAPIClient,
    Call,
    Model,
    Operation,
    Parameter,
    Scheme,
    SyncAPIClient,
    field,
    model,
    nested,
    omit,
    text,
)
from tests.clients import ClientKind, collect, settled

__all__ = [
    "EMAIL",
    "KEY",
    "LIST",
    "PAIR",
    "PETS",
    "READ",
    "SECRETS",
    "SECURITY",
    "TOKEN",
    "Answer",
    "Body",
    "Driver",
    "Pet",
    "Wire",
    "envelope",
    "fuzz",
    "leaks",
    "many",
    "raised_in",
    "texts",
]

TOKEN: Final = "canary-token-7f3a"
EMAIL: Final = "canary-7f3b@example.com"
KEY: Final = "canary-key-7f3c"
SECRETS: Final = (TOKEN, EMAIL, KEY)
PAIR: Final = {"api_email": EMAIL, "api_key": KEY}

SECURITY: Final = (
    (Scheme("api_token", "Authorization", "Bearer "),),
    (Scheme("api_email", "X-Auth-Email"), Scheme("api_key", "X-Auth-Key")),
)
PETS: Final = API(
    name="pets", version="1", base_url="https://api.example.com/v4", security=SECURITY
)

fuzz: Final = settings(
    database=None,
    derandomize=True,
    deadline=None,
    max_examples=30,
    # It depends on the speed of the machine.
    suppress_health_check=[HealthCheck.too_slow],
)


@model
class Pet(Model):
    id: str = field(text)
    name: str | None = field(text, default=None)


READ: Final = Operation(
    id="readPet",
    method="GET",
    path="/owners/{owner}/pets/{id}",
    parameters=(
        Parameter("string", "owner", "path", required=True),
        Parameter("string", "id", "path", required=True),
    ),
    permissions=("Pets Write", "Pets Read"),
    result=nested(lambda: Pet),
    group="pets",
    name="read",
)
LIST: Final = Operation(
    id="listPets",
    method="GET",
    path="/owners/{owner}/pets",
    parameters=(
        Parameter("string", "owner", "path", required=True),
        Parameter("integer", "page", "query", minimum=1),
        Parameter("integer", "per_page", "query", minimum=1, maximum=100),
        Parameter("string", "search", "query"),
    ),
    permissions=("Pets Write", "Pets Read"),
    result=nested(lambda: Pet),
    page_parameter="page",
    group="pets",
    name="list",
)

Answer = httpx.Response | Exception | Callable[[httpx.Request], httpx.Response]


def many(times: int, answer: Callable[[], httpx.Response]) -> list[Answer]:
    return [lambda _: answer()] * times


def raised_in(module: str, error: Exception) -> Exception:
    """The error, with the traceback of one that was raised in a module of this name."""
    scope = {"__name__": module, "error": error}
    try:
        exec("raise error", scope)
    except Exception as raised:
        return raised
    raise AssertionError


def envelope(result: object, **members: object) -> httpx.Response:
    return httpx.Response(200, json={"success": True, "result": result, **members})


class Body(httpx.SyncByteStream, httpx.AsyncByteStream):
    """A body in pieces. It counts the pieces that were read."""

    def __init__(self, *pieces: bytes | Exception, closing: Exception | None = None) -> None:
        self.pieces = pieces
        self.closing = closing
        self.given = 0
        self.is_closed = False

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            if isinstance(piece, Exception):
                raise piece
            self.given += 1
            yield piece

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self:
            yield piece

    def close(self) -> None:
        self.is_closed = True
        if self.closing:
            raise self.closing

    async def aclose(self) -> None:
        self.close()

    def answer(self, status: int = 200, headers: dict[str, str] | None = None) -> httpx.Response:
        return httpx.Response(status, headers=headers, stream=self)


Fork = Callable[[], None]


class Wire:
    """Gives the scripted answers and keeps the requests; one too many or too few is a failure."""

    def __init__(self, *answers: Answer) -> None:
        self.requests: list[httpx.Request] = []
        self._script: deque[Answer] = deque(answers)

    def will(self, *answers: Answer) -> None:
        self._script.extend(answers)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        if not self._script:
            pytest.fail(f"unexpected request: {request.method} {request.url}")
        answer = self._script.popleft()
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else answer(request)

    def forget(self) -> None:
        """Expect no more of the answers."""
        self._script.clear()

    def check(self) -> None:
        assert not self._script, f"{len(self._script)} answers were never asked for"

    @property
    def credentials(self) -> list[dict[str, str]]:
        """The credential headers of each request."""
        names = {scheme.header.lower() for schemes in SECURITY for scheme in schemes}
        return [
            {name: value for name, value in request.headers.multi_items() if name in names}
            for request in self.requests
        ]


class Driver:
    """A client of either kind, behind methods that are awaited."""

    def __init__(
        self,
        kind: ClientKind,
        wire: Wire,
        credentials: Mapping[str, str | None] | None = None,
        *,
        http: Mapping[str, Any] | None = None,
        **settings: Any,
    ) -> None:
        self.kind = kind
        if "http_client" not in settings:
            transport = httpx.MockTransport(wire)
            settings["http_client"] = kind.http(transport=transport, **(http or {}))
        settings.setdefault("max_retries", 0)
        chosen = {"api_token": TOKEN} if credentials is None else credentials
        self.client: Any = kind.choose(SyncAPIClient, AsyncAPIClient)(PETS, chosen, **settings)

    async def request(
        self, operation: Operation[Any], arguments: Mapping[str, Any], **options: Any
    ) -> Any:
        return await settled(
            self.client.__client_request__(Call(operation, arguments, cast("Any", options)))
        )

    async def read(self, owner: Any = "o", id: Any = "i", **options: Any) -> Any:
        return await self.request(READ, {"owner": owner, "id": id}, **options)

    async def list_raw(self, arguments: Mapping[str, Any] | None = None, **options: Any) -> Any:
        defaults = {"owner": "o", "page": omit, "per_page": omit, "search": omit}
        given = defaults | dict(arguments or {})
        return await settled(
            self.client.__client_request_page__(Call(LIST, given, cast("Any", options)))
        )

    async def list(self, arguments: Mapping[str, Any] | None = None, **options: Any) -> Any:
        return (await self.list_raw(arguments, **options)).parsed

    async def next(self, page: Any) -> Any:
        return await settled(page.get_next_page())

    async def items(self, page: Any, concurrency: int = 1) -> Iterable[Any]:
        return await collect(page.iter_items(concurrency))

    async def pages(self, page: Any, concurrency: int = 1) -> Iterable[Any]:
        return await collect(page.iter_pages(concurrency))

    async def close(self) -> None:
        await settled(self.client.close())


def texts(root: object) -> Iterable[tuple[str, str]]:
    """Every text that can be reached from an object, with the way to it."""
    seen: dict[int, object] = {}
    pending: list[tuple[str, Any]] = [(type(root).__name__, root)]
    while pending:
        way, value = pending.pop()
        if id(value) in seen or isinstance(value, type) or callable(value):
            continue
        seen[id(value)] = value
        if isinstance(value, (bytes, bytearray)):
            yield way, value.decode("latin-1")
        elif isinstance(value, str):
            yield way, value
        elif isinstance(value, Mapping):
            for key, item in value.items():  # pyright: ignore[reportUnknownVariableType]
                pending += [(f"{way} key", key), (f"{way}[{key!r}]", item)]
        elif isinstance(value, (list, tuple, set, frozenset, deque)):
            pending += [(f"{way}[]", item) for item in value]  # pyright: ignore[reportUnknownVariableType]
        else:
            pending += [(f"{way}.{name}", item) for name, item in _attributes(value)]


def _attributes(value: Any) -> Iterable[tuple[str, Any]]:
    yield from getattr(value, "__dict__", {}).items()
    names = ["args", "__cause__", "__context__"] if isinstance(value, BaseException) else []
    for cls in type(value).__mro__:
        slots = getattr(cls, "__slots__", ())
        names += [slots] if isinstance(slots, str) else slots
    for name in names:
        if hasattr(value, name):
            yield name, getattr(value, name)


def leaks(root: object) -> list[str]:
    """The ways from an object to secrets."""
    found = [way for way, said in texts(root) if any(secret in said for secret in SECRETS)]
    return [*found, *(repr(root) for secret in SECRETS if secret in f"{root!r} {root}")]
