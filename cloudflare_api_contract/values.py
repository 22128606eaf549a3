"""The forms of values in a contract that have no parts of their own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

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
    "TEXT",
    "TEXTS",
    "VALUES",
    "Value",
    "one_of",
    "shown",
]


class Value(NamedTuple):
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


def _is_anything(_: object) -> bool:
    return True


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_positive(value: Any) -> bool:
    return _is_number(value) and value > 0


def _is_count(value: Any) -> bool:
    return _is_number(value) and isinstance(value, int) and value >= 0


def _is_list(value: object) -> bool:
    return is_array(value) and len(value) > 0


def _are_texts(value: object) -> bool:
    return is_array(value) and all(map(_is_text, value))


def _are_names(value: Any) -> bool:
    return _are_texts(value) and 0 < len(value) == len({*value})


def _is_mapping(value: object) -> bool:
    return is_object(value) and all(map(_is_text, value.values()))


def _is_security(value: object) -> bool:
    return is_array(value) and all(
        is_object(each) and all(map(_are_texts, each.values())) for each in value
    )


ANYTHING: Final = Value("anything", _is_anything)
TEXT: Final = Value("a string", _is_text)
TEXTS: Final = Value("a list of strings", _are_texts)
NAMES: Final = Value("a list of different strings, at least one", _are_names)
MAPPING: Final = Value("a mapping of strings to strings", _is_mapping)
FLAG: Final = Value("true or false", _is_flag)
NUMBER: Final = Value("a number", _is_number)
POSITIVE: Final = Value("a number above 0", _is_positive)
COUNT: Final = Value("a whole number, at least 0", _is_count)
VALUES: Final = Value("a list of values, at least one", _is_list)
SECURITY: Final = Value("a list of mappings of security schemes to lists of strings", _is_security)
