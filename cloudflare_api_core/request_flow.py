"""The flow of one call, from its first attempt to its final response.

`request_flow` decides and never acts: it yields steps and is sent their outcomes, as httpx's
`auth_flow` does. `transport` takes the steps, for sync and async. A fault of the transport is an
outcome, too, so that no exception of httpx reaches the caller.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Generator, Mapping
from math import inf
from typing import Literal, NamedTuple

import httpx

from cloudflare_api_text import one_line

from . import clock
from .credentials import Credentials
from .errors import APIError, APITimeoutError
from .mask import Mask
from .rate_limit import RateLimit, read_rate_limit
from .response_body import limit_body
from .retries import Policy, read_retry_after

__all__ = [
    "Close",
    "Fault",
    "FinalResponse",
    "Outcome",
    "Read",
    "RequestFlow",
    "Send",
    "Wait",
    "fault_error",
    "request_flow",
]


class Send(NamedTuple):
    """Send the request and wait for the head of the response."""

    request: httpx.Request
    credentials: Credentials
    until: float = inf
    """The moment of `clock.monotonic` before which the call must have ended."""


class Read(NamedTuple):
    """Read the body of the response."""

    response: httpx.Response


class Close(NamedTuple):
    """Close the response without reading its body, which may have no end."""

    response: httpx.Response


class Wait(NamedTuple):
    """Do nothing until a moment of `clock.monotonic`."""

    until: float


class Fault(NamedTuple):
    """The outcome of a step that the transport could not take."""

    error_class: type[APIError]
    message: str
    """The transport's message, which may repeat text of the server or the request."""
    unsent: bool
    """Whether nothing can have reached the server."""
    is_final: bool = False
    """Whether another attempt would end the same way."""


class FinalResponse(NamedTuple):
    """The response on which a call ends, whatever its status."""

    response: httpx.Response
    attempts: int
    retry_after: float | None
    """Seconds to wait before the next request, if the server asks for that."""
    remaining: int = sys.maxsize
    """The number of requests that the rate limit still allows, if the server says so."""
    not_before: float = 0.0
    """The moment of `clock.monotonic` before which the next request must not be sent."""
    max_body_size: int = sys.maxsize
    """The number of bytes that the body may have."""
    until: float = inf
    """The moment of `clock.monotonic` before which the call must have ended."""
    mask: Mask = Mask()
    """Hides the secrets of the call."""

    def masked(self) -> FinalResponse:
        """Return the response as an error may show it, after its body has been read."""
        return self._replace(response=self.mask.response(self.response))


Outcome = httpx.Response | Fault
RequestFlow = Generator[Send | Read | Close | Wait, Outcome, FinalResponse]


def request_flow(
    request: httpx.Request,
    credentials: Credentials,
    policy: Policy,
    logger: logging.Logger,
    *,
    shown: httpx.Request,
    mask: Mask,
    max_body_size: int = sys.maxsize,
    deadline: float | None = None,
    not_before: float = 0.0,
    is_streamed: bool = False,
) -> RequestFlow:
    """Send a request until its response is final, and read that response.

    Returns the final response. Raises APIConnectionError, APITimeoutError or
    APIResponseValidationError if there is none.

    Responses and errors contain the request as `shown`; messages contain no secret of `mask`.
    Nothing is sent before the moment `not_before`. The body of a streamed success is not read, nor
    that of a response that will be retried. Any other body has at most `max_body_size` bytes. The
    flow ends after `deadline` seconds, as soon as the transport returns.
    """
    # The encoded path: decoded, it could hold any character.
    path = request.url.raw_path.decode().partition("?")[0]
    started, attempt = clock.monotonic(), 0
    seconds = inf if deadline is None else deadline
    until = started + seconds
    late = Fault(APITimeoutError, f"no answer within {seconds:g} s", unsent=False)
    timeouts = request.extensions.get("timeout", {})

    def judge(outcome: Outcome) -> tuple[_End, float | None]:
        end, left = _End.of(outcome, mask), until - clock.monotonic()
        asked, jitter = end.retry_after, clock.random()
        delay = policy.delay(request.method, attempt, end.status, asked, jitter, left)
        return end, None if end.is_final else delay

    if started < not_before:
        awaited = min(not_before, until)
        pause = awaited - started
        logger.warning("%s %s: rate limit used up; waiting %.1f s", request.method, path, pause)
        yield Wait(awaited)
    outcome: Outcome
    while True:
        if (left := until - clock.monotonic()) <= 0:
            outcome, end = late, _End.of(late, mask)
            break
        attempt += 1
        if deadline is not None:
            request.extensions["timeout"] = _at_most(left, timeouts)
        outcome = yield Send(request, credentials, until)
        if isinstance(outcome, httpx.Response):
            # The transport sets the signed request here, or a redirected copy of it.
            outcome.request, outcome.next_request = shown, None
            limit_body(outcome, until=until)
        end, delay = judge(outcome)
        if isinstance(outcome, httpx.Response):
            if delay is not None:
                yield Close(outcome)
            elif not (is_streamed and outcome.is_success):
                limit_body(outcome, max_body_size)
                outcome = yield Read(outcome)
                # Reading may have failed.
                end, delay = judge(outcome)
        if delay is None:
            break
        logger.warning(
            "%s %s: %s; waiting %.1f s before attempt %d",
            *(request.method, path, end.description, delay, attempt + 1),
        )
        yield Wait(clock.monotonic() + delay)
    ended = clock.monotonic()
    logger.debug(
        "%s %s: %s in %.0f ms, attempts %d, ray %s",
        *(request.method, path, end.description, (ended - started) * 1000, attempt, end.ray_id),
    )
    if isinstance(outcome, Fault):
        raise fault_error(late if ended >= until else outcome, shown, attempt, mask)
    remaining, reset = end.rate_limit
    not_before = 0.0 if remaining else ended + min(reset, policy.max_wait)
    return FinalResponse(
        outcome, attempt, end.retry_after, remaining, not_before, max_body_size, until, mask
    )


def _at_most(seconds: float, timeouts: Mapping[str, float | None]) -> dict[str, float | None]:
    return {
        name: seconds if timeout is None else min(seconds, timeout)
        for name, timeout in timeouts.items()
    }


def fault_error(fault: Fault, request: httpx.Request, attempts: int, mask: Mask) -> APIError:
    """Make the error of a call that ends with a fault."""
    message = one_line(mask.text(fault.message))
    where = f"{request.method} {request.url.copy_with(query=None)}"
    if proxy := request.extensions.get("proxy"):
        where += f", proxy {proxy}"
    return fault.error_class(f"{message} ({where})", request=request, attempts=attempts)


class _End(NamedTuple):
    """The end of an attempt, as far as it matters for the next one."""

    description: str
    status: int | Literal["fault", "unsent"]
    is_final: bool = False
    retry_after: float | None = None
    rate_limit: RateLimit = RateLimit()
    ray_id: str | None = None

    @classmethod
    def of(cls, outcome: Outcome, mask: Mask) -> _End:
        if isinstance(outcome, Fault):
            message = one_line(mask.text(outcome.message))
            return cls(message, "unsent" if outcome.unsent else "fault", outcome.is_final)
        ray_id = outcome.headers.get("cf-ray")
        return cls(
            str(outcome.status_code),
            outcome.status_code,
            retry_after=read_retry_after(outcome.headers, clock.now()),
            rate_limit=read_rate_limit(outcome.headers),
            ray_id=ray_id and one_line(mask.text(ray_id)),
        )
