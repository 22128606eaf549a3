"""How JSON values become Python values.

A reader takes a value that `json` would produce and returns what the model holds, or raises
`Mismatch` with the place. Readers are composed: `array(nested(...))`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final, Generic, NamedTuple, TypeGuard, TypeVar

from .datetimes import parse_datetime

if TYPE_CHECKING:
    from .models import Model

__all__ = [
    "Mismatch",
    "Reader",
    "anything",
    "array",
    "boolean",
    "date_only",
    "date_time",
    "describe",
    "free_form",
    "integer",
    "is_array",
    "is_object",
    "nested",
    "nothing",
    "nullable",
    "number",
    "text",
]

T = TypeVar("T")
M = TypeVar("M", bound="Model")


class Mismatch(Exception):
    """A value that is not of the shape the contract gives it."""

    def __init__(self, expected: str, value: object) -> None:
        super().__init__(expected, value)
        self.expected = expected
        self.value = value
        self.path: list[str | int] = []
        """Keys and indexes that lead to the value, innermost first."""

    @property
    def place(self) -> str:
        """The path as one would write it: `result[3].auth_type`."""
        steps = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in reversed(self.path))
        return "".join(steps).removeprefix(".")

    def __str__(self) -> str:
        what = f"expected {self.expected} but received {describe(self.value)}"
        return f"{self.place}: {what}" if self.path else what


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def describe(value: object) -> str:
    """Name a JSON value in a few words."""
    if value is None:
        return "null"
    if is_object(value):
        return "an object"
    if is_array(value):
        return "an array"
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


class Reader(NamedTuple, Generic[T]):
    """How one kind of JSON value is read."""

    read: Callable[[Any], T]
    verbatim: type | None = None
    """Values of exactly this type need no reading."""
    scalar: bool = True
    """Whether an optional value of the wrong shape reads as None instead of raising."""
    absent: Callable[[], T] | None = None
    """What a required value reads as where it is missing or null; None if that raises."""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    raise Mismatch("a string", value)


def _boolean(value: Any) -> bool:
    # The store behind this API is of the kind that hands out booleans as 0 and 1.
    if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)):
        return bool(value)
    raise Mismatch("a boolean", value)


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Mismatch("an integer", value)
    if isinstance(value, float) and not value.is_integer():
        raise Mismatch("an integer", value)
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise Mismatch("a number", value)
    try:
        return float(value)
    except OverflowError:
        raise Mismatch("a number", value) from None


def _date_time(value: Any) -> datetime:
    try:
        return parse_datetime(value)
    except (TypeError, ValueError):
        raise Mismatch("a date-time", value) from None


def _date(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Mismatch("a date", value) from None


def _free_form(value: Any) -> dict[str, Any]:
    if is_object(value):
        return value
    raise Mismatch("an object", value)


def _nothing(value: Any) -> None:
    return None


def _anything(value: Any) -> Any:
    return value


text: Final = Reader(_text, verbatim=str)
boolean: Final = Reader(_boolean, verbatim=bool)
integer: Final = Reader(_integer, verbatim=int)
number: Final = Reader(_number, verbatim=float)
date_time: Final = Reader(_date_time)
date_only: Final = Reader(_date)
free_form: Final = Reader(_free_form, verbatim=dict, scalar=False)
anything: Final = Reader(_anything, absent=lambda: None)
nothing: Final = Reader(_nothing, absent=lambda: None)


def array(item: Reader[T]) -> Reader[list[T]]:
    """Read an array; a required one that is missing or null reads as empty."""
    read_item, verbatim = item.read, {item.verbatim}

    def read(value: Any) -> list[T]:
        if value.__class__ is not list and not is_array(value):
            raise Mismatch("an array", value)
        if set(map(type, value)) <= verbatim:
            return value.copy()
        result: list[T] = []
        append = result.append
        try:
            for element in value:
                append(read_item(element))
        except Mismatch as mismatch:
            mismatch.path.append(len(result))
            raise
        return result

    return Reader(read, scalar=False, absent=list)


def nested(model: Callable[[], type[M]]) -> Reader[M]:
    """Read an object as a model, which is named by a function because it may come later."""

    def read(value: Any) -> M:
        if value.__class__ is not dict and not is_object(value):
            raise Mismatch("an object", value)
        result: M = model().__model_read__(value)
        return result

    return Reader(read, scalar=False)


def nullable(reader: Reader[T]) -> Reader[T | None]:
    """Read null as None."""

    def read(value: Any) -> T | None:
        return None if value is None else reader.read(value)

    return Reader(read, reader.verbatim, reader.scalar, reader.absent)
