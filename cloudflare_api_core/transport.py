"""The steps of a request flow, taken with httpx, synchronously and asynchronously.

Nothing is decided here: `request_flow` says which step comes next.
"""

from __future__ import annotations

from contextlib import aclosing, closing
from functools import partial
from traceback import walk_tb
from typing import TYPE_CHECKING, Final

import httpx

from . import clock
from .errors import APIConnectionError, APIResponseValidationError, APITimeoutError, CloudflareError
from .request_flow import Close, Fault, FinalResponse, Outcome, Read, RequestFlow, Send, Wait
from .response_body import BodyTooLargeError

if TYPE_CHECKING:
    import anyio

__all__ = [
    "detach",
    "fault",
    "run",
    "run_async",
    "run_until_wait",
    "run_until_wait_async",
]

# A socket raises UnicodeError for a host name that cannot exist.
_TRANSPORT_ERRORS: Final = (
    httpx.HTTPError,
    httpx.StreamError,
    httpx.InvalidURL,
    OSError,
    UnicodeError,
    BodyTooLargeError,
)
# Any exception that is raised in these packages is one of the transport too. Some get past httpx:
# those of h2 while a body arrives, of socksio about a proxy of another kind, and plain KeyErrors.
_PROTOCOL_PACKAGES: Final = {"h2", "hpack", "httpcore", "hyperframe", "socksio"}
# The ends of httpx's RuntimeErrors about connections whose event loop has ended, and about a client
# that another thread has just closed. Any other RuntimeError is a mistake in somebody's program.
_CLOSED_MESSAGES: Final = ("Event loop is closed", "as the client has been closed.")
# These are about the request itself, and another attempt would raise them again.
_NOT_RETRYABLE: Final = (
    httpx.InvalidURL,
    httpx.LocalProtocolError,
    httpx.UnsupportedProtocol,
    UnicodeError,
)
# An untrusted certificate, and a redirect that httpx cannot even parse.
_NOT_RETRYABLE_MESSAGES: Final = ("CERTIFICATE_VERIFY_FAILED", "in location header")
# The names of httpcore's events that begin and end the time in which its pool needs a shield.
_SHIELDED_EVENTS: Final = ("connect_tcp.started", "start_tls.started")
_UNSHIELDED_EVENTS: Final = ("connect_tcp.started", "send_request_headers.started")
_UNSENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def run(
    http: httpx.Client, flow: RequestFlow, begun: FinalResponse | Wait | None = None
) -> FinalResponse:
    """Run a flow to its end. `begun` is what `run_until_wait` has returned for it, if it has."""
    outcome = begun or run_until_wait(http, flow)
    while isinstance(outcome, Wait):
        if (seconds := outcome.until - clock.monotonic()) > 0:
            clock.sleep(seconds)
        outcome = run_until_wait(http, flow)
    return outcome


async def run_async(
    http: httpx.AsyncClient, flow: RequestFlow, begun: FinalResponse | Wait | None = None
) -> FinalResponse:
    """Run a flow to its end, as `run` does."""
    outcome = begun or await run_until_wait_async(http, flow)
    while isinstance(outcome, Wait):
        if (seconds := outcome.until - clock.monotonic()) > 0:
            await clock.sleep_async(seconds)
        outcome = await run_until_wait_async(http, flow)
    return outcome


def run_until_wait(http: httpx.Client, flow: RequestFlow) -> FinalResponse | Wait:
    """Run a flow to its end, or to the next wait."""
    outcome: Outcome | None = None
    try:
        while True:
            step = flow.send(outcome) if outcome else next(flow)
            try:
                match step:
                    case Send(request, credentials):
                        _require_open(http)
                        outcome = http.send(
                            request, auth=credentials, stream=True, follow_redirects=False
                        )
                    case Read(response):
                        # Reading closes by itself, but not if the body cannot be decompressed.
                        with closing(response):
                            response.read()
                        outcome = detach(response)
                    case Close(response):
                        response.close()
                        outcome = response
                    case Wait():
                        return step
            except Exception as error:
                outcome = fault(error)
    except StopIteration as done:
        final: FinalResponse = done.value
        return final


async def run_until_wait_async(http: httpx.AsyncClient, flow: RequestFlow) -> FinalResponse | Wait:
    """Run a flow to its end, or to the next wait."""
    # Imported here because httpx, too, imports anyio only when it is needed.
    from .background import run_in_background

    step = next(flow)
    if isinstance(step, Wait):
        return step
    assert isinstance(step, Send)
    work = partial(_run_until_wait, http, flow, step)
    try:
        return await run_in_background(work, _close, until=step.until)
    except TimeoutError as error:
        late = fault(error)._replace(is_final=True)
    flow.send(late)
    raise AssertionError("a fault that is final ends a flow")


async def _run_until_wait(
    http: httpx.AsyncClient,
    flow: RequestFlow,
    step: Send | Read | Close | Wait,
    shield: anyio.CancelScope,
) -> FinalResponse | Wait:
    outcome: Outcome
    try:
        while True:
            try:
                match step:
                    case Send(request, credentials):
                        _require_open(http)
                        _shield_pool(http, request, shield)
                        outcome = await http.send(
                            request, auth=credentials, stream=True, follow_redirects=False
                        )
                    case Read(response):
                        async with aclosing(response):
                            await response.aread()
                        outcome = detach(response)
                    case Close(response):
                        await response.aclose()
                        outcome = response
                    case Wait():
                        return step
            except Exception as error:
                outcome = fault(error)
            step = flow.send(outcome)
    except StopIteration as done:
        final: FinalResponse = done.value
        return final


async def _close(outcome: FinalResponse | Wait) -> None:
    if isinstance(outcome, FinalResponse):
        await outcome.response.aclose()


def _shield_pool(
    http: httpx.AsyncClient, request: httpx.Request, shield: anyio.CancelScope
) -> None:
    """Shield a request while httpcore's pool would lose the connection of a cancelled one.

    The pool loses a connection that it assigns to a request at the moment of its cancellation, and
    one that is open but not used yet. A request that is cancelled in this time ends when httpcore
    reports that it begins to connect or to send.
    """
    from anyio.lowlevel import checkpoint_if_cancelled

    # httpx has no public name for the transport of a URL. Others need not call `trace`.
    transport = http._transport_for_url(request.url)  # pyright: ignore[reportPrivateUsage]
    shield.shield = isinstance(transport, httpx.AsyncHTTPTransport)

    async def trace(event: str, _: object) -> None:
        if event.endswith(_UNSHIELDED_EVENTS):
            shield.shield = False
            # Otherwise the request might be sent before the cancellation arrives.
            await checkpoint_if_cancelled()
        if event.endswith(_SHIELDED_EVENTS):
            shield.shield = True

    request.extensions["trace"] = trace


def _require_open(http: httpx.Client | httpx.AsyncClient) -> None:
    # Before each attempt, because the client may have been closed while this one waited.
    if http.is_closed:
        raise CloudflareError("the client is closed")


def detach(response: httpx.Response) -> httpx.Response:
    """Replace the stream of a response that has been read: it holds the signed request."""
    response.stream = httpx.ByteStream(response.content)
    return response


def fault(error: Exception) -> Fault:
    """Describe an exception of the transport. Raises any other: it is a mistake in a program."""
    text = str(error)
    is_closed = isinstance(error, RuntimeError) and text.endswith(_CLOSED_MESSAGES)
    if not (isinstance(error, _TRANSPORT_ERRORS) or is_closed or _is_of_protocol(error)):
        raise error
    # A request that HTTP does not allow: the text shows its header, which may hold a secret.
    said = type(error).__name__
    if text and not isinstance(error, httpx.LocalProtocolError):
        said += f": {text}"
    unsent = isinstance(error, _UNSENT)
    if isinstance(error, (httpx.TimeoutException, TimeoutError)):
        return Fault(APITimeoutError, f"no answer in time: {said}", unsent)
    if isinstance(error, BodyTooLargeError):
        return Fault(APIResponseValidationError, text, unsent=False, is_final=True)
    if isinstance(error, httpx.DecodingError):
        message = f"the answer cannot be decompressed: {said}"
        return Fault(APIResponseValidationError, message, unsent=False, is_final=True)
    is_final = isinstance(error, _NOT_RETRYABLE) or any(
        message in said for message in _NOT_RETRYABLE_MESSAGES
    )
    return Fault(APIConnectionError, f"no answer: {said}", unsent, is_final)


def _is_of_protocol(error: Exception) -> bool:
    """Whether an exception was raised in a package that speaks a protocol, not in a hook."""
    *_, (frame, _) = walk_tb(error.__traceback__)
    package, _, _ = frame.f_globals.get("__name__", "").partition(".")
    return package in _PROTOCOL_PACKAGES
