"""Faults, which replace or change the API's answers to the next requests."""

from __future__ import annotations

import base64
import json
import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, cast

from .answer import Answer
from .request import Pairs

__all__ = ["Fault", "Faults", "parse_faults"]

_MOST = 10_000

# HTTP allows no more: a line break would split the header, and values are Latin-1.
_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_VALUE = re.compile(r"[\t -~\x80-\xff]*")


def _is_integer(low: int, high: int) -> Callable[[object], bool]:
    return lambda value: type(value) is int and low <= value <= high


def _is_headers(value: object) -> bool:
    if not isinstance(value, dict):
        return False
    pairs = cast(dict[object, object], value).items()
    return all(
        isinstance(name, str)
        and _NAME.fullmatch(name)
        and isinstance(text, str)
        and _VALUE.fullmatch(text)
        for name, text in pairs
    )


def _is_base64(value: object) -> bool:
    try:
        base64.b64decode(cast(str, value), validate=True)
    except (TypeError, ValueError):
        return False
    return True


_MEMBERS: dict[str, tuple[Callable[[object], bool], str]] = {
    "status": (_is_integer(200, 599), "an integer from 200 to 599"),
    "headers": (_is_headers, "an object of header names and texts"),
    "json": (lambda _: True, "any JSON"),
    "body": (lambda value: isinstance(value, str), "a string"),
    "body_base64": (_is_base64, "a base64 string"),
    "delay_ms": (_is_integer(0, 3_600_000), "an integer from 0 to 3600000"),
    "drop": (lambda value: isinstance(value, bool), "a boolean"),
    "times": (_is_integer(1, 10_000), "an integer from 1 to 10000"),
}
_BODIES = ("json", "body", "body_base64")


@dataclass(frozen=True)
class Fault:
    """A fault for the next requests. The defaults change nothing.

    answer: replaces the API's answer; None keeps it.
    headers: are added to the answer.
    delay: seconds to wait before the answer.
    drop: whether the connection is reset instead of an answer.
    times: the number of requests.
    source: the fault object as one line of JSON.
    """

    answer: Answer | None = None
    headers: Pairs = ()
    delay: float = 0
    drop: bool = False
    times: int = 1
    source: str = ""


class Faults:
    def __init__(self, faults: Iterable[Fault] = ()) -> None:
        self._left = deque(faults)

    def next(self) -> Fault:
        """Take the fault for the next request. If none is left, the result changes nothing."""
        if not self._left:
            return Fault()
        fault = self._left.popleft()
        if fault.times > 1:
            self._left.appendleft(replace(fault, times=fault.times - 1))
        return fault

    def unused(self) -> list[str]:
        """The source of each fault that is left."""
        return [fault.source for fault in self._left]


def parse_faults(value: object) -> list[Fault]:
    """Parse a list of fault objects, at most 10000.

    Raises `ValueError` with one line that names the fault and the problem.
    """
    if type(value) is not list:
        raise ValueError("Expected a list of faults")
    given_faults = cast(list[object], value)
    if len(given_faults) > _MOST:
        raise ValueError(f"Expected at most {_MOST} faults, received {len(given_faults)}")
    faults: list[Fault] = []
    for number, each in enumerate(given_faults, start=1):
        if problem := _problem(each):
            raise ValueError(f"fault {number}: {problem}")
        faults.append(_fault(cast(dict[str, Any], each)))
    return faults


def _problem(value: object) -> str | None:
    if not isinstance(value, dict):
        return "Expected an object"
    members = cast(dict[str, object], value)
    for name, given in members.items():
        if name not in _MEMBERS:
            return f"Unknown member {name!r}; known are {', '.join(_MEMBERS)}"
        accepts, expected = _MEMBERS[name]
        if not accepts(given):
            return f"Expected {name} to be {expected}, received {json.dumps(given):.60}"
    bodies = [name for name in _BODIES if name in members]
    if len(bodies) > 1:
        return f"Expected one body, received {' and '.join(bodies)}"
    if members.get("drop") and (useless := [*members.keys() & {"status", "headers"}, *bodies]):
        return f"Expected no {useless[0]} with drop, which sends nothing"
    return None


def _fault(given: dict[str, Any]) -> Fault:
    if "json" in given:
        body = json.dumps(given["json"]).encode()
    elif "body_base64" in given:
        body = base64.b64decode(given["body_base64"])
    else:
        body = given.get("body", "").encode()
    replaces = not given.keys().isdisjoint(("status", *_BODIES))
    return Fault(
        answer=Answer(given.get("status", 200), body) if replaces else None,
        headers=tuple(given.get("headers", {}).items()),
        delay=given.get("delay_ms", 0) / 1000,
        drop=given.get("drop", False),
        times=given.get("times", 1),
        source=json.dumps(given),
    )
