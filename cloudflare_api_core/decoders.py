"""Decoders, which turn JSON values into the values that models hold.

A decoder takes a value that `json.loads` returns. It raises `DecodeError`, which names the place,
if the value has the wrong shape. Decoders are composed: `array(nullable(text))`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, Final, Generic, NamedTuple, TypeVar

from .datetimes import parse_datetime
from .json_values import describe, is_array, is_object
from .memo import Memo

__all__ = [
    "DecodeError",
    "Decoder",
    "any_of",
    "anything",
    "array",
    "binary",
    "boolean",
    "date_only",
    "date_time",
    "free_form",
    "integer",
    "mapping",
    "nothing",
    "nullable",
    "number",
    "text",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


class DecodeError(Exception):
    """A value has another shape than the contract says."""

    def __init__(self, expected: str, value: object) -> None:
        super().__init__(expected, value)
        self.expected = expected
        self.value = value
        self.path: list[str | int] = []
        """Keys and indexes that lead to the value, innermost first."""

    @property
    def place(self) -> str:
        """The path in the usual notation: `result[3].auth_type`."""
        steps = (f"[{key}]" if isinstance(key, int) else f".{key}" for key in reversed(self.path))
        return "".join(steps).removeprefix(".")

    def __str__(self) -> str:
        what = f"expected {self.expected} but received {describe(self.value)}"
        return f"{self.place}: {what}" if self.path else what


class Decoder(NamedTuple, Generic[T_co]):
    """The decoding of one kind of JSON value."""

    decode: Callable[[Any], T_co]
    exact_type: type | None = None
    """A value of exactly this type is its own result."""
    lenient: bool = True
    """Whether an optional value of the wrong shape becomes None instead of raising."""
    default: Callable[[], T_co] | None = None
    """Makes the value of a required field that is missing or null. Without it, that raises."""
    score: Callable[[Any], int] | None = None
    """Counts the members of an object that a decoded value gives, to compare it with others."""


def _text(value: Any) -> str:
    if isinstance(value, str):
        return str(value)
    raise DecodeError("a string", value)


def _boolean(value: Any) -> bool:
    # Databases that have no boolean type return 0 and 1.
    if isinstance(value, bool) or (isinstance(value, int) and value in (0, 1)):
        return bool(value)
    raise DecodeError("a boolean", value)


def _integer(value: Any) -> int:
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    if isinstance(value, bool) or not is_whole:
        raise DecodeError("an integer", value)
    return int(value)


def _number(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise DecodeError("a number", value)
    try:
        return float(value)
    except OverflowError:
        raise DecodeError("a number", value) from None


def _parsed(parse: Callable[[str], T], expected: str) -> Decoder[T]:
    def decode(value: Any) -> T:
        try:
            return parse(value)
        except (TypeError, ValueError):
            raise DecodeError(expected, value) from None

    return Decoder(decode)


def _free_form(value: Any) -> dict[str, Any]:
    if is_object(value):
        return value
    raise DecodeError("an object", value)


def _binary(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    raise DecodeError("bytes", value)


def _nothing(value: Any) -> None:
    return None


def _anything(value: Any) -> Any:
    return value


text: Final = Decoder(_text, exact_type=str)
boolean: Final = Decoder(_boolean, exact_type=bool)
integer: Final = Decoder(_integer, exact_type=int)
number: Final = Decoder(_number, exact_type=float)
date_time: Final = _parsed(parse_datetime, "a date-time")
date_only: Final = _parsed(date.fromisoformat, "a date")
free_form: Final = Decoder(_free_form, exact_type=dict, lenient=False)
binary: Final = Decoder(_binary, exact_type=bytes)
anything: Final = Decoder(_anything, default=lambda: None)
nothing: Final = Decoder(_nothing, default=lambda: None)


def array(item: Decoder[T]) -> Decoder[list[T]]:
    """Decode an array. A required one that is missing or null becomes empty."""
    decode_item, exact_types = item.decode, {item.exact_type}

    def decode(value: Any) -> list[T]:
        if value.__class__ is not list and not is_array(value):
            raise DecodeError("an array", value)
        if exact_types.issuperset(map(type, value)):
            return value.copy()
        result: list[T] = []
        try:
            for element in value:
                result.append(decode_item(element))
        except DecodeError as error:
            error.path.append(len(result))
            raise
        return result

    return Decoder(decode, lenient=False, default=list)


def mapping(member: Decoder[T]) -> Decoder[dict[str, T]]:
    """Decode an object whose members have any names, and values of one kind."""
    decode_member, exact_types = member.decode, {member.exact_type}

    def decode(value: Any) -> dict[str, T]:
        if not is_object(value):
            raise DecodeError("an object", value)
        if exact_types.issuperset(map(type, value.values())):
            return value.copy()
        result: dict[str, T] = {}
        name = ""
        try:
            for name, each in value.items():
                result[name] = decode_member(each)
        except DecodeError as error:
            error.path.append(name)
            raise
        return result

    return Decoder(decode, lenient=False)


_chosen: Final = Memo()


def any_of(*branches: Decoder[Any]) -> Decoder[Any]:
    """Decode a value of one of several kinds, by the first branch that fits.

    Among several objects that fit, this takes the one with the most known members, or a map if none
    has any. An object or array that fits no branch stays as it is if a branch is of its kind.
    """
    # Every branch returns a value of these types unchanged.
    exact_types = {branch.exact_type for branch in branches} - {str, dict}

    def choose(value: Any) -> Any:
        """Return the decoded value, or the error if no branch fits."""
        best, most, errors = value, -1, list[DecodeError]()
        for branch in branches:
            try:
                found = branch.decode(value)
            except DecodeError as error:
                errors.append(error)
                continue
            if branch.score is None:
                if most <= 0:
                    best, most = found, 0
                break
            if (score := branch.score(found)) > most:
                best, most = found, score
        # A path leads into a value of the right kind.
        if most >= 0 or any(error.path for error in errors):
            return best
        expected = dict.fromkeys(error.expected for error in errors)
        return DecodeError(" or ".join(expected), value)

    def decode(value: Any) -> Any:
        if value.__class__ in exact_types:
            return value
        found = _chosen.find((id(choose), id(value)), lambda: choose(value))
        if isinstance(found, DecodeError):
            # A new one, because each has its own path.
            raise DecodeError(found.expected, value)
        return found

    return Decoder(decode, lenient=all(branch.lenient for branch in branches))


def nullable(decoder: Decoder[T]) -> Decoder[T | None]:
    """Decode null as None."""

    def decode(value: Any) -> T | None:
        return None if value is None else decoder.decode(value)

    def score(value: T | None) -> int:
        return 0 if value is None or not decoder.score else decoder.score(value)

    return Decoder(
        decode, decoder.exact_type, decoder.lenient, decoder.default, decoder.score and score
    )
