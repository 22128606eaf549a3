"""From the arguments of a call to what is sent, checked against the contract first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import quote

from .operation import Operation, Parameter
from .options import Omit, Query, RequestOptions

__all__ = ["Call", "plain_query", "prepare"]


class Call(NamedTuple):
    """One checked call, ready to be sent any number of times."""

    operation: Operation[Any]
    path: str
    """Percent-encoded path below the base URL."""
    query: Mapping[str, str]
    options: RequestOptions
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
    path, query = operation.path, dict[str, str]()
    for parameter in operation.parameters:
        value = arguments[parameter.argument]
        if parameter.location == "path":
            path = path.replace(f"{{{parameter.name}}}", _path_segment(parameter, value))
        elif value is not None and not isinstance(value, Omit):
            query[parameter.name] = _checked(parameter, value)
        elif parameter.required:
            raise ValueError(f"Expected a value for `{parameter.argument}` but received {value!r}")
    return Call(operation, path, query | plain_query(options.get("extra_query")), options)


def plain_query(query: Query | None) -> dict[str, str]:
    """Write the values of query parameters as they are sent."""
    return {name: _plain(value) for name, value in (query or {}).items()}


def _path_segment(parameter: Parameter, value: Any) -> str:
    if value is None or value == "" or isinstance(value, Omit):
        raise ValueError(
            f"Expected a non-empty value for `{parameter.argument}` but received {value!r}"
        )
    text = _checked(parameter, value)
    # A dot segment would climb out of the path, percent-encoded or not.
    if not text.strip() or text in {".", ".."} or re.search(r"[\x00-\x1f\x7f-\x9f]", text):
        raise ValueError(
            f"Expected `{parameter.argument}` to name one segment of a path but received {value!r}"
        )
    return quote(text, safe="")


def _checked(parameter: Parameter, value: Any) -> str:
    rule = _broken_rule(parameter, value)
    if rule:
        raise ValueError(f"Expected `{parameter.argument}` to {rule} but received {value!r}")
    return _plain(value)


def _broken_rule(parameter: Parameter, value: Any) -> str | None:
    if not _has_type(parameter.type, value):
        return f"be of type {parameter.type}"
    if parameter.type == "string" and re.search(r"[\ud800-\udfff]", value):
        return "have no half of a surrogate pair"
    if parameter.minimum is not None and value < parameter.minimum:
        return f"be at least {parameter.minimum}"
    if parameter.maximum is not None and value > parameter.maximum:
        return f"be at most {parameter.maximum}"
    if parameter.min_length is not None and len(value) < parameter.min_length:
        return f"have at least {parameter.min_length} characters"
    if parameter.max_length is not None and len(value) > parameter.max_length:
        return f"have at most {parameter.max_length} characters"
    if parameter.pattern is not None and not _pattern(parameter.pattern).search(value):
        return f"match {parameter.pattern}"
    if parameter.enum is not None and value not in parameter.enum:
        return f"be one of {', '.join(parameter.enum)}"
    return None


def _has_type(name: str, value: object) -> bool:
    match name:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case _:
            return isinstance(value, (int, float)) and not isinstance(value, bool)


@lru_cache
def _pattern(pattern: str) -> re.Pattern[str]:
    # JSON Schema's `$` is the end of the text; Python's also matches before a final newline.
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern))


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    # An enum member that is a string or a number as well prints as its name.
    return str(value.value if isinstance(value, Enum) else value)
