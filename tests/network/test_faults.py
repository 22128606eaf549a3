"""Whatever the network or the server does, what is raised is one of our own clear errors."""

from __future__ import annotations

import gzip
import json
import socket
import ssl
import zlib
from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any, Final

import pytest

from cloudflare_ai_controls import (
    APIConnectionError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AuthenticationError,
    BadRequestError,
    CloudflareError,
    ConflictError,
    InternalServerError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitError,
    UnprocessableEntityError,
    UnsuccessfulResponseError,
)
from cloudflare_api_core import Operation, anything, clock
from tests.clients import ClientKind, entered

from .support import (
    CERTIFICATE,
    CLOSED,
    LISTED,
    PAIR,
    RESET,
    ROW,
    SILENCE,
    Caller,
    Reply,
    Server,
    answer,
    corrupt_gzip,
    envelope,
    failing,
    unused_url,
)

pytestmark = pytest.mark.anyio

_CLASSES: Final[dict[int, type[APIStatusError]]] = {
    **dict.fromkeys(range(500, 600), InternalServerError),
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}

_FAILURE: Final = {
    "success": False,
    "errors": [{"code": 10000, "message": "Authentication error"}],
    "messages": [],
    "result": None,
}
_HTML: Final = b"<!DOCTYPE html>\n<html><title>520: unknown error</title></html>\n"
_BODIES: Final = {
    "json": (json.dumps(_FAILURE).encode(), "application/json"),
    "html": (_HTML, "text/html; charset=UTF-8"),
    "empty": (b"", "text/plain"),
}


@pytest.mark.parametrize("body", _BODIES)
async def test_every_status_is_its_own_error(body: str, client_kind: ClientKind) -> None:
    content, kind = _BODIES[body]
    ray = ("CF-RAY", "8f1e2d3c4b5a6978-AMS")
    # 304 has no body by definition.
    script = [answer(s, b"" if s == 304 else content, ray, kind=kind) for s in range(300, 600)]
    with Server(*script) as server:
        async with Caller(client_kind, server.url) as caller:
            for status in range(300, 600):
                with failing(_CLASSES.get(status, APIStatusError)) as caught:
                    await caller.plain()
                error = caught.value
                assert error.status_code == status
                assert str(error).startswith(str(status))
                assert str(error).count("GET /accounts/a/access/ai-controls/mcp/servers") == 1
                assert error.ray_id == "8f1e2d3c4b5a6978-AMS"
                assert "8f1e2d3c4b5a6978-AMS" in str(error)
                if status != 304 and body == "json":
                    assert error.body == _FAILURE
                    assert [entry.code for entry in error.errors] == [10000]
                elif status != 304:
                    assert error.body == content.decode()
        assert len(server.requests) == 300


def _deep(opening: str, closing: str, levels: int) -> bytes:
    return (opening * levels + closing * levels).encode()


def _result_of(nested: bytes) -> bytes:
    return envelope("nested").replace(b'"nested"', nested)


def _in_tools(nested: bytes) -> bytes:
    row = json.dumps({**ROW, "tools": [{"schema": "nested"}]}).encode()
    return envelope("rows").replace(b'"rows"', b"[" + row + b"]").replace(b'"nested"', nested)


_GZIP: Final = ("Content-Encoding", "gzip")
_CHUNKED: Final = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
_BAD: Final = APIResponseValidationError
_LOST: Final = APIConnectionError

_ANSWERS: Final[dict[str, tuple[Reply, type[CloudflareError]]]] = {
    "html": (answer(200, _HTML, kind="text/html"), _BAD),
    "nothing": (answer(200), _BAD),
    "no-content": (Reply(b"HTTP/1.1 204 No Content\r\n\r\n"), _BAD),
    "201-nothing": (answer(201), _BAD),
    "truncated-json": (answer(200, envelope([ROW])[:-20]), _BAD),
    "two-documents": (answer(200, envelope([ROW]) * 2), _BAD),
    "null": (answer(200, b"null"), _BAD),
    "number": (answer(200, b"5"), _BAD),
    "text": (answer(200, b'"a\\nb"'), _BAD),
    "array": (answer(200, b"[]"), _BAD),
    "no-success": (answer(200, b'{"result": []}'), _BAD),
    "success-null": (answer(200, b'{"success": null}'), UnsuccessfulResponseError),
    "success-1": (answer(200, b'{"success": 1, "result": []}'), UnsuccessfulResponseError),
    "success-false": (answer(200, json.dumps(_FAILURE).encode()), UnsuccessfulResponseError),
    "errors-misshapen": (
        answer(200, b'{"success": false, "errors": {"a": "\\r\\n"}}'),
        UnsuccessfulResponseError,
    ),
    "message-of-lines": (
        answer(400, b'{"errors": [{"code": "x", "message": "a\\r\\nb\\u2028c\\u001b[31m"}]}'),
        BadRequestError,
    ),
    "message-endless": (
        answer(400, json.dumps({"errors": [{"message": "a " * 9999}] * 99}).encode()),
        BadRequestError,
    ),
    "ray-odd": (answer(500, b"", ("CF-RAY", "a\tb\x85" + "c" * 5000)), InternalServerError),
    "kind-odd": (answer(500, b"x", kind="\xff\tb" + "c" * 5000), InternalServerError),
    "result-object": (answer(200, envelope({})), _BAD),
    "result-text": (answer(200, envelope("a\nb")), _BAD),
    "row-text": (answer(200, envelope(["a"])), _BAD),
    "row-without-id": (answer(200, envelope([{"name": "A"}])), _BAD),
    "row-name-number": (answer(200, envelope([{**ROW, "name": 5}])), _BAD),
    "row-tools-object": (answer(200, envelope([{**ROW, "tools": "a"}])), _BAD),
    "deep-array": (answer(200, _deep("[", "]", 200_000)), _BAD),
    "deep-object": (answer(200, b'{"a":' * 200_000 + b"1" + b"}" * 200_000), _BAD),
    "deep-unclosed": (answer(200, b"[" * 200_000), _BAD),
    "deep-result": (answer(200, _result_of(_deep("[", "]", 200_000))), _BAD),
    "deep-tools": (answer(200, _in_tools(_deep("[", "]", 200_000))), _BAD),
    "deep-500": (answer(500, _deep("[", "]", 200_000)), InternalServerError),
    "less-deep-500": (answer(500, _result_of(_deep("[", "]", 900))), InternalServerError),
    "less-deep-400": (
        answer(400, b'{"errors": [{"source": ' + b'{"a":' * 900 + b"1" + b"}" * 901 + b"]}"),
        BadRequestError,
    ),
    "short-body": (answer(200, envelope([ROW]), length=9999, then="close"), _LOST),
    "short-error": (answer(500, b"{", length=9999, then="close"), _LOST),
    "reset-in-body": (answer(200, envelope([ROW]), length=9999, then="reset"), _LOST),
    "silence-in-body": (answer(200, b"{", length=9999, then="hang"), APITimeoutError),
    "corrupt-gzip": (answer(200, corrupt_gzip(), _GZIP), _BAD),
    "no-gzip": (answer(200, envelope([ROW]), _GZIP), _BAD),
    "no-gzip-500": (answer(500, _HTML, _GZIP), _BAD),
    "cut-gzip": (answer(200, gzip.compress(envelope([ROW]))[:-30], _GZIP), _BAD),
    "no-deflate": (answer(200, envelope([ROW]), ("Content-Encoding", "deflate")), _BAD),
    "unknown-encoding": (answer(200, zlib.compress(b"{}"), ("Content-Encoding", "x")), _BAD),
    "latin-1": (answer(200, envelope().replace(b"null", b'"\xe9"')), _BAD),
    "no-such-charset": (answer(200, b"\xff", kind="application/json; charset=nö"), _BAD),
    "no-such-charset-500": (answer(500, b"\xff", kind="text/html; charset=x"), InternalServerError),
    "chunk-size": (Reply(_CHUNKED + b"zz\r\n{}\r\n", "close"), _LOST),
    "chunk-cut": (Reply(_CHUNKED + b"ff\r\n{}\r\n", "close"), _LOST),
    "chunks-without-end": (Reply(_CHUNKED + b"2\r\n{}\r\n", "close"), _LOST),
    "garbage": (Reply(b"\x00\xff\xfe garbage\r\n\r\n", "close"), _LOST),
    "ssh": (Reply(b"SSH-2.0-OpenSSH_9.6\r\n", "close"), _LOST),
    "http-2": (Reply(b"\x00\x00\x12\x04\x00\x00\x00\x00\x00", "close"), _LOST),
    "http-9": (Reply(b"HTTP/9.9 200 OK\r\n\r\n", "close"), _BAD),
    "status-99999": (Reply(b"HTTP/1.1 99999 Odd\r\n\r\n", "close"), _LOST),
    "status-line-cut": (Reply(b"HTTP/1.1 20", "close"), _LOST),
    "head-cut": (Reply(b"HTTP/1.1 200 OK\r\nContent-Le", "close"), _LOST),
    "header-misshapen": (Reply(b"HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "close"), _LOST),
    "header-newline": (Reply(b"HTTP/1.1 200 OK\r\nA: b\x00c\r\n\r\n", "close"), _LOST),
    "lengths-differ": (
        Reply(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}", "close"),
        _LOST,
    ),
    "length-nonsense": (Reply(b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n{}", "close"), _LOST),
    "header-too-large": (answer(200, b"", ("X-Large", "x" * 300_000)), _LOST),
    "header-endless": (Reply(b"HTTP/1.1 200 OK\r\nX-Endless: " + b"x" * 2**20, "hang"), _LOST),
    "headers-endless": (Reply(b"HTTP/1.1 200 OK\r\n" + b"X-More: x\r\n" * 2**17, "hang"), _LOST),
    "closed": (CLOSED, _LOST),
    "reset": (RESET, _LOST),
    "silence": (SILENCE, APITimeoutError),
    "head-slow": (Reply(b"HTTP/1.1 200 OK\r\n", "hang"), APITimeoutError),
}


@pytest.mark.parametrize("name", _ANSWERS)
async def test_an_answer_that_is_none(name: str, client_kind: ClientKind) -> None:
    reply, expected = _ANSWERS[name]
    with Server(reply) as server:
        async with Caller(
            client_kind, server.url, timeout=0.2 if reply.then == "hang" else 5
        ) as caller:
            for read in ("plain", "raw", "streaming"):
                with failing(expected):
                    await getattr(caller, read)()
        assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (envelope([ROW]), "application/json; charset=utf-16"),
        (envelope([ROW]), "application/json; charset=no-such"),
        (envelope([ROW]), "text/html"),
        (envelope([ROW]).decode().encode("utf-16"), "application/json; charset=utf-16"),
        (b"\xef\xbb\xbf" + envelope([ROW]), "application/json"),
        (_in_tools(_deep("[", "]", 900)), "application/json"),
    ],
    ids=["utf-16-said", "no-such-charset", "html-said", "utf-16", "byte-order-mark", "deep"],
)
async def test_an_answer_that_can_be_read_all_the_same(
    body: bytes, kind: str, client_kind: ClientKind
) -> None:
    with Server(answer(200, body, kind=kind)) as server:
        async with Caller(client_kind, server.url) as caller:
            assert [row.id for row in (await caller.plain()).result] == ["a"]


@pytest.mark.parametrize("name", ["short-body", "reset-in-body", "silence-in-body", "corrupt-gzip"])
async def test_a_body_that_breaks_off_while_it_is_walked(
    name: str, client_kind: ClientKind
) -> None:
    reply, expected = _ANSWERS[name]
    with Server(reply) as server:
        async with Caller(client_kind, server.url, timeout=0.2) as caller:
            with failing(expected):
                await caller.iterated()


@contextmanager
def _black_hole() -> Generator[str]:
    """Where connecting gets no answer: a queue that is full."""
    with ExitStack() as stack:
        listening = stack.enter_context(socket.socket())
        listening.bind(("127.0.0.1", 0))
        listening.listen(0)
        for _ in range(4):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(listening.getsockname())
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/v4"


_UNREACHABLE: Final[dict[str, tuple[Any, type[APIConnectionError]]]] = {
    "refused": (unused_url, APIConnectionError),
    "black-hole": (_black_hole, APITimeoutError),
}


@pytest.mark.parametrize("retries", [0, 2])
@pytest.mark.parametrize("name", _UNREACHABLE)
async def test_a_server_that_cannot_be_reached(
    name: str, retries: int, client_kind: ClientKind, waits: list[float]
) -> None:
    place, expected = _UNREACHABLE[name]
    with place() as url:
        async with Caller(client_kind, url, timeout=0.2, max_retries=retries) as caller:
            with failing(expected, attempts=1 + retries):
                await caller.plain()
    assert len(waits) == retries


_NOW: Final = datetime(2026, 3, 11, 12, tzinfo=UTC).timestamp()


def _date(seconds: float) -> str:
    return format_datetime(datetime.fromtimestamp(_NOW + seconds, UTC), usegmt=True)


# What the server asks for, and the seconds of that which must be waited; none if it is not readable
# or in the past.
_ASKED: Final = {
    "0": 0,
    "1": 1,
    "7": 7,
    " 7 ": 7,
    "59.5": 59.5,
    "60": 60,
    _date(7): 7,
    _date(60): 60,
    _date(-7): 0,
    _date(7).replace("GMT", "+0000"): 7,
    "Wednesday, 11-Mar-26 12:00:07 GMT": 7,
    "soon": None,
    "-7": None,
    "7 s": None,
    "1e1": None,
    "0x7": None,
    "": None,
    ",": None,
    "7, 8": None,
    "nan": None,
    "inf": None,
    "Wed, 11 Mar 2026": None,
    "Wed, 99 Mar 2026 12:00:07 GMT": None,
    "Wed, 11 Mar 99999 12:00:07 GMT": None,
    "Wed, 11 Mar 2026 12:00:07 +99999999": None,
    "\xb2": None,
}
_TOO_MUCH: Final = {
    "61": 61,
    "60.5": 60.5,
    "120": 120,
    "9" * 400: float("inf"),
    _date(61): 61,
    _date(86400): 86400,
}


@pytest.mark.parametrize("status", [429, 503])
async def test_the_wait_is_what_the_server_asks_for(
    status: int, client_kind: ClientKind, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: _NOW)
    refusals = [answer(status, b"", ("Retry-After", asked)) for asked in _ASKED for _ in range(3)]
    with Server(*refusals) as server:
        async with Caller(client_kind, server.url, max_retries=2) as caller:
            for asked, seconds in _ASKED.items():
                with failing(_CLASSES[status], attempts=3) as caught:
                    await caller.plain()
                assert caught.value.retry_after == seconds, asked
                assert len(waits) == 2
                assert all((seconds or 0) <= wait <= max(seconds or 0, 1) for wait in waits), asked
                waits.clear()
        assert len(server.requests) == len(refusals)


@pytest.mark.parametrize("status", [429, 503])
async def test_a_wait_that_is_too_long_is_not_begun(
    status: int, client_kind: ClientKind, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: _NOW)
    with Server(*(answer(status, b"", ("Retry-After", asked)) for asked in _TOO_MUCH)) as server:
        async with Caller(client_kind, server.url, max_retries=2) as caller:
            for seconds in _TOO_MUCH.values():
                with failing(_CLASSES[status]) as caught:
                    await caller.plain()
                assert caught.value.retry_after == seconds
        assert len(server.requests) == len(_TOO_MUCH)
    assert waits == []


_ENDS: Final[dict[Any, type[CloudflareError]]] = {
    **_CLASSES,
    "reset": APIConnectionError,
    "silence": APITimeoutError,
}
_REPEATED: Final = {408, 429, *range(500, 600)}
_STATUSES: Final = [
    300,
    304,
    400,
    401,
    403,
    404,
    407,
    408,
    409,
    422,
    423,
    425,
    429,
    *range(500, 531),
]


async def test_a_get_is_repeated_for_some_statuses(
    client_kind: ClientKind, waits: list[float]
) -> None:
    times = {status: 3 if status in _REPEATED else 1 for status in _STATUSES}
    with Server(*(answer(status) for status in times for _ in range(times[status]))) as server:
        async with Caller(client_kind, server.url, max_retries=2) as caller:
            for status in times:
                with failing(
                    _CLASSES.get(status, APIStatusError), attempts=times[status]
                ) as caught:
                    await caller.plain()
                assert caught.value.status_code == status
                assert len(waits) == times[status] - 1
                assert all(0 < wait <= 1 for wait in waits)
                waits.clear()
        assert len(server.requests) == sum(times.values())


_ONCE: Final = {"html", "truncated-json", "row-text", "corrupt-gzip", "success-false"}
_THRICE: Final = {"reset", "closed", "silence", "garbage", "short-body", "header-too-large"}


@pytest.mark.parametrize("name", sorted(_ONCE | _THRICE))
async def test_a_get_is_repeated_for_some_faults(
    name: str, client_kind: ClientKind, waits: list[float]
) -> None:
    reply, expected = _ANSWERS[name]
    times = 3 if name in _THRICE else 1
    with Server(reply) as server:
        async with Caller(client_kind, server.url, max_retries=2, timeout=0.2) as caller:
            with failing(expected, attempts=times):
                await caller.plain()
        assert len(server.requests) == times
    assert len(waits) == times - 1


@pytest.mark.parametrize("name", sorted(_THRICE))
async def test_a_fault_that_passes_is_not_noticed(
    name: str, client_kind: ClientKind, waits: list[float]
) -> None:
    with Server(_ANSWERS[name][0], LISTED) as server:
        async with Caller(client_kind, server.url, max_retries=2, timeout=0.2) as caller:
            assert [row.id for row in await caller.all()] == ["s1"]
        assert len(server.requests) == 2
    assert len(waits) == 1


@pytest.mark.parametrize(
    ("method", "repeated"),
    [
        ("GET", {408, 429, 500, 520, "reset", "silence"}),
        ("PUT", {408, 429, 500, 520, "reset", "silence"}),
        ("DELETE", {408, 429, 500, 520, "reset", "silence"}),
        ("POST", {429}),
        ("PATCH", {429}),
    ],
)
async def test_what_is_repeated_depends_on_the_method(
    method: Any, repeated: set[object], client_kind: ClientKind, waits: list[float]
) -> None:
    operation: Operation[Any] = Operation(id="odd", method=method, path="/odd", result=anything)
    for end in (400, 408, 409, 429, 500, 520, "reset", "silence"):
        reply = answer(end) if isinstance(end, int) else _ANSWERS[end][0]
        with Server(reply) as server:
            async with Caller(client_kind, server.url, max_retries=2, timeout=0.1) as caller:
                with failing(
                    _ENDS.get(end, APIStatusError),
                    attempts=3 if end in repeated else 1,
                ):
                    await caller.request(operation)
            assert len(server.requests) == (3 if end in repeated else 1), end
    waits.clear()
    with unused_url() as url:
        async with Caller(client_kind, url, max_retries=2) as caller:
            with failing(APIConnectionError, attempts=3):
                await caller.request(operation)
    assert len(waits) == 2, "what was never sent is sent again, whatever it is"


_LOCATIONS: Final = ["{other}", "//127.0.0.1:{port}/v4", "{own}", "/v5", "elsewhere", "?page=2", ""]
_INVALID: Final = [
    "javascript:alert(1)",
    "mailto:a@b.example",
    "http://[::1",
    "http://a:99999999/",
    "http://\x7f/",
    "https://a b/",
    "http://xn--",
]
_ODD: Final = ["http:", "file:///etc/passwd", "\xff"]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("credentials", [{}, PAIR], ids=["token", "pair"])
async def test_a_redirect_is_never_followed(
    status: int, credentials: dict[str, str], client_kind: ClientKind, waits: list[float]
) -> None:
    with Server(LISTED) as other, Server(answer(status), LISTED) as own:
        async with entered(client_kind.http(follow_redirects=True)) as http:
            for location in (*_LOCATIONS, *_INVALID, *_ODD):
                target = location.format(other=other.url, port=other.port, own=own.url)
                with Server(answer(status, b"", ("Location", target)), LISTED) as server:
                    caller = Caller(
                        client_kind, server.url, http_client=http, max_retries=2, **credentials
                    )
                    # httpx stumbles over some of the invalid ones before we see the status.
                    odd = (APIConnectionError,) if location in _INVALID else ()
                    with failing((APIStatusError, *odd)) as caught:
                        await caller.plain()
                    assert getattr(caught.value, "status_code", status) == status
                    assert len(server.requests) == 1, location
        assert other.requests == own.requests == []
    assert waits == []


@contextmanager
def _plain_text_behind_https() -> Generator[str]:
    with Server(LISTED) as server:
        yield server.url.replace("http:", "https:")


@contextmanager
def _https_behind_plain_text() -> Generator[str]:
    with Server(LISTED, tls=True) as server:
        yield server.url.replace("https:", "http:")


async def test_an_untrusted_certificate_is_one_error(
    client_kind: ClientKind, waits: list[float]
) -> None:
    with Server(LISTED, tls=True) as server:
        async with Caller(client_kind, server.url, max_retries=2) as caller:
            with failing(APIConnectionError) as caught:
                await caller.plain()
            assert "CERTIFICATE_VERIFY_FAILED" in str(caught.value)
        assert server.requests == []
        assert waits == []

        trusting = ssl.create_default_context(cafile=CERTIFICATE)
        async with entered(client_kind.http(verify=trusting)) as http:
            await Caller(client_kind, server.url, http_client=http).plain()
        assert len(server.requests) == 1, "nothing else is wrong with it"


@pytest.mark.parametrize("place", [_plain_text_behind_https, _https_behind_plain_text])
async def test_one_side_encrypts_and_the_other_does_not(
    place: Any, client_kind: ClientKind, waits: list[float]
) -> None:
    opened: AbstractContextManager[str] = place()
    with opened as url:
        async with Caller(client_kind, url, max_retries=1) as caller:
            with failing(APIConnectionError, attempts=2):
                await caller.plain()
    assert len(waits) == 1
