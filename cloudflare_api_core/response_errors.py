"""The errors that a response raises, and the text of their messages."""

from __future__ import annotations

from http import HTTPStatus
from itertools import chain, islice
from typing import Any, Final, TypeVar

import httpx

from cloudflare_api_text import one_line

from .call import PreparedCall
from .decoders import DecodeError, Decoder, array, integer, text
from .errors import (
    APIResponseValidationError,
    APIStatusError,
    ErrorData,
    ErrorSource,
    UnsuccessfulResponseError,
    status_error_class,
)
from .json_values import describe, is_array, is_object
from .request_flow import FinalResponse

__all__ = ["NOT_JSON", "describe_body", "shape_error", "status_error"]

T = TypeVar("T")

_LONGEST_MESSAGE: Final = 1000
_DEEPEST_BODY: Final = 100
_MOST_ERRORS: Final = 1000
_MOST_DESCRIBED: Final = 100
_LONGEST_PATH: Final = 20


NOT_JSON: Final = object()
"""Stands for a body that cannot be decoded."""


def shape_error(
    call: PreparedCall, final: FinalResponse, problem: str
) -> APIResponseValidationError:
    """Make the error of a response that is not of the shape that the contract gives it."""
    response = final.response
    message = f"{_status(response)}: {problem} ({_circumstances(call, response)})"
    return APIResponseValidationError(message, request=response.request, attempts=final.attempts)


def status_error(call: PreparedCall, final: FinalResponse, body: Any) -> APIStatusError:
    """Make the error of a response that reports a failure, from its decoded body."""
    response = final.response
    if _is_deeper(body, _DEEPEST_BODY):
        # A deeper body could not be pickled.
        body = NOT_JSON
    errors = _error_data(body)
    said = "; ".join(map(_describe_error, errors[:_MOST_DESCRIBED]))[:_LONGEST_MESSAGE]
    said = said or describe_body(response, body)
    # "200 OK" would read as if the call had succeeded.
    status = f"{response.status_code} without success" if response.is_success else _status(response)
    message = f"{status}: {said} ({_circumstances(call, response)})"
    if response.status_code == HTTPStatus.FORBIDDEN and call.operation.permissions:
        message += f"; needs one of the permissions {', '.join(call.operation.permissions)}"
        message += ", or the account lacks the product"
    if final.retry_after:
        message += f"; retry after {final.retry_after:.0f} s"
    error = status_error_class(response.status_code)(
        message,
        response=response,
        # Not `response.text`, which trusts the response to name a character set that exists.
        body=response.content.decode(errors="replace") if body is NOT_JSON else body,
        retry_after=final.retry_after,
        request=response.request,
        errors=errors,
        attempts=final.attempts,
    )
    if isinstance(error, UnsuccessfulResponseError) and is_object(body):
        decoder = call.operation.decoder(response.status_code)
        error.result = _read_result(call, decoder, body.get("result"))
    return error


def _read_result(call: PreparedCall, decoder: Decoder[Any], value: Any) -> Any:
    if call.operation.page_parameter:
        decoder = array(decoder)
    try:
        return None if value is None else decoder.decode(value)
    except DecodeError:
        return value


def describe_body(response: httpx.Response, body: Any) -> str:
    """Describe a body that is not an envelope, or has no errors."""
    if is_object(body):
        # A failed job, such as a sync, gives the reason only in its result.
        result = body.get("result")
        found = [result.get(name) for name in ("status", "error")] if is_object(result) else []
        said = one_line(": ".join(text for text in found if isinstance(text, str) and text))
        return said or "no reason given"
    if body is not NOT_JSON:
        return describe(body)
    kind = one_line(response.headers.get("content-type", "no content type").split(";")[0])
    return f"{len(response.content)} bytes, not JSON ({kind})"


def _is_deeper(value: Any, levels: int) -> bool:
    # Level by level, because a body may have millions of values.
    level: list[Any] = [value]
    for _ in range(levels):
        # Not `is_object`: calls take most of the time.
        arrays: list[list[Any]] = [each for each in level if isinstance(each, list)]  # pyright: ignore
        objects: list[dict[str, Any]] = [each for each in level if isinstance(each, dict)]  # pyright: ignore
        members = chain.from_iterable(each.values() for each in objects)
        level = [*chain.from_iterable(arrays), *members]
    return bool(level)


def _error_data(body: Any) -> tuple[ErrorData, ...]:
    entries = body.get("errors") if is_object(body) else None
    # Entries that are not objects are left out; `body` has them.
    objects = filter(is_object, entries if is_array(entries) else ())
    return tuple(map(_read_error, islice(objects, _MOST_ERRORS)))


def _read_error(entry: dict[str, Any]) -> ErrorData:
    rest = dict(entry)
    source = rest.pop("source", None)
    return ErrorData(
        code=_lenient(integer, rest.pop("code", None)),
        message=_lenient(text, rest.pop("message", None)),
        documentation_url=_lenient(text, rest.pop("documentation_url", None)),
        source=ErrorSource(_lenient(text, source.get("pointer"))) if is_object(source) else None,
        additional_properties=rest,
    )


def _lenient(decoder: Decoder[T], value: Any) -> T | None:
    try:
        return decoder.decode(value)
    except DecodeError:
        return None


def _describe_error(error: ErrorData) -> str:
    message = one_line(error.message or "no message")
    path = error.additional_properties.get("path")
    if is_array(path) and path:
        said = (part if isinstance(part, str) else describe(part) for part in path[:_LONGEST_PATH])
        message += f" at {one_line('.'.join(said))}"
    return message if error.code is None else f"[{error.code}] {message}"


def _status(response: httpx.Response) -> str:
    try:
        return f"{response.status_code} {HTTPStatus(response.status_code).phrase}"
    except ValueError:
        return str(response.status_code)


def _circumstances(call: PreparedCall, response: httpx.Response) -> str:
    where = f"{call.operation.method} {call.path}"
    ray_id = response.headers.get("cf-ray")
    return f"{where}, ray {one_line(ray_id)}" if ray_id else where
