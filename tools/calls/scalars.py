"""Made-up texts and numbers, and whether they obey the rules of a schema."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from cloudflare_api_mock.pattern_text import matching

from .shape import Shape

__all__ = ["fits", "numbers", "texts"]

_START: Final = datetime(2026, 3, 11, 16, 6, 1, tzinfo=UTC)
# Text that a URL or JSON does not hold as it is, without what would end an item of a list.
_AWKWARD: Final = " é/&=?#+%:;\"'<>[]{}~"
_PLAIN: Final = "-a_b.c"


def numbers(shape: Shape, kind: str, number: int) -> Iterator[float]:
    step = max([0, *shape.says("multipleOf")]) or (1 if kind == "integer" else 0.25)
    least = max([0 if kind == "integer" else 0.25, *shape.says("minimum")])
    first = math.ceil(least / step) * step
    yield from (first + number % 97 * step, first + number % 3 * step, first, first + step)
    yield from (0, -step, *shape.says("maximum"))


def texts(shape: Shape, name: str, number: int, *, plain: bool) -> Iterator[str]:
    formats = shape.says("format")
    if "date-time" in formats:
        yield (_START + timedelta(hours=number)).isoformat().replace("+00:00", "Z")
    elif "date" in formats:
        yield (_START + timedelta(days=number)).date().isoformat()
    least = max([0, *shape.says("minLength")])
    for pattern in shape.says("pattern"):
        for length in (max(least, 1), 8, 12, 24, 32, 36, 64):
            yield matching(pattern, number, length) or ""
    most = min([1000, *shape.says("maxLength")])
    text = f"{number}-{name}{_PLAIN if plain else _AWKWARD}".ljust(least, "x")
    yield text if len(text) <= most else f"{number}".ljust(max(least, 1), "x")[:most]


def fits(shape: Shape, value: Any) -> bool:
    """Whether a scalar obeys the rules of its schema that this module supports."""
    kind = shape.kind
    if kind == "string":
        return (
            isinstance(value, str)
            and max([0, *shape.says("minLength")]) <= len(value)
            and len(value) <= min([math.inf, *shape.says("maxLength")])
            and all(re.search(pattern, value) for pattern in shape.says("pattern"))
            and all(_has_format(value, each) for each in shape.says("format"))
        )
    if kind in {"integer", "number"}:
        return (
            isinstance(value, int if kind == "integer" else int | float)
            and not isinstance(value, bool)
            and all(value > least for least in _bounds(shape, "minimum", "exclusiveMinimum"))
            and all(value < most for most in _bounds(shape, "maximum", "exclusiveMaximum"))
            and all(value >= least for least in shape.says("minimum"))
            and all(value <= most for most in shape.says("maximum"))
            and all(math.isclose(value % step, 0) for step in shape.says("multipleOf"))
        )
    return json.dumps(value) != ""


def _bounds(shape: Shape, keyword: str, flag: str) -> list[float]:
    return shape.says(keyword) if shape.has(flag) else []


def _has_format(text: str, format: str) -> bool:
    try:
        if format == "date-time":
            datetime.fromisoformat(text)
        elif format == "date":
            date.fromisoformat(text)
    except ValueError:
        return False
    return True
