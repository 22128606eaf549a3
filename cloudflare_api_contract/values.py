"""The forms of values in a contract that have no parts of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from .places import is_array, is_object

__all__ = [
    "ANYTHING",
    "COUNT",
    "FLAG",
    "MAPPING",
    "NAMES",
    "NUMBER",
    "POSITIVE",
    "SECURITY",
    "STEPS",
    "TEXT",
    "TEXTS",
    "VALUES",
    "Value",
    "one_of",
    "shown",
]


@dataclass(frozen=True)
class Value:
    """A form of values: its description, and the test for it."""

    what: str
    fits: Callable[[Any], bool]


def one_of(*values: str) -> Value:
    """Return the form of a string that is one of these."""
    return Value(f"one of {', '.join(values)}", values.__contains__)


def shown(value: object) -> str:
    """Return a value in a few words."""
    if is_object(value):
        return "a mapping"
    return "a list" if is_array(value) else "null" if value is None else repr(value)[:80]


ANYTHING: Final = Value("anything", lambda value: True)
TEXT: Final = Value("a string", lambda value: isinstance(value, str))
TEXTS: Final = Value(
    "a list of strings", lambda value: is_array(value) and all(map(TEXT.fits, value))
)
STEPS: Final = Value(
    "a string or a list of strings", lambda value: TEXT.fits(value) or TEXTS.fits(value)
)
NAMES: Final = Value(
    "a list of different strings, at least one",
    lambda value: TEXTS.fits(value) and 0 < len(value) == len({*value}),
)
MAPPING: Final = Value(
    "a mapping of strings to strings",
    lambda value: is_object(value) and all(map(TEXT.fits, value.values())),
)
FLAG: Final = Value("true or false", lambda value: isinstance(value, bool))
NUMBER: Final = Value(
    "a number", lambda value: isinstance(value, int | float) and not isinstance(value, bool)
)
POSITIVE: Final = Value("a number above 0", lambda value: NUMBER.fits(value) and value > 0)
COUNT: Final = Value(
    "a whole number, at least 0",
    lambda value: NUMBER.fits(value) and isinstance(value, int) and value >= 0,
)
VALUES: Final = Value(
    "a list of values, at least one", lambda value: is_array(value) and len(value) > 0
)
SECURITY: Final = Value(
    "a list of mappings of security schemes to lists of strings",
    lambda value: (
        is_array(value)
        and all(is_object(each) and all(map(TEXTS.fits, each.values())) for each in value)
    ),
)
