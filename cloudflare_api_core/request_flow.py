"""One call from its first attempt to the response that stands, described once for sync and async.

`request_flow` decides and never acts: it yields steps and is sent their outcomes. `run` and
`run_async` act and never decide; `run_until_wait` and `run_until_wait_async` do the same, but
return at the first wait. A fault of the transport is an outcome like any other, so that no
exception of httpx, with all that hangs on it, reaches the caller.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator
from contextlib import aclosing, closing
from typing import Final, Literal, NamedTuple

import httpx

from . import clock
from .credentials import Credentials
from .errors import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    CloudflareError,
)
from .printable import one_line
from .rate_limit import RateLimit, read_rate_limit
from .retries import Policy, read_retry_after

__all__ = [
    "TRANSPORT_ERRORS",
    "FinalResponse",
    "RequestFlow",
    "Wait",
    "detach",
    "fault",
    "request_flow",
    "run",
    "run_async",
    "run_until_wait",
    "run_until_wait_async",
]


class Send(NamedTuple):
    """Send the request and wait for the head of the answer."""

    request: httpx.Request
    credentials: Credentials


class Read(NamedTuple):
    """Read the body of the answer."""

    response: httpx.Response


class Wait(NamedTuple):
    """Do nothing for a while."""

    seconds: float


class Fault(NamedTuple):
    """What became of a step that the transport could not do."""

    error_class: type[APIError]
    message: str
    unsent: bool
    """Whether nothing can have reached the server."""
    is_final: bool = False
    """Whether another attempt would meet the same."""


class FinalResponse(NamedTuple):
    """What the API answered in the end."""

    response: httpx.Response
    attempts: int
    retry_after: float | None
    """Seconds to wait before the next request, if the server asks for that."""
    remaining: int = sys.maxsize
    """How many more requests the server lets through, if it says so."""
    not_before: float = 0.0
    """The moment, on the clock that measures, until which the next request has to wait."""


Step = Send | Read | Wait
Outcome = httpx.Response | Fault
RequestFlow = Generator[Step, Outcome, FinalResponse]

# A socket raises UnicodeError for a host name that cannot exist.
TRANSPORT_ERRORS: Final = (
    httpx.HTTPError,
    httpx.StreamError,
    httpx.InvalidURL,
    OSError,
    UnicodeError,
)
# What httpx says with a RuntimeError: of connections whose event loop has ended, and of a client
# that another thread has just closed. Any other is a mistake in somebody's program.
_CLOSED_MESSAGES: Final = ("Event loop is closed", "as the client has been closed.")
# What is wrong with the request itself, which is the same the next time.
_NOT_RETRYABLE: Final = (
    httpx.InvalidURL,
    httpx.LocalProtocolError,
    httpx.UnsupportedProtocol,
    UnicodeError,
)
_UNSENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def request_flow(
    request: httpx.Request,
    credentials: Credentials,
    policy: Policy,
    logger: logging.Logger,
    *,
    shown: httpx.Request | None = None,
    not_before: float = 0.0,
    is_streamed: bool = False,
) -> RequestFlow:
    """Send a request until there is an answer that stands, and read it whole.

    The request is left to see on answer and errors as `shown`, if that is another one. Nothing is
    sent before the moment `not_before`. The body of a streamed success is left to the
    reader. Returns the answer, whatever its status. Raises APIConnectionError, APITimeoutError or
    APIResponseValidationError if there is none.
    """
    shown = shown or request
    # As it is sent: decoded, it could hold anything.
    path = request.url.raw_path.decode().partition("?")[0]
    begun, attempt = clock.monotonic(), 0
    if begun < not_before:
        pause = not_before - begun
        logger.warning("%s %s: rate limit used up; waiting %.1f s", request.method, path, pause)
        yield Wait(pause)
    while True:
        attempt += 1
        outcome = yield Send(request, credentials)
        if isinstance(outcome, httpx.Response):
            _forget_signed_requests(outcome, shown)
            if not (is_streamed and outcome.is_success):
                outcome = yield Read(outcome)
        end = _End.of(outcome)
        delay = policy.delay(request.method, attempt, end.status, end.retry_after, clock.random())
        if delay is None or end.is_final:
            break
        logger.warning(
            "%s %s: %s; waiting %.1f s before attempt %d",
            *(request.method, path, end.what, delay, attempt + 1),
        )
        yield Wait(delay)
    ended = clock.monotonic()
    logger.debug(
        "%s %s: %s in %.0f ms, attempts %d, ray %s",
        *(request.method, path, end.what, (ended - begun) * 1000, attempt, end.ray_id),
    )
    if isinstance(outcome, Fault):
        where = f"{request.method} {request.url.copy_with(query=None)}"
        raise outcome.error_class(f"{end.what} ({where})", request=shown, attempts=attempt)
    remaining, reset = end.rate_limit
    not_before = 0.0 if remaining else ended + min(reset, policy.max_wait)
    return FinalResponse(outcome, attempt, end.retry_after, remaining, not_before)


class _End(NamedTuple):
    """What the end of an attempt means for the next one."""

    what: str
    status: int | Literal["fault", "unsent"]
    is_final: bool = False
    retry_after: float | None = None
    rate_limit: RateLimit = RateLimit()
    ray_id: str | None = None

    @classmethod
    def of(cls, outcome: Outcome) -> _End:
        if isinstance(outcome, Fault):
            return cls(outcome.message, "unsent" if outcome.unsent else "fault", outcome.is_final)
        return cls(
            str(outcome.status_code),
            outcome.status_code,
            retry_after=read_retry_after(outcome.headers, clock.now()),
            rate_limit=read_rate_limit(outcome.headers),
            ray_id=outcome.headers.get("cf-ray"),
        )


def _forget_signed_requests(response: httpx.Response, request: httpx.Request) -> None:
    # The transport leaves the signed copy here, and a redirected one of it.
    response.request = request
    response.next_request = None


def run(http: httpx.Client, steps: RequestFlow, wait: float = 0.0) -> FinalResponse:
    """Carry out an exchange, or the rest of one that had to wait, after so many seconds."""
    while True:
        if wait > 0:
            clock.sleep(wait)
        outcome = run_until_wait(http, steps)
        if isinstance(outcome, FinalResponse):
            return outcome
        wait = outcome.seconds


async def run_async(
    http: httpx.AsyncClient, steps: RequestFlow, wait: float = 0.0
) -> FinalResponse:
    """Carry out an exchange, or the rest of one that had to wait, after so many seconds."""
    while True:
        if wait > 0:
            await clock.sleep_async(wait)
        outcome = await run_until_wait_async(http, steps)
        if isinstance(outcome, FinalResponse):
            return outcome
        wait = outcome.seconds


def run_until_wait(http: httpx.Client, steps: RequestFlow) -> FinalResponse | Wait:
    """Carry out an exchange to its end, or to where it has to wait."""
    outcome: Outcome | None = None
    try:
        while True:
            step = steps.send(outcome) if outcome else next(steps)
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
                    case Wait():
                        return step
            except (*TRANSPORT_ERRORS, RuntimeError) as error:
                outcome = fault(error)
    except StopIteration as done:
        answer: FinalResponse = done.value
        return answer


async def run_until_wait_async(http: httpx.AsyncClient, steps: RequestFlow) -> FinalResponse | Wait:
    """Carry out an exchange to its end, or to where it has to wait."""
    outcome: Outcome | None = None
    try:
        while True:
            step = steps.send(outcome) if outcome else next(steps)
            try:
                match step:
                    case Send(request, credentials):
                        _require_open(http)
                        outcome = await http.send(
                            request, auth=credentials, stream=True, follow_redirects=False
                        )
                    case Read(response):
                        async with aclosing(response):
                            await response.aread()
                        outcome = detach(response)
                    case Wait():
                        return step
            except (*TRANSPORT_ERRORS, RuntimeError) as error:
                outcome = fault(error)
    except StopIteration as done:
        answer: FinalResponse = done.value
        return answer


def _require_open(http: httpx.Client | httpx.AsyncClient) -> None:
    # Before each attempt: it may have been closed while this one waited.
    if http.is_closed:
        raise CloudflareError("the client is closed")


def detach(response: httpx.Response) -> httpx.Response:
    """Cut an answer that has been read off its connection, which holds the signed request."""
    response.stream = httpx.ByteStream(response.content)
    return response


def fault(error: Exception) -> Fault:
    """Say what an exception of the transport means. Raises a RuntimeError that is none of its."""
    said = one_line(str(error))
    if not isinstance(error, TRANSPORT_ERRORS) and not said.endswith(_CLOSED_MESSAGES):
        raise error
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return Fault(APITimeoutError, f"no answer in time: {what}", isinstance(error, _UNSENT))
    if isinstance(error, httpx.DecodingError):
        message = f"the answer cannot be decompressed: {what}"
        return Fault(APIResponseValidationError, message, unsent=False, is_final=True)
    # An untrusted certificate, or a redirect that httpx cannot read even to leave it alone.
    is_final = isinstance(error, _NOT_RETRYABLE) or any(
        sign in what for sign in ("CERTIFICATE_VERIFY_FAILED", "in location header")
    )
    return Fault(APIConnectionError, f"no answer: {what}", isinstance(error, _UNSENT), is_final)
