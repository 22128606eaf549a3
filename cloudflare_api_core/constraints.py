"""The rules for a value alone, without its items and members."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import isclose, isfinite
from typing import Any, Final

from . import lazy_models
from .json_values import MOST_DIGITS, TOO_LARGE
from .rule import Rule

__all__ = ["HAS_TYPE", "broken_rule", "is_file"]


def is_file(value: Any) -> bool:
    """Whether a value is the name of a file and its content."""
    if not isinstance(value, tuple):
        return False
    return [*map(type, value)] in ([str, str], [str, bytes])  # pyright: ignore


def _is_number(value: Any) -> bool:
    # Not isfinite of an int, which may be too large for a float.
    is_finite = isinstance(value, int) or (isinstance(value, float) and isfinite(value))
    return is_finite and not isinstance(value, bool)


HAS_TYPE: Final[Mapping[str, Callable[[Any], bool]]] = {
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": _is_number,
    # Strings and mappings are iterable too, but not meant as arrays.
    "array": lambda value: (
        isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))
    ),
    "object": lambda value: isinstance(value, (Mapping, lazy_models.Model)),
    "any": lambda value: True,
    "binary": lambda value: isinstance(value, (bytes, str)) or is_file(value),
}
"""Whether a value has the type of a rule, by that type."""


def broken_rule(rule: Rule, value: Any) -> str | None:
    """Return the first rule that a value breaks, such as `be at least 1`, or None."""
    if not HAS_TYPE[rule.type](value):
        return f"be of type {rule.type}"
    if rule.type in {"integer", "number"} and abs(value) >= TOO_LARGE:
        return f"have at most {MOST_DIGITS} digits"
    if rule.type == "string" and re.search(r"[\ud800-\udfff]", value):
        return "have no lone surrogate"
    if rule.minimum is not None and value < rule.minimum:
        return f"be at least {rule.minimum}"
    if rule.maximum is not None and value > rule.maximum:
        return f"be at most {rule.maximum}"
    if rule.multiple_of is not None and not _is_multiple(value, rule.multiple_of):
        return f"be a multiple of {rule.multiple_of}"
    if rule.min_length is not None and len(value) < rule.min_length:
        return f"have at least {rule.min_length} characters"
    if rule.max_length is not None and len(value) > rule.max_length:
        return f"have at most {rule.max_length} characters"
    if rule.pattern is not None and not _pattern(rule.pattern).search(value):
        return f"match {rule.pattern}"
    if rule.enum is not None and value not in rule.enum:
        return f"be one of {', '.join(map(str, rule.enum))}"
    return None


def _is_multiple(value: float, step: float) -> bool:
    try:
        # A quotient of floats is seldom exact.
        return value % step == 0 or isclose(value / step, round(value / step), rel_tol=1e-12)
    except OverflowError:
        # No float holds the quotient. The server decides.
        return True


@lru_cache
def _pattern(pattern: str) -> re.Pattern[str]:
    # JSON Schema's `$` is the end of the text; Python's also matches before a final newline.
    return re.compile(re.sub(r"(?<!\\)\$$", r"\\Z", pattern))
