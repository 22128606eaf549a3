"""Secrets are on the wire and nowhere that a program, a log or a crash reporter would show."""

from __future__ import annotations

import asyncio
import copy
import logging
import pickle
import traceback
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Any, Final

import attrs
import pytest

from cloudflare_ai_controls import CloudflareError
from tests.clients import ASYNC, ClientKind, entered

from .support import (
    CLOSED,
    CREDENTIALS,
    LISTED,
    PATIENCE,
    RESET,
    SECRETS,
    SHORT,
    SILENCE,
    Caller,
    Reply,
    Server,
    answer,
    corrupt_gzip,
    envelope,
    page,
    until,
    unused_url,
)

pytestmark = pytest.mark.anyio

_OURS: Final = ("cloudflare_ai_controls", "cloudflare_api_core")
_LOGGERS: Final = ("", "cloudflare_ai_controls", "httpx", "httpcore")

_FAILURES: Final[dict[str, Reply]] = {
    "401": answer(401, b'{"success": false, "errors": [{"code": 10000, "message": "no"}]}'),
    "redirect": answer(302, b"", ("Location", "https://127.0.0.1/elsewhere")),
    "redirect-invalid": answer(302, b"", ("Location", "http://[::1")),
    "unavailable": answer(503, b"<html>", ("Retry-After", "1")),
    "html": answer(200, b"<html>"),
    "unsuccessful": answer(200, b'{"success": false}'),
    "wrong-shape": answer(200, envelope([5])),
    "gzip": answer(200, corrupt_gzip(), ("Content-Encoding", "gzip")),
    "short": answer(200, b"{", length=99, then="close"),
    "garbage": Reply(b"\x00\r\n\r\n", "close"),
    "closed": CLOSED,
    "reset": RESET,
    "silence": SILENCE,
}

_READS: Final = ("plain", "raw", "streaming", "iterated")
# One way to fail with each scheme shows that the schemes are treated alike.
_CASES: Final = [*((failure, "token") for failure in _FAILURES), ("401", "pair"), ("reset", "pair")]
_scheme = pytest.mark.parametrize("scheme", CREDENTIALS)


class _Keeper(logging.Handler):
    def __init__(self, kept: list[logging.LogRecord]) -> None:
        super().__init__(1)
        self._kept = kept

    def emit(self, record: logging.LogRecord) -> None:
        self._kept.append(record)


@pytest.fixture
def records() -> Iterator[list[logging.LogRecord]]:
    """The log records of every level."""
    kept: list[logging.LogRecord] = []
    handler = _Keeper(kept)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    levels = [logger.level for logger in loggers]
    loggers[0].addHandler(handler)
    for logger in loggers:
        logger.setLevel(1)
    yield kept
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, levels, strict=True):
        logger.setLevel(level)


def _shows(text: str) -> bool:
    return any(secret in text for secret in SECRETS)


def _parts(value: Any) -> Iterable[tuple[str, Any]]:
    """The parts of an object that a crash reporter would record."""
    if isinstance(value, Mapping):
        for key, item in value.items():  # pyright: ignore[reportUnknownVariableType]
            yield "key", key
            yield f"[{key!r}]", item
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from (("[]", item) for item in value)  # pyright: ignore[reportUnknownVariableType]
    elif isinstance(value, BaseException):
        yield from ((name, getattr(value, name)) for name in ("args", "__cause__", "__context__"))
        yield from vars(value).items()
        yield from ((f"frame {name}", local) for name, local in _locals(value.__traceback__))
    elif type(value).__module__.startswith((*_OURS, "httpx.", "httpx")):
        # An httpx client is the user's, or full of connections in use; its repr must do.
        if not type(value).__name__.endswith("Client") or type(value).__module__ in _OURS:
            yield from getattr(value, "__dict__", {}).items()
        yield from _fields(value)
        if getattr(value, "__closure__", None):
            yield from (("closure", cell.cell_contents) for cell in value.__closure__)


def _fields(value: object) -> Iterable[tuple[str, Any]]:
    cls = type(value)
    for field in attrs.fields(cls) if attrs.has(cls) else ():
        yield field.name, getattr(value, field.name)


def _leaks(root: object) -> list[str]:
    """The ways to a secret, from an object through all that hangs on it."""
    seen: dict[int, object] = {}
    found: list[str] = []
    pending: list[tuple[str, Any]] = [(type(root).__name__, root)]
    while pending:
        way, value = pending.pop()
        if id(value) in seen or isinstance(value, type):
            continue
        seen[id(value)] = value
        shown = value.decode("latin-1") if isinstance(value, (bytes, bytearray)) else f"{value!r}"
        if _shows(shown) or (not isinstance(value, (dict, list)) and _shows(f"{value}")):
            found.append(way)
        pending += [(f"{way}.{name}", part) for name, part in _parts(value)]
    return found


def _locals(trace: TracebackType | None) -> Iterable[tuple[str, Any]]:
    """The variables of our frames."""
    for frame, _ in traceback.walk_tb(trace):
        if str(frame.f_globals.get("__name__")).startswith(_OURS):
            for name, value in frame.f_locals.items():
                yield f"{frame.f_code.co_qualname}: {name}", value


def _pickled(value: object) -> str:
    try:
        return pickle.dumps(value).decode("latin-1")
    except (TypeError, AttributeError, pickle.PicklingError) as error:
        return str(error)


def _check(value: object) -> None:
    """Assert that an object shows no secret: as text, in its parts, in a pickle or a copy."""
    assert not _leaks(value)
    for text in (f"{value}", repr(value), str(getattr(value, "__dict__", "")), _pickled(value)):
        assert not _shows(text)
    for duplicate in (copy.copy, copy.deepcopy):
        with suppress(TypeError):
            assert not _leaks(duplicate(value))


def _check_log(records: Iterable[logging.LogRecord]) -> None:
    assert not _leaks([vars(record) for record in records])
    for record in records:
        assert not _shows(logging.Formatter().format(record))


def _check_sent(server: Server, scheme: str) -> None:
    secrets = CREDENTIALS[scheme].values()
    assert all(secret in request for request in server.requests for secret in secrets)


@pytest.mark.parametrize(("failure", "scheme"), _CASES)
async def test_a_failed_call_shows_no_secret(
    failure: str,
    scheme: str,
    client_kind: ClientKind,
    waits: list[float],
    records: list[logging.LogRecord],
) -> None:
    reply = _FAILURES[failure]
    timeout = SHORT if reply.then == "hang" else PATIENCE
    settings = {"timeout": timeout, "max_retries": 1, **CREDENTIALS[scheme]}
    with Server(reply) as server:
        async with Caller(client_kind, server.url, **settings) as caller:
            for read in _READS:
                if read == "iterated" and failure in {"html", "unsuccessful", "wrong-shape"}:
                    continue  # nobody looks
                with pytest.raises(CloudflareError) as caught:
                    await getattr(caller, read)()
                _check(caught.value)
                assert list(_locals(caught.value.__traceback__)), "there are frames to look at"
                assert not _shows("".join(traceback.format_exception(caught.value)))
                await until(lambda: bool(server.requests))
                _check_sent(server, scheme)
                server.requests.clear()
                assert records
                _check_log(records)
                records.clear()
            _check(caller.client)


@_scheme
async def test_a_call_that_is_not_sent_shows_no_secret(
    scheme: str, client_kind: ClientKind, waits: list[float], records: list[logging.LogRecord]
) -> None:
    def calls(caller: Any) -> list[Callable[[], Awaitable[object]]]:
        return [
            caller.plain,
            lambda: caller.plain(per_page=0),
            lambda: caller.plain(extra_headers={"authorization": "x"}),
            lambda: caller.plain(extra_query={"a": "\ud800"}),
        ]

    with unused_url() as url:
        async with Caller(client_kind, url, max_retries=1, **CREDENTIALS[scheme]) as caller:
            for call in calls(caller):
                with pytest.raises((CloudflareError, ValueError)) as caught:
                    await call()
                assert not _leaks(caught.value)
        with pytest.raises(CloudflareError) as caught:
            await caller.plain()
        _check(caught.value)
        wrongs: list[dict[str, Any]] = [{"api_token": " "}, {"api_key": "a\n"}, {"max_retries": -1}]
        for wrong in wrongs:
            with pytest.raises((CloudflareError, ValueError)) as refused:
                Caller(client_kind, url, **CREDENTIALS[scheme] | wrong)
            assert not _leaks(refused.value.args)
    _check_log(records)


@_scheme
async def test_a_successful_call_shows_no_secret(
    scheme: str, client_kind: ClientKind, records: list[logging.LogRecord]
) -> None:
    with Server(page(1, of=3), page(2, of=3), page(1, of=3)) as server:
        async with Caller(client_kind, server.url, **CREDENTIALS[scheme]) as caller:
            first = await caller.plain()
            second = await caller.next(first)
            raw, streamed = await caller.raw(), await caller.streaming()
            client = caller.client
            tree = [client.zero_trust, client.zero_trust.access.ai_controls.mcp, caller.servers]
            views = [caller.servers.with_raw_response, caller.servers.with_streaming_response]
            copies = [client.with_options(timeout=1), client.copy(default_query={"a": 1})]
            for each in (client, *tree, *views, *copies, first, second, raw, streamed):
                _check(each)
            _check(raw.http_request)
            _check(first.result[0])
        assert len(server.requests) == 4
        _check_sent(server, scheme)
    assert records
    _check_log(records)


@_scheme
async def test_a_walk_that_fails_ahead_of_the_reader_shows_no_secret(
    scheme: str, client_kind: ClientKind, records: list[logging.LogRecord]
) -> None:
    with Server(page(1, of=9), answer(500)) as server:
        async with Caller(client_kind, server.url, **CREDENTIALS[scheme]) as caller:
            first = await caller.plain()
            with pytest.raises(CloudflareError) as caught:
                await caller.walk(first, 4)
            _check(caught.value)
    assert not _shows("".join(traceback.format_exception(caught.value)))
    assert records
    _check_log(records)


@_scheme
async def test_the_programs_own_failure_shows_no_secret(
    scheme: str, client_kind: ClientKind
) -> None:
    with Server(LISTED) as server:
        async with Caller(client_kind, server.url, **CREDENTIALS[scheme]) as caller:
            with pytest.raises(ZeroDivisionError) as caught:
                async with caller.open_stream():
                    raise ZeroDivisionError
            assert not [way for way, local in _locals(caught.tb) if _shows(f"{local!r} {local}")]


def _exploding(*_: object) -> None:
    raise ZeroDivisionError


async def _exploding_async(*_: object) -> None:
    raise ZeroDivisionError


@_scheme
@pytest.mark.parametrize("event", ["request", "response"])
async def test_a_hook_that_fails_shows_no_secret_of_ours(
    event: str, scheme: str, client_kind: ClientKind
) -> None:
    hook = client_kind.choose(_exploding, _exploding_async)
    with Server(LISTED) as server:
        async with entered(client_kind.http(event_hooks={event: [hook]})) as http:
            caller = Caller(client_kind, server.url, http_client=http, **CREDENTIALS[scheme])
            with pytest.raises(ZeroDivisionError) as caught:
                await caller.plain()
            assert not [way for way, local in _locals(caught.tb) if _leaks(local)]


@_scheme
async def test_a_cancelled_call_shows_no_secret(scheme: str) -> None:
    with Server(SILENCE) as server:
        async with Caller(ASYNC, server.url, **CREDENTIALS[scheme]) as caller:
            task = asyncio.create_task(caller.plain())
            await until(lambda: bool(server.requests))
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            assert not [way for way, local in _locals(caught.tb) if _leaks(local)]


def test_the_search_finds_a_secret() -> None:
    class Error(CloudflareError):
        pass

    error = Error("a")
    error.__context__ = Error(f"b {SECRETS[0]}")
    assert _leaks(error) == [
        "Error.__context__",
        "Error.__context__.args",
        "Error.__context__.args.[]",
    ]
