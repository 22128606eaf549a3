"""Where a value departs from a schema of the contract, told without the value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Final, NamedTuple

from cloudflare_api_core.json_values import is_array, is_object

__all__ = ["Violation", "violations"]

_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
_URI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WORD: Final = re.compile(r"[A-Za-z]+(?:[_-][A-Za-z]+)*[0-9]{0,2}")

Json = dict[str, Any]
Resolve = Callable[[Any], Any]


class Violation(NamedTuple):
    """place: as in `result[3].status`. what: as in `null`."""

    place: str
    what: str


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_whole(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value % 1 == 0


def _is_moment(text: str) -> bool:
    """Whether it is a moment as RFC 3339 writes it, to which date-times here must keep."""
    if not _MOMENT.fullmatch(text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_uri(text: str) -> bool:
    return _URI.fullmatch(text) is not None


_TYPES: Final[dict[str, Callable[[object], bool]]] = {
    "object": is_object,
    "array": is_array,
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": _is_whole,
    "number": _is_number,
}
_FORMATS: Final[dict[str, Callable[[str], bool]]] = {
    "date-time": _is_moment,
    "uri": _is_uri,
}
_BOUNDS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "minimum": lambda value, bound: value >= bound,
    "maximum": lambda value, bound: value <= bound,
    "minLength": lambda value, bound: len(value) >= bound,
    "maxLength": lambda value, bound: len(value) <= bound,
    "pattern": lambda value, bound: re.search(bound, value) is not None,
}


def violations(schema: Json, value: Any, resolve: Resolve, place: str = "") -> Iterator[Violation]:
    """Find what about a value the schema does not say.

    Beyond JSON Schema: a member that the schema does not name departs, unless it says that there
    may be more. `resolve` follows a `$ref`.
    """
    schema = resolve(schema)
    if value is None:
        if not schema.get("nullable"):
            yield Violation(place, "null")
        return
    expected = schema.get("type", "object" if "properties" in schema else None)
    if expected is not None and not _TYPES[expected](value):
        yield Violation(place, f"{_type(value)}, not {expected}")
        return
    if value not in schema.get("enum", (value,)):
        yield Violation(place, f"not in the enum: {_word(value)}")
    has_format = _FORMATS.get(schema.get("format", ""))
    if has_format and not has_format(value):
        yield Violation(place, f"no {schema['format']}")
    for rule, holds in _BOUNDS.items():
        if rule in schema and not holds(value, schema[rule]):
            yield Violation(place, f"breaks {rule}")
    if is_object(value):
        yield from _of_members(schema, value, resolve, place)
    elif is_array(value):
        for index, item in enumerate(value):
            yield from violations(schema.get("items", {}), item, resolve, f"{place}[{index}]")


def _of_members(schema: Json, value: Json, resolve: Resolve, place: str) -> Iterator[Violation]:
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield Violation(_inside(place, name), "missing")
    for name, member in value.items():
        where = _inside(place, name if name in properties else _word(name))
        if name in properties:
            yield from violations(properties[name], member, resolve, where)
        elif not schema.get("additionalProperties"):
            yield Violation(where, f"unknown, {_type(member)}")


def _inside(place: str, name: str) -> str:
    return f"{place}.{name}" if place else name


def _type(value: object) -> str:
    if value is None:
        return "null"
    # Before number, which an integer is too.
    return next(name for name, fits in _TYPES.items() if fits(value))


def _word(value: object) -> str:
    """Give back what can only be a word of the API's own, never the value of a user."""
    is_word = isinstance(value, str) and len(value) < 40 and _WORD.fullmatch(value)
    return str(value) if is_word else "(not shown)"
