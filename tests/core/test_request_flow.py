"""A call and its response: sent once, read whole, and no exception of the transport gets out."""

from __future__ import annotations

import gzip
import logging
import socket
import ssl
import traceback
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest

from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
)
from cloudflare_api_core.credentials import Credentials
from cloudflare_api_core.mask import Mask
from cloudflare_api_core.request_flow import Fault, FinalResponse, Read, Send, request_flow
from cloudflare_api_core.retries import DEFAULT_RETRIES, Policy
from tests.clients import ClientKind

from .support import PAIR, SECURITY, Driver, Wire, envelope, raised_in

pytestmark = pytest.mark.anyio

_FAULTS: list[tuple[Exception, type[APIError]]] = [
    (httpx.ConnectTimeout("slow"), APITimeoutError),
    (httpx.ReadTimeout("slow"), APITimeoutError),
    (httpx.WriteTimeout("slow"), APITimeoutError),
    (httpx.PoolTimeout("slow"), APITimeoutError),
    (httpx.ConnectError("refused"), APIConnectionError),
    (httpx.ReadError("reset"), APIConnectionError),
    (httpx.WriteError("reset"), APIConnectionError),
    (httpx.CloseError("reset"), APIConnectionError),
    (httpx.ProxyError("407"), APIConnectionError),
    (httpx.RemoteProtocolError("short"), APIConnectionError),
    (httpx.LocalProtocolError("bad"), APIConnectionError),
    (httpx.UnsupportedProtocol("gopher"), APIConnectionError),
    (httpx.TooManyRedirects("loop"), APIConnectionError),
    (httpx.InvalidURL("bad"), APIConnectionError),
    (httpx.StreamClosed(), APIConnectionError),
    (httpx.DecodingError("bad gzip"), APIResponseValidationError),
    (
        httpx.HTTPStatusError(
            "from a hook of the user's client",
            request=httpx.Request("GET", "https://a.example"),
            response=httpx.Response(500),
        ),
        APIConnectionError,
    ),
    (OSError(5, "broken"), APIConnectionError),
    (ConnectionResetError(), APIConnectionError),
    (ssl.SSLError(1, "untrusted"), APIConnectionError),
    (socket.gaierror(8, "unknown"), APIConnectionError),
    (UnicodeError("label empty or too long"), APIConnectionError),
    (raised_in("httpcore._sync.http2", KeyError(5)), APIConnectionError),
    (raised_in("socksio.socks5", OverflowError()), APIConnectionError),
]


class _Stream(httpx.SyncByteStream, httpx.AsyncByteStream):
    def __init__(self, fault: Exception) -> None:
        self.fault = fault
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        yield b"{"
        raise self.fault

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield b"{"
        raise self.fault

    def close(self) -> None:
        self.closed = True

    async def aclose(self) -> None:
        self.closed = True


@pytest.mark.parametrize(
    ("fault", "expected"), _FAULTS, ids=[type(fault).__name__ for fault, _ in _FAULTS]
)
async def test_a_fault_of_the_transport_becomes_our_error(
    fault: Exception, expected: type[APIError], driver: Driver, wire: Wire
) -> None:
    for when in ("sending", "reading"):
        stream = _Stream(fault)
        wire.will(fault if when == "sending" else httpx.Response(200, stream=stream))
        with pytest.raises(APIError) as caught:
            await driver.list({"search": "private"})
        error = caught.value
        assert type(error) is expected
        assert type(fault).__name__ in str(error)
        assert str(error).endswith("(GET https://api.example.com/v4/owners/o/pets)")
        assert error.request is not None
        assert error.request.url.params["search"] == "private"
        assert when == "sending" or stream.closed
        assert error.__cause__ is None
        assert error.__context__ is None
        assert "httpx/" not in "".join(traceback.format_exception(error))


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (httpx.ReadTimeout("slow"), "no answer in time: ReadTimeout: slow"),
        (httpx.ReadTimeout(""), "no answer in time: ReadTimeout"),
        (httpx.ConnectError("a\nb\r\n c"), "no answer: ConnectError: a b c"),
        (httpx.DecodingError("bad"), "the answer cannot be decompressed: DecodingError: bad"),
    ],
)
async def test_a_fault_reads_as_one_line(
    fault: Exception, said: str, driver: Driver, wire: Wire
) -> None:
    wire.will(fault)
    with pytest.raises(APIError) as caught:
        await driver.read()
    assert str(caught.value) == f"{said} (GET https://api.example.com/v4/owners/o/pets/i)"


_GZIP = gzip.compress(bytes(range(256)), mtime=0)


@pytest.mark.parametrize("status", [200, 500])
@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("gzip", b"no gzip"),
        ("gzip", _GZIP[:12] + b"\xff" * 28 + _GZIP[40:]),
        ("deflate", b"no deflate"),
    ],
    ids=["no gzip", "corrupt gzip", "no deflate"],
)
async def test_an_answer_that_cannot_be_decompressed_is_invalid(
    status: int, encoding: str, content: bytes, driver: Driver, wire: Wire
) -> None:
    headers = {"Content-Encoding": encoding}
    wire.will(httpx.Response(status, headers=headers, stream=httpx.ByteStream(content)))
    with pytest.raises(APIResponseValidationError, match="cannot be decompressed"):
        await driver.read()


@pytest.mark.parametrize("module", ["mine", "httpcore_mine", "mine.h2", "httpx"])
@pytest.mark.parametrize("when", ["sending", "reading"])
async def test_a_bug_in_a_given_transport_is_not_hidden(
    module: str, when: str, driver: Driver, wire: Wire
) -> None:
    bug = raised_in(module, KeyError("mine"))
    wire.will(bug if when == "sending" else httpx.Response(200, stream=_Stream(bug)))
    with pytest.raises(KeyError) as caught:
        await driver.read()
    assert caught.value is bug


@pytest.mark.parametrize(
    "location",
    [
        "https://other.example/",
        "//other.example",
        "/v5",
        "elsewhere",
        "?page=2",
        "",
        "http:",
        "http://api.example.com/v4",
        "file:///etc/passwd",
    ],
)
async def test_a_redirect_raises_and_is_not_followed(
    location: str, client_kind: ClientKind, wire: Wire
) -> None:
    driver = Driver(client_kind, wire, PAIR, http={"follow_redirects": True})
    for status in (301, 302, 303, 307, 308):
        wire.will(httpx.Response(status, headers={"Location": location}))
        with pytest.raises(APIStatusError) as caught:
            await driver.read()
        assert caught.value.status_code == status
        assert wire.requests.pop().url.host == "api.example.com"
        assert wire.requests == []
        assert caught.value.response.next_request is None


@pytest.mark.parametrize(
    "location",
    [
        "http://[::1",
        "http://a:99999999/",
        "http://\x7f/",
        "https://a b/",
        "http://xn--",
        "mailto:a",
    ],
)
async def test_a_redirect_to_nowhere_raises_too(
    location: str, client_kind: ClientKind, wire: Wire
) -> None:
    wire.will(httpx.Response(302, headers={"Location": location}))
    with pytest.raises((APIConnectionError, APIStatusError)):
        await Driver(client_kind, wire, max_retries=2).read()
    assert len(wire.requests) == 1


async def test_connections_of_an_event_loop_that_has_ended_raise_like_others(
    driver: Driver, wire: Wire
) -> None:
    wire.will(RuntimeError("Event loop is closed"))
    with pytest.raises(APIConnectionError, match="no answer: RuntimeError: Event loop is closed"):
        await driver.read()


@pytest.mark.parametrize("mistake", [RuntimeError("a mistake"), NotImplementedError()])
async def test_a_runtime_error_of_a_transport_is_not_caught(
    driver: Driver, wire: Wire, mistake: RuntimeError
) -> None:
    wire.will(mistake)
    with pytest.raises(type(mistake)):
        await driver.read()
    assert len(wire.requests) == 1


async def test_the_response_is_read_whole_and_detached(driver: Driver, wire: Wire) -> None:
    class Whole(_Stream):
        def __iter__(self) -> Iterator[bytes]:
            yield b'{"success": true, "result": '
            yield b'{"id": "a"}}'

        async def __aiter__(self) -> AsyncIterator[bytes]:
            for part in self:
                yield part

    stream = Whole(RuntimeError())
    wire.will(httpx.Response(200, stream=stream))
    raw = await driver.read()
    assert stream.closed
    assert raw.is_closed
    assert raw.content == b'{"success": true, "result": {"id": "a"}}'
    assert raw.parsed.id == "a"


async def test_the_signed_request_is_not_shown(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": "a"}))
    raw = await driver.read(extra_headers={"X-Mine": "a"})
    (signed,) = wire.requests
    shown = raw.http_request
    assert (shown.method, shown.url) == (signed.method, signed.url)
    assert signed.headers.keys() - shown.headers.keys() == {"authorization"}


_LOGGER = logging.getLogger(__name__)


def test_the_request_flow_decides_without_acting() -> None:
    request = httpx.Request("GET", "https://api.example.com/v4")
    credentials = Credentials.choose(SECURITY, PAIR, {})
    mask = credentials.mask
    flow = request_flow(request, credentials, DEFAULT_RETRIES, _LOGGER, shown=request, mask=mask)
    assert next(flow) == Send(request, credentials)
    response = httpx.Response(200, content=b"a", request=httpx.Request("GET", "https://signed"))
    assert flow.send(response) == Read(response)
    with pytest.raises(StopIteration) as done:
        flow.send(response)
    assert done.value.value == FinalResponse(response, attempts=1, retry_after=None, mask=mask)
    assert response.request is request


@pytest.mark.parametrize("answered", [False, True])
def test_the_request_flow_raises_the_error_of_a_fault(answered: bool) -> None:
    proxied = {"proxy": "http://proxy.example:3128"}
    request = httpx.Request("GET", "https://api.example.com/v4?secret=1", extensions=proxied)
    credentials = Credentials.choose(SECURITY, PAIR, {})
    policy = Policy(max_retries=0, max_wait=0)
    flow = request_flow(request, credentials, policy, _LOGGER, shown=request, mask=Mask())
    next(flow)
    if answered:
        flow.send(httpx.Response(200))
    with pytest.raises(APITimeoutError) as caught:
        flow.send(Fault(APITimeoutError, "slow", unsent=False))
    where = "GET https://api.example.com/v4, proxy http://proxy.example:3128"
    assert str(caught.value) == f"slow ({where})"
