"""JSON values: how they are read and written, their kinds, and how a message names them."""

from __future__ import annotations

import json
from typing import Any, Final, NoReturn, TypeGuard

import orjson

from .importing import importing

__all__ = [
    "MOST_DIGITS",
    "TOO_LARGE",
    "describe",
    "format_json",
    "holds_more",
    "is_array",
    "is_object",
    "parse_json",
]

_DIGITS: Final = bytes(ord("0") if code in b"0123456789" else ord(" ") for code in range(256))
_LONG_INTEGER: Final = b"0" * 19
MOST_DIGITS: Final = 4300
"""The length of the longest integer that Python reads and writes."""
TOO_LARGE: Final = 10**MOST_DIGITS
"""The least integer that is longer."""


def parse_json(text: bytes | str) -> Any:
    """Parse JSON. A number that a float cannot hold becomes an int of exactly its value.

    Raises ValueError for text that is not JSON, such as `NaN` and `Infinity`, for a number of more
    than 4300 digits, and for values that are nested too deeply.
    """
    content = text.encode(errors="surrogatepass") if isinstance(text, str) else text
    # orjson rounds an integer that 64 bits cannot hold to a float.
    if _LONG_INTEGER not in content.translate(_DIGITS):
        try:
            return orjson.loads(content)
        except ValueError:
            # JavaScript writes a lone surrogate where it cuts a text in two; orjson refuses that.
            pass
    try:
        return json.loads(text, parse_float=_number, parse_constant=_no_number)
    except RecursionError:
        pass
    raise ValueError("nested too deeply")


def holds_more(text: bytes, values: float) -> bool:
    """Whether JSON has more than `values` values. Counts the characters that precede a value.

    A value may take forty times the memory of its text.
    """
    return len(text) > values and sum(map(text.count, (b",", b"[", b"{"))) > values


def format_json(value: object, *, indent: int | None = None) -> str:
    """Format a value as JSON. Raises ValueError for NaN and Infinity, which JSON does not have."""
    return json.dumps(value, allow_nan=False, ensure_ascii=False, indent=indent)


def _number(text: str) -> float:
    number = float(text)
    if number not in {float("inf"), float("-inf")}:
        return number
    with importing():
        from decimal import Decimal

    exact = Decimal(text)
    if exact.adjusted() >= MOST_DIGITS:
        raise ValueError(f"a number of more than {MOST_DIGITS} digits")
    return int(exact)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON")


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def describe(value: object) -> str:
    """Name a JSON value in a few words, a long scalar cut at 60 characters."""
    if value is None:
        return "null"
    if is_object(value):
        return "an object"
    if is_array(value):
        return "an array"
    try:
        shown = repr(value[:60] if isinstance(value, str) else value)
    except ValueError:
        return f"a number of more than {MOST_DIGITS} digits"
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
