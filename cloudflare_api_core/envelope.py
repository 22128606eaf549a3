"""Cloudflare's envelope around the result of every call."""

from __future__ import annotations

from typing import Any, Final, Generic, NamedTuple, TypeVar

from . import lazy_models
from .call import PreparedCall
from .decoders import DecodeError, Decoder, array, nothing
from .json_values import holds_more, is_object, parse_json
from .request_flow import FinalResponse
from .response_errors import NOT_JSON, describe_body, shape_error, status_error

__all__ = ["Rows", "read_result", "read_rows"]

T = TypeVar("T")

# Fewer than answers have, which are refused for their size first.
_BYTES_OF_VALUE: Final = 16


class Rows(NamedTuple, Generic[T]):
    """The rows of one page."""

    decoded: list[T]
    raw: list[Any]
    """The same rows as JSON values."""
    info: lazy_models.ResultInfo | None


def read_result(call: PreparedCall, final: FinalResponse) -> Any:
    """Read the result of a call from its response.

    Raises the APIStatusError of its status, UnsuccessfulResponseError if the status is 2xx but
    `success` is not true, and APIResponseValidationError if the response is not of the shape that
    the contract gives it.
    """
    operation, response = call.operation, final.response
    decoder = operation.decoder(response.status_code)
    if response.is_success:
        if decoder is nothing and not response.content:
            return None
        if operation.answer == "text" and not _reports_failure(final):
            # Not `response.text`, which trusts the response to name its character set.
            return response.content.decode(errors="replace")
        if operation.answer == "binary" and not _reports_failure(final):
            return response.content
    if operation.answer == "envelope":
        return _decode(call, final, decoder, _open(call, final).get("result"), "result")
    return _decode(call, final, decoder, _open(call, final))


def read_rows(call: PreparedCall, final: FinalResponse) -> Rows[Any]:
    """Read one page of a list from its response. Raises what `read_result` raises."""
    envelope = _open(call, final)
    raw, info = envelope.get("result"), envelope.get("result_info")
    return Rows(
        _decode(call, final, array(call.operation.result), raw, "result"),
        raw or [],
        lazy_models.ResultInfo.__model_decode__(info) if is_object(info) else None,
    )


def _reports_failure(final: FinalResponse) -> bool:
    """Whether an answer that should not be JSON is an envelope, which then says what failed."""
    response = final.response
    is_json = response.headers.get("content-type", "").startswith("application/json")
    # No failure needs so many values.
    is_large = is_json and holds_more(response.content, final.max_body_size // _BYTES_OF_VALUE)
    return is_json and not is_large and _is_failure(_parse(response.content))


def _is_failure(body: Any) -> bool:
    return is_object(body) and body.get("success", True) is not True


def _open(call: PreparedCall, final: FinalResponse) -> Any:
    """Return the body of a success as JSON. Raises the error of any other response."""
    values = final.max_body_size // _BYTES_OF_VALUE
    if holds_more(final.response.content, values):
        problem = (
            f"more than {values} values: `max_body_size` allows one per {_BYTES_OF_VALUE} bytes"
        )
        raise shape_error(call, final.masked(), problem)
    if final.response.is_success:
        body = _parse(final.response.content)
        if is_object(body) and body.get("success") is True:
            return body
        is_bare = call.operation.answer != "envelope" and body is not NOT_JSON
        if is_bare and not _is_failure(body):
            return body
        # Freed before masking, because both may take much memory.
        del body
    shown = final.masked()
    response = shown.response
    body = _parse(response.content)
    if not response.is_success or (is_object(body) and "success" in body):
        raise status_error(call, shown, body)
    wanted = "Cloudflare's envelope" if call.operation.answer == "envelope" else "JSON"
    problem = f"expected {wanted} but received {describe_body(response, body)}"
    raise shape_error(call, shown, problem)


def _parse(content: bytes) -> Any:
    try:
        return parse_json(content)
    except ValueError:
        return NOT_JSON


def _decode(
    call: PreparedCall, final: FinalResponse, decoder: Decoder[T], value: Any, *place: str
) -> T:
    try:
        return decoder.default() if decoder.default and value is None else decoder.decode(value)
    except DecodeError as error:
        error.path += place
        if isinstance(error.value, str):
            # Before the message cuts it.
            error.value = final.mask.text(error.value)
        problem = str(error)
    except RecursionError:
        problem = ": ".join((*place, "nested too deeply"))
    raise shape_error(call, final.masked(), problem)
