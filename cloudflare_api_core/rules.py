"""Whether a value keeps the rules that the contract has for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from math import isfinite
from typing import Any

from .datetimes import format_datetime
from .models import Model, to_json
from .operation import Parameter
from .options import Omit
from .printable import one_line

__all__ = ["validate", "validation_error"]


def validate(place: str, parameter: Parameter, value: Any, *, is_read: bool = False) -> Any:
    """Return a value as JSON would hold it: models as objects, whatever can be walked as an array.

    `place` is how the caller would write it: `updated_tools[0].alias`. What a model `is_read` from
    may be as odd as the API sent it. Raises ValueError, naming the place and the rule that the
    value breaks.
    """
    if value is None and parameter.nullable:
        return None
    if is_read and parameter.type == "boolean" and value in (0, 1):
        value = bool(value)
    if parameter.format:
        value = _written(place, parameter, value)
    rule = _broken_rule(parameter, value)
    if rule:
        raise validation_error(place, parameter, rule, value)
    if parameter.type == "array":
        return _array(place, parameter, value, is_read=is_read)
    if parameter.type == "object":
        return _object(place, parameter, value, is_read=is_read)
    return value.value if isinstance(value, Enum) else value


def validation_error(place: str, parameter: Parameter, rule: str, value: object) -> ValueError:
    """Make the error that says which rule a value breaks."""
    received = "" if parameter.secret else f" but received {one_line(repr(value))}"
    return ValueError(f"Expected `{place}` to {rule}{received}")


def _written(place: str, parameter: Parameter, value: Any) -> Any:
    """Return a moment or a day as its text; texts are left to the server."""
    if parameter.format == "date" and isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if parameter.format != "date-time" or not isinstance(value, datetime):
        return value
    if value.utcoffset() is None:
        raise validation_error(place, parameter, "name its time zone", value)
    return format_datetime(value)


def _array(place: str, parameter: Parameter, values: Any, *, is_read: bool) -> list[Any]:
    assert parameter.items is not None
    items = parameter.items
    return [
        validate(f"{place}[{index}]", items, value, is_read=is_read)
        for index, value in enumerate(values)
    ]


def _object(place: str, parameter: Parameter, value: Any, *, is_read: bool) -> dict[str, Any]:
    is_read = is_read or isinstance(value, Model)
    members = dict[str, Any](to_json(value) if isinstance(value, Model) else value)
    rules = parameter.model().__model_rules__ if parameter.model else ()
    for rule in rules:
        member = members.get(rule.name)
        if rule.name in members and not isinstance(member, Omit):
            members[rule.name] = validate(f"{place}.{rule.name}", rule, member, is_read=is_read)
        elif rule.required:
            raise ValueError(f"Expected a value for `{place}.{rule.name}`")
    return {name: member for name, member in members.items() if not isinstance(member, Omit)}


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
        case "number":
            is_number = isinstance(value, int) or (isinstance(value, float) and isfinite(value))
            return is_number and not isinstance(value, bool)
        case "array":
            # Texts and mappings can be walked too, but nobody means that.
            return isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
        case "object":
            return isinstance(value, (Mapping, Model))
        case _:
            return True


@lru_cache
def _pattern(pattern: str) -> re.Pattern[str]:
    # JSON Schema's `$` is the end of the text; Python's also matches before a final newline.
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern))
