"""The local variables of our frames hold no secret, during a call and in its traceback."""

from __future__ import annotations

import asyncio
import dataclasses
import inspect
import traceback
from collections.abc import Coroutine, Iterable, Iterator, Mapping
from types import CellType, FrameType
from typing import Any, Final, cast

import httpx
import pytest

import cloudflare_api_core as core
from cloudflare_api_core import (
    APIConnectionError,
    AsyncResource,
    Call,
    CloudflareError,
    Operation,
    Parameter,
    RawResource,
    Response,
    Rule,
    StreamingResource,
    SyncResource,
    model,
    nested,
)
from tests.clients import ClientKind, entered, settled

from .support import SECRETS, Answer, Driver, Pet, Wire, envelope

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("waits")]

_CANARY: Final = "canary-body-7f3d"


@model
class _Chip(core.Model):
    key: str | None = core.field(core.text, default=None, rule=Rule("string", secret=True))


_CHIPS = Parameter("array", "chips", "body", items=Rule("object", model=lambda: _Chip))
_CREATE = Operation(
    id="createPet",
    method="PUT",
    path="/owners/{owner}/pets",
    parameters=(
        Parameter("string", "owner", "path", required=True),
        Parameter("string", "key", "body", secret=True, max_length=20),
        Parameter("string", "name", "body"),
        _CHIPS,
    ),
    result=nested(lambda: Pet),
)


class _Pets(SyncResource):
    def create(self, *, key: Any = _CANARY, **arguments: Any) -> Pet:
        call = _call(key, arguments)
        del key, arguments
        return self._call(call)


class _AsyncPets(AsyncResource):
    def create(self, *, key: Any = _CANARY, **arguments: Any) -> Coroutine[Any, Any, Pet]:
        call = _call(key, arguments)
        del key, arguments
        return self._call(call)


class _RawPets(RawResource[Any]):
    @core.raw(cast("Any", _Pets.create))
    def create(self) -> None:
        """Raw."""


class _StreamedPets(StreamingResource[Any]):
    @core.streamed(cast("Any", _Pets.create))
    def create(self) -> None:
        """Streamed."""


def _create_detailed(client: Any, *, key: Any = _CANARY, **arguments: Any) -> Response[Pet]:
    call = _call(key, arguments)
    del key, arguments
    response: Response[Pet] = client.__client_request__(call)
    return response


async def _plain(client: Any, kind: ClientKind, **arguments: Any) -> None:
    await settled(kind.choose(_Pets, _AsyncPets)(client).create(**arguments))


async def _raw(client: Any, kind: ClientKind, **arguments: Any) -> None:
    await settled(_RawPets(client).create(**arguments))


async def _streamed(client: Any, kind: ClientKind, **arguments: Any) -> None:
    async with entered(_StreamedPets(client).create(**arguments)) as response:
        await settled(response.parse())


async def _result(client: Any, kind: ClientKind, **arguments: Any) -> None:
    derive: Any = kind.choose(core.result_of, core.async_result_of)
    await settled(derive(_create_detailed)(_nothing)(client, **arguments))


def _nothing() -> None:
    """The documentation of a derived function."""


def _call(key: Any, arguments: Mapping[str, Any]) -> Call[Pet]:
    given: dict[str, Any] = {
        "owner": "o",
        "key": key,
        "name": "Ada",
        "chips": ({"key": each} for each in [_CANARY]),
    }
    options: Any = {"extra_body": {"extra": _CANARY}, "extra_headers": {"X-Note": _CANARY}}
    return Call(_CREATE, {**given, **arguments}, options)


def _record(frames: Iterable[FrameType]) -> list[str]:
    """Return the variables of our frames that show a secret, as a crash reporter records them."""
    return [
        f"{frame.f_code.co_qualname}: {name}"
        for frame in frames
        if str(frame.f_globals["__name__"]).startswith("cloudflare_api_core")
        for name, value in frame.f_locals.items()
        if any(secret in said for said in _said(value) for secret in (*SECRETS, _CANARY))
    ]


def _said(value: Any, depth: int = 5) -> Iterator[str]:
    yield repr(value)
    parts: Any = ()
    if isinstance(value, Mapping):
        parts = [*value.keys(), *value.values()]  # pyright: ignore[reportUnknownVariableType,reportUnknownArgumentType]
    elif isinstance(value, (list, tuple, set, frozenset)):
        parts = value  # pyright: ignore[reportUnknownVariableType]
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = vars(value).values()
    elif callable(value):
        closure: tuple[CellType, ...] = getattr(value, "__closure__", None) or ()
        parts = [cell.cell_contents for cell in closure]
    part: Any
    for part in parts if depth else ():
        yield from _said(part, depth - 1)


def _stack() -> Iterator[FrameType]:
    """The live frames of this thread and task."""
    frame = inspect.currentframe()
    while frame and (frame := frame.f_back):
        yield frame


def _frames_of(error: BaseException) -> list[FrameType]:
    found: list[FrameType] = []
    cause: BaseException | None = error
    while cause:
        found += [frame for frame, _ in traceback.walk_tb(cause.__traceback__)]
        cause = cause.__cause__ or cause.__context__
    return found


_FORMS = pytest.mark.parametrize("form", [_plain, _raw, _streamed, _result])


@_FORMS
async def test_the_frames_of_a_call_hold_no_secret_while_it_waits(
    form: Any, client_kind: ClientKind, driver: Driver, wire: Wire
) -> None:
    recorded: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        assert _CANARY.encode() in request.content
        recorded.extend(_record(_stack()))
        return envelope({"id": "a"})

    wire.will(answer)
    await form(driver.client, client_kind)
    assert recorded == []


async def test_a_suspended_task_holds_no_secret(wire: Wire) -> None:
    async def wait(request: httpx.Request) -> httpx.Response:
        await asyncio.sleep(60)
        raise AssertionError

    async with httpx.AsyncClient(transport=httpx.MockTransport(wait)) as http:
        client = Driver(ClientKind.ASYNC, wire, http_client=http).client
        task = asyncio.create_task(_AsyncPets(client).create())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        frames: list[FrameType] = []
        waiting: Any = task.get_coro()
        while waiting is not None and hasattr(waiting, "cr_frame"):
            frames.append(waiting.cr_frame)
            waiting = waiting.cr_await
        task.cancel()
    assert any(frame.f_code.co_name == "run_until_wait_async" for frame in frames)
    assert _record(frames) == []


_ANSWERS: Final[dict[str, Answer]] = {
    "reset": httpx.ReadError("reset"),
    "refused": lambda _: httpx.Response(400, json={"success": False, "errors": []}),
    "no JSON": lambda _: httpx.Response(200, text="<html>"),
    "wrong shape": lambda _: envelope([5]),
    "mistake": RuntimeError("a mistake"),
}


@_FORMS
@pytest.mark.parametrize("answer", _ANSWERS)
async def test_the_traceback_of_a_failed_call_holds_no_secret(
    answer: str, form: Any, client_kind: ClientKind, driver: Driver, wire: Wire
) -> None:
    wire.will(_ANSWERS[answer])
    with pytest.raises((CloudflareError, RuntimeError)) as caught:
        await form(driver.client, client_kind)
    assert _is_clean(caught.value)


class _Broken:
    """An argument that raises while it is iterated over."""

    def __iter__(self) -> Iterator[object]:
        yield {"key": _CANARY}
        raise LookupError


_MALFORMED: Final[dict[str, Mapping[str, Any]]] = {
    "a blank": {"credentials": {"api_token": f"{_CANARY}\n"}},
    "too many": {"credentials": {"api_token": _CANARY, "api_key": _CANARY}},
    "base URL": {"base_url": "ftp://x"},
    "header": {"default_headers": {"X-Note": f"{_CANARY}\n"}},
}


@pytest.mark.parametrize("mistake", _MALFORMED)
def test_the_traceback_of_a_client_that_cannot_be_made_holds_no_secret(
    mistake: str, client_kind: ClientKind, wire: Wire
) -> None:
    given: dict[str, Any] = {
        "credentials": {"api_token": _CANARY},
        "default_headers": {"X-Note": _CANARY},
        **_MALFORMED[mistake],
    }
    with pytest.raises((CloudflareError, ValueError)) as caught:
        Driver(client_kind, wire, **given)
    assert _CANARY not in str(caught.value)
    assert _is_clean(caught.value)


async def test_the_traceback_of_a_refused_header_holds_no_secret(driver: Driver) -> None:
    headers = {"X-Note": f"{_CANARY}\n"}
    with pytest.raises(ValueError, match="X-Note") as caught:
        await driver.read(extra_headers=headers)
    assert _is_clean(caught.value)
    with pytest.raises(ValueError, match="X-Note") as caught:
        driver.client.with_options(default_headers=headers)
    assert _is_clean(caught.value)


_MISTAKES: Final[dict[str, Mapping[str, Any]]] = {
    "too long": {"key": _CANARY * 2},
    "of another type": {"key": [_CANARY]},
    "nested": {"chips": [{"key": [_CANARY]}]},
    "no JSON": {"name": float("nan")},
    "in the path": {"owner": ""},
    "in an iterable": {"chips": _Broken()},
}


@_FORMS
@pytest.mark.parametrize("mistake", _MISTAKES)
async def test_the_traceback_of_a_refused_argument_holds_no_secret(
    mistake: str, form: Any, client_kind: ClientKind, driver: Driver
) -> None:
    with pytest.raises((ValueError, LookupError)) as caught:
        await form(driver.client, client_kind, **_MISTAKES[mistake])
    assert _CANARY not in str(caught.value)
    assert _is_clean(caught.value)


@pytest.mark.parametrize("concurrency", [1, 2])
async def test_the_frames_of_a_walk_hold_no_credentials(
    concurrency: int, driver: Driver, wire: Wire
) -> None:
    recorded: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        recorded.extend(_record(_stack()))
        info = {"page": len(wire.requests), "per_page": 1, "total_count": 3}
        return envelope([{"id": str(len(wire.requests))}], result_info=info)

    wire.will(answer, answer, httpx.ReadError("reset"))
    with pytest.raises(APIConnectionError) as caught:
        await driver.items(await driver.list({"per_page": 1}), concurrency)
    assert recorded == []
    assert _is_clean(caught.value)


def _is_clean(error: BaseException) -> bool:
    frames = _frames_of(error)
    assert any("cloudflare_api_core" in frame.f_code.co_filename for frame in frames)
    return _record(frames) == []
