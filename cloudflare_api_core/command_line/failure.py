"""The error that ended a command, as text and as JSON."""

from __future__ import annotations

import json
from typing import Any, Final

import click

from cloudflare_api_text import one_line

from ..errors import (
    APIConnectionError,
    APIError,
    APIStatusError,
    CloudflareError,
    UnsuccessfulResponseError,
)
from ..json_values import is_object
from .cells import as_json

__all__ = ["describe", "to_json_line"]

_PASSING: Final = {408, 429}


def describe(error: BaseException) -> str:
    """Return one line about an error."""
    match error:
        case KeyboardInterrupt():
            return "interrupted"
        case click.Abort():
            return "not confirmed"
        case click.UsageError():
            command = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
            return one_line(error.format_message()).removesuffix(".") + command
        case click.ClickException():
            return one_line(error.format_message())
        case CloudflareError() | ValueError() | OSError():
            return one_line(str(error))
        case _:
            return one_line(f"{type(error).__name__}: {error}")


def to_json_line(error: BaseException) -> str:
    """Return an error as a JSON object on one line."""
    is_usage = isinstance(error, click.UsageError)
    status = error if isinstance(error, APIStatusError) else None
    result = as_json(error.result) if isinstance(error, UnsuccessfulResponseError) else None
    described = {
        "type": "UsageError" if is_usage else type(error).__name__,
        "message": describe(error),
        "status": status and status.status_code,
        "errors": [_entry(each) for each in error.errors] if isinstance(error, APIError) else [],
        "ray_id": status and status.ray_id,
        "retryable": _is_retryable(error, result),
        "retry_after": status and status.retry_after,
        "result": result,
    }
    # ASCII, which every locale can write and every terminal can show.
    return json.dumps(described)


def _entry(error: Any) -> dict[str, Any]:
    known = error._asdict()
    rest = known.pop("additional_properties")
    source = known["source"]
    return {**rest, **known, "source": source and source._asdict()}


def _is_retryable(error: BaseException, result: Any) -> bool:
    """Whether the same command may succeed later."""
    # Only errors of tasks have the attribute.
    if isinstance(error, APIConnectionError) or getattr(error, "retryable", False):
        return True
    # A failed job, such as a sync, has this in its result.
    parts = [result, *result.values()] if is_object(result) else []
    if any(is_object(part) and part.get("retryable") is True for part in parts):
        return True
    status = error.status_code if isinstance(error, APIStatusError) else 0
    return status in _PASSING or status >= 500
