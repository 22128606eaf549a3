"""Cloudflare's envelope around every answer, and what a failure in it means."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeVar

import httpx
import orjson

from .decoders import DecodeError, Decoder, array, integer, nothing, text
from .errors import APIResponseValidationError, APIStatusError, status_error_class
from .json_values import describe, is_array, is_object
from .models import Model, field, model, nested
from .printable import one_line

if TYPE_CHECKING:
    from .arguments import PreparedCall
    from .request_flow import FinalResponse

__all__ = ["ErrorData", "ErrorSource", "ResultInfo", "Rows", "read_result", "read_rows"]

T = TypeVar("T")

_LONGEST_MESSAGE: Final = 1000
_DEEPEST_BODY: Final = 100


@model
class ErrorSource(Model):
    """The part of the request that an error is about."""

    pointer: str | None = field(text, default=None)
    """JSON pointer into the request body."""


@model
class ErrorData(Model):
    """One entry of the envelope's `errors`; `path`, `error_chain` and the like are additional."""

    code: int | None = field(integer, default=None)
    """Cloudflare's code. Its meaning varies with the service, so decide by the HTTP status."""
    message: str | None = field(text, default=None)
    documentation_url: str | None = field(text, default=None)
    # Unlike elsewhere, one of the wrong shape reads as None: the failure itself matters more.
    source: ErrorSource | None = field(
        nested(lambda: ErrorSource)._replace(lenient=True), default=None
    )


@model
class ResultInfo(Model):
    """Where a page stands in the whole list. Any of it may be missing, the totals above all."""

    page: int | None = field(integer, default=None)
    per_page: int | None = field(integer, default=None)
    """How many rows a page may hold; may be less than was asked for."""
    count: int | None = field(integer, default=None)
    """How many rows this page holds."""
    total_count: int | None = field(integer, default=None)
    """How many rows there are on all pages."""
    total_pages: int | None = field(integer, default=None)


class Rows(NamedTuple, Generic[T]):
    """The rows of one page."""

    read: list[T]
    raw: list[Any]
    """The same as they came."""
    info: ResultInfo | None


def read_result(call: PreparedCall, answer: FinalResponse) -> Any:
    """Read the result of a call from its answer.

    Raises the APIStatusError of its status, UnsuccessfulResponseError if a 2xx says that it did not
    succeed, and APIResponseValidationError if the answer is not of the shape the contract gives it.
    """
    response = answer.response
    if not response.content and call.operation.result is nothing and response.is_success:
        return None
    envelope = _open(call, answer)
    return _read(call, answer, call.operation.result, envelope.get("result"))


def read_rows(call: PreparedCall, answer: FinalResponse) -> Rows[Any]:
    """Read one page of a list from its answer. Raises what `read_result` does."""
    envelope = _open(call, answer)
    raw, info = envelope.get("result"), envelope.get("result_info")
    return Rows(
        _read(call, answer, array(call.operation.result), raw),
        raw or [],
        ResultInfo.__model_decode__(info) if is_object(info) else None,
    )


def _open(call: PreparedCall, answer: FinalResponse) -> dict[str, Any]:
    response = answer.response
    body = _decode(response.content)
    if not response.is_success:
        raise _failure(call, answer, body)
    if not is_object(body) or "success" not in body:
        problem = f"expected Cloudflare's envelope but received {_describe_body(response, body)}"
        raise _invalid(call, answer, problem)
    if body["success"] is not True:
        raise _failure(call, answer, body)
    return body


def _read(call: PreparedCall, answer: FinalResponse, decoder: Decoder[T], value: Any) -> T:
    try:
        return decoder.default() if decoder.default and value is None else decoder.decode(value)
    except DecodeError as error:
        error.path.append("result")
        problem = str(error)
    except RecursionError:
        problem = "result: nested too deeply"
    raise _invalid(call, answer, problem)


def _invalid(call: PreparedCall, answer: FinalResponse, problem: str) -> APIResponseValidationError:
    response = answer.response
    message = f"{_status(response)}: {problem} ({_circumstances(call, response)})"
    return APIResponseValidationError(message, request=response.request, attempts=answer.attempts)


class _NotJSON:
    pass


_NOT_JSON = _NotJSON()


def _decode(content: bytes) -> Any:
    try:
        return orjson.loads(content)
    except ValueError:
        pass
    # JavaScript writes half of a surrogate pair where it cuts a text; orjson refuses that.
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return _NOT_JSON


def _failure(call: PreparedCall, answer: FinalResponse, body: Any) -> APIStatusError:
    response = answer.response
    if _is_deeper(body, _DEEPEST_BODY):
        # It could not be pickled.
        body = _NOT_JSON
    errors = _read_errors(body)
    said = "; ".join(map(_describe_error, errors))[:_LONGEST_MESSAGE]
    said = said or _describe_body(response, body)
    message = f"{_status(response)}: {said} ({_circumstances(call, response)})"
    if response.status_code == HTTPStatus.FORBIDDEN and call.operation.permissions:
        message += f"; needs one of the permissions {', '.join(call.operation.permissions)}"
    if answer.retry_after:
        message += f"; to be tried again after {answer.retry_after:.0f} s"
    return status_error_class(response.status_code)(
        message,
        response=response,
        # Not `response.text`, which trusts the answer to name a character set that works.
        body=response.content.decode(errors="replace") if body is _NOT_JSON else body,
        retry_after=answer.retry_after,
        request=response.request,
        errors=errors,
        attempts=answer.attempts,
    )


def _is_deeper(value: Any, levels: int) -> bool:
    members = value.values() if is_object(value) else value if is_array(value) else ()
    return levels == 0 or any(_is_deeper(member, levels - 1) for member in members)


def _read_errors(body: Any) -> tuple[ErrorData, ...]:
    entries = body.get("errors") if is_object(body) else None
    # Entries that nobody can read are in the body still.
    return tuple(
        ErrorData.__model_decode__(entry)
        for entry in (entries if is_array(entries) else ())
        if is_object(entry)
    )


def _describe_error(error: ErrorData) -> str:
    message = one_line(error.message or "no message")
    path = error.additional_properties.get("path")
    if is_array(path) and path:
        message += f" at {one_line('.'.join(map(str, path)))}"
    return message if error.code is None else f"[{error.code}] {message}"


def _describe_body(response: httpx.Response, body: Any) -> str:
    if is_object(body):
        # Of a job that failed, a sync for one, nothing but the result says why.
        result = body.get("result")
        said = result.get("error") if is_object(result) else None
        return one_line(said) if isinstance(said, str) and said else "JSON without errors"
    if body is not _NOT_JSON:
        return describe(body)
    kind = one_line(response.headers.get("content-type", "no content type").split(";")[0])
    return f"{len(response.content)} bytes that are no JSON ({kind})"


def _status(response: httpx.Response) -> str:
    try:
        return f"{response.status_code} {HTTPStatus(response.status_code).phrase}"
    except ValueError:
        return str(response.status_code)


def _circumstances(call: PreparedCall, response: httpx.Response) -> str:
    where = f"{call.operation.method} {call.path}"
    ray_id = response.headers.get("cf-ray")
    return f"{where}, ray {one_line(ray_id)}" if ray_id else where
