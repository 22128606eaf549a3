"""From the arguments of a call to what is sent, checked against the contract first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple
from urllib.parse import quote

import orjson

from .operation import Operation, Parameter
from .options import Omit, Query, RequestOptions
from .rules import checked

__all__ = ["Call", "plain_query", "prepare"]


class Call(NamedTuple):
    """One checked call, ready to be sent any number of times."""

    operation: Operation[Any]
    path: str
    """Percent-encoded path below the base URL."""
    query: Mapping[str, str]
    options: RequestOptions
    body: bytes | None = None
    """JSON."""
    not_before: float = 0.0
    """The moment, on the clock that measures, until which it is not to be sent."""


def prepare(
    operation: Operation[Any], arguments: Mapping[str, Any], options: RequestOptions
) -> Call:
    """Check the arguments of a call.

    Raises ValueError, naming the argument and the rule, and TypeError for an unknown option.
    """
    unknown = options.keys() - RequestOptions.__annotations__.keys()
    if unknown:
        raise TypeError(f"{operation.id}() got an unexpected keyword argument {min(unknown)!r}")
    path, query, body = operation.path, dict[str, str](), dict[str, Any]()
    for parameter in operation.parameters:
        argument, value = parameter.argument, arguments[parameter.argument]
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", _path_segment(parameter, value))
        elif isinstance(value, Omit) or (value is None and parameter.location == "query"):
            if parameter.required:
                raise ValueError(f"Expected a value for `{argument}` but received {value!r}")
        elif parameter.location == "body":
            body[parameter.name] = checked(argument, parameter, value)
        else:
            query[parameter.name] = _plain(checked(argument, parameter, value))
    query |= plain_query(options.get("extra_query"))
    body |= options.get("extra_body") or {}
    has_body = body or any(parameter.location == "body" for parameter in operation.parameters)
    return Call(operation, path, query, options, _json(operation, body) if has_body else None)


def plain_query(query: Query | None) -> dict[str, str]:
    """Write the values of query parameters as they are sent."""
    return {name: _plain(value) for name, value in (query or {}).items()}


def _json(operation: Operation[Any], body: Mapping[str, Any]) -> bytes:
    try:
        return orjson.dumps(body)
    except TypeError as error:
        problem = str(error)
    raise ValueError(f"Expected arguments of {operation.id}() that make JSON: {problem}")


def _path_segment(parameter: Parameter, value: Any) -> str:
    if value is None or value == "" or isinstance(value, Omit):
        raise ValueError(
            f"Expected a non-empty value for `{parameter.argument}` but received {value!r}"
        )
    text = _plain(checked(parameter.argument, parameter, value))
    # A dot segment would climb out of the path, percent-encoded or not.
    if not text.strip() or text in {".", ".."} or re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        raise ValueError(
            f"Expected `{parameter.argument}` to name one segment of a path but received {value!r}"
        )
    return quote(text, safe="")


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # An enum member that is a string or a number as well prints as its name.
    return str(value.value if isinstance(value, Enum) else value)
