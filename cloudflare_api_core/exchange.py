"""One exchange of messages with the API, described once and performed in two ways.

`exchange` decides and never acts: it yields steps and is sent their outcomes. `perform` and
`perform_async` act and never decide. A fault of the transport is an outcome like any other, so that
no exception of httpx, with all that hangs on it, reaches the caller.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import aclosing, closing
from typing import Final

import httpx
from attrs import frozen

from .credentials import Credentials
from .errors import APIConnectionError, APIError, APIResponseValidationError, APITimeoutError

__all__ = ["Exchange", "exchange", "perform", "perform_async"]


@frozen
class Send:
    """Send the request and wait for the head of the answer."""

    request: httpx.Request
    credentials: Credentials


@frozen
class Read:
    """Read the body of the answer."""

    response: httpx.Response


@frozen
class Fault:
    """What became of a step that the transport could not do."""

    error_class: type[APIError]
    message: str


Step = Send | Read
Outcome = httpx.Response | Fault
Exchange = Generator[Step, Outcome, httpx.Response]

# A socket raises UnicodeError for a host name that cannot exist.
_TRANSPORT_ERRORS: Final = (
    httpx.HTTPError,
    httpx.StreamError,
    httpx.InvalidURL,
    OSError,
    UnicodeError,
)


def exchange(request: httpx.Request, credentials: Credentials) -> Exchange:
    """Send a request and read the answer whole.

    Returns the answer, whatever its status. Raises APIConnectionError, APITimeoutError or
    APIResponseValidationError if there is none.
    """
    response = _answer(request, (yield Send(request, credentials)))
    # The transport leaves the signed copy here, a redirected one of it, and one behind the stream.
    response.request = request
    response.next_request = None
    response = _answer(request, (yield Read(response)))
    response.stream = httpx.ByteStream(response.content)
    return response


def _answer(request: httpx.Request, outcome: Outcome) -> httpx.Response:
    if isinstance(outcome, Fault):
        where = f"{request.method} {request.url.copy_with(query=None)}"
        raise outcome.error_class(f"{outcome.message} ({where})", request=request)
    return outcome


def perform(http: httpx.Client, steps: Exchange) -> httpx.Response:
    """Carry out an exchange."""
    outcome: Outcome | None = None
    try:
        while True:
            step = steps.send(outcome) if outcome else next(steps)
            try:
                if isinstance(step, Send):
                    outcome = http.send(
                        step.request, auth=step.credentials, stream=True, follow_redirects=False
                    )
                else:
                    # Reading closes by itself, but not if the body cannot be decompressed.
                    with closing(step.response):
                        step.response.read()
                    outcome = step.response
            except _TRANSPORT_ERRORS as error:
                outcome = _fault(error)
    except StopIteration as done:
        response: httpx.Response = done.value
        return response


async def perform_async(http: httpx.AsyncClient, steps: Exchange) -> httpx.Response:
    """Carry out an exchange."""
    outcome: Outcome | None = None
    try:
        while True:
            step = steps.send(outcome) if outcome else next(steps)
            try:
                if isinstance(step, Send):
                    outcome = await http.send(
                        step.request, auth=step.credentials, stream=True, follow_redirects=False
                    )
                else:
                    async with aclosing(step.response):
                        await step.response.aread()
                    outcome = step.response
            except _TRANSPORT_ERRORS as error:
                outcome = _fault(error)
    except StopIteration as done:
        response: httpx.Response = done.value
        return response


def _fault(error: Exception) -> Fault:
    said = " ".join(str(error).split())
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    if isinstance(error, httpx.TimeoutException):
        return Fault(APITimeoutError, f"no answer in time: {what}")
    if isinstance(error, httpx.DecodingError):
        return Fault(APIResponseValidationError, f"the answer cannot be decompressed: {what}")
    return Fault(APIConnectionError, f"no answer: {what}")
