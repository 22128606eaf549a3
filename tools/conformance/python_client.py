"""The adapter of the Python client, as a function."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any, cast

from cloudflare_ai_controls import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    AsyncCloudflare,
    Cloudflare,
    CloudflareError,
    CredentialsError,
    Model,
    PaginationError,
    UnsuccessfulResponseError,
)
from cloudflare_ai_controls.operations import OPERATIONS

__all__ = ["call_client"]

_KINDS: dict[type[CloudflareError], str] = {
    CredentialsError: "credentials",
    PaginationError: "paging",
    UnsuccessfulResponseError: "unsuccessful",
    APIStatusError: "status",
    APIResponseValidationError: "answer",
    APIConnectionError: "connection",
}


def call_client(request: Mapping[str, Any], *, is_async: bool = False) -> dict[str, Any]:
    """Make the request that an adapter reads, with a new client, and return the answer."""
    made = _call_async(request) if is_async else None
    try:
        return {"result": _encoded(asyncio.run(made) if made else _call(request))}
    except CloudflareError as error:
        kind = next(kind for cls, kind in _KINDS.items() if isinstance(error, cls))
        described: dict[str, Any] = {"kind": kind, "message": str(error)}
        if isinstance(error, APIStatusError):
            described["status"] = error.status_code
        if isinstance(error, UnsuccessfulResponseError):
            described["result"] = _encoded(error.result)
        if isinstance(error, APIError):
            described["codes"] = [each.code for each in error.errors if each.code is not None]
        return {"error": described}


def _call(request: Mapping[str, Any]) -> Any:
    with Cloudflare(**_settings(request)) as client:
        answer = _method(client, request["operation"])(**_arguments(request))
        return list(answer) if request["walk"] else getattr(answer, "result", answer)


async def _call_async(request: Mapping[str, Any]) -> Any:
    async with AsyncCloudflare(**_settings(request)) as client:
        answer = await _method(client, request["operation"])(**_arguments(request))
        if request["walk"]:
            return [row async for row in answer]
        return getattr(answer, "result", answer)


def _settings(request: Mapping[str, Any]) -> dict[str, Any]:
    return {"base_url": request["base_url"], "max_retries": 0, **request["credentials"]}


def _arguments(request: Mapping[str, Any]) -> dict[str, Any]:
    return {**request["arguments"], **(request["body"] or {})}


def _method(client: Cloudflare | AsyncCloudflare, operation_id: str) -> Callable[..., Any]:
    operation = OPERATIONS[operation_id]
    method: Callable[..., Any] = attrgetter(f"{operation.group}.{operation.name}")(client)
    return method


def _encoded(value: Any) -> Any:
    """Encode a value as JSON from its attributes, not from the JSON that it was decoded from."""
    if isinstance(value, Model):
        names = value.__model_names__
        members = {name: _encoded(getattr(value, each)) for name, each in names.items()}
        return members | value.additional_properties
    if isinstance(value, list):
        return [_encoded(each) for each in cast(list[object], value)]
    return value.isoformat() if isinstance(value, date) else value
