"""The comparison of a result with its answer: types, and members by attribute."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, Final

from cloudflare_api_contract import Json, is_array, is_object
from cloudflare_api_core import Model

from .shape import Shape, type_of

__all__ = ["named_like", "problems"]

_PYTHON: Final[dict[str, type | tuple[type, ...]]] = {
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


def problems(shape: Shape, value: Any, result: Any, place: str = "result") -> Iterator[str]:
    """Compare a JSON value with the result of the call. Yields a text for each difference."""
    if value is None:
        # A missing list reads as empty.
        if result is not None and not (shape.kind == "array" and result == []):
            yield f"{place}: {result!r} instead of None"
    elif shape.kind == "union":
        found = [[*problems(branch, value, result, place)] for branch in shape.branches]
        yield from min(found, key=len)
    elif is_object(value) and shape.kind in {"object", "any"}:
        yield from _object(shape, value, result, place)
    elif is_array(value) and shape.kind == "array":
        if not is_array(result) or len(result) != len(value):
            yield f"{place}: {result!r} instead of a list of {len(value)}"
        else:
            for number, (each, made) in enumerate(zip(value, result, strict=True)):
                yield from problems(shape.items, each, made, f"{place}[{number}]")
    elif shape.kind == "any":
        if result != value:
            yield f"{place}: {result!r} instead of {value!r}"
    elif type_of(value) in {shape.kind, "integer" if shape.kind == "number" else ""}:
        yield from _scalar(shape, value, result, place)
    else:
        yield f"{place}: {value!r} is not of type {shape.kind}"


def _scalar(shape: Shape, value: Any, result: Any, place: str) -> Iterator[str]:
    wanted, python = value, _PYTHON[shape.kind]
    if "date-time" in shape.says("format"):
        wanted, python = datetime.fromisoformat(value), datetime
    elif "date" in shape.says("format"):
        wanted, python = date.fromisoformat(value), date
    is_right = isinstance(result, python) and isinstance(result, bool) == isinstance(wanted, bool)
    if not is_right or result != wanted:
        yield f"{place}: {result!r} instead of {wanted!r}"


def _object(shape: Shape, value: Json, result: Any, place: str) -> Iterator[str]:
    if not shape.members:
        if not isinstance(result, dict) or result.keys() != value.keys():
            yield f"{place}: {result!r} instead of a dict"
        elif shape.values:
            for name, each in value.items():
                yield from problems(shape.values, each, result[name], f"{place}[{name!r}]")
        elif result != value:
            yield f"{place}: {result!r} instead of {value!r}"
        return
    if not isinstance(result, Model):
        yield f"{place}: {result!r} instead of a model"
        return
    if result.to_dict() != value or type(result).from_dict(value) != result:
        yield f"{place}: {result.to_dict()!r} instead of {value!r}"
    if set(result.additional_properties) != value.keys() - shape.members.keys():
        yield f"{place}: the members {sorted(result.additional_properties)} are unknown"
    attributes = [name for name in dir(type(result)) if not name.startswith("_")]
    for name, member in shape.members.items():
        made = [getattr(result, each) for each in attributes if named_like(each, name)]
        found = [[*problems(member, value.get(name), each, f"{place}.{name}")] for each in made]
        yield from min(found, key=len, default=[f"{place} has no {name}"])


@cache
def named_like(python_name: str, name: str) -> bool:
    """Whether a Python name may stand for a name on the wire."""
    plain, wanted = (re.sub(r"[\W_]", "", each).lower() for each in (python_name, name))
    return re.fullmatch(rf"(field)?{re.escape(wanted)}\d*", plain) is not None
