"""What a client got wrong of a case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from cloudflare_api_mock.log import LogEntry

from .case import Case, Expected, Failure

__all__ = ["problems"]

_CREDENTIALS = ("authorization", "x-auth-email", "x-auth-key")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.IGNORECASE)
_LONGEST = 80


def problems(case: Case, seen: Mapping[str, Any], log: Sequence[LogEntry]) -> list[str]:
    """A line for each thing that is not as the case expects; none if all is.

    seen: what the client gave, `result` or `error`. log: the requests that the mock received.
    """
    return [*_on_the_wire(case.expect, log), *_in_the_client(case.expect, seen)]


def _on_the_wire(expect: Expected, log: Sequence[LogEntry]) -> Iterator[str]:
    if len(log) != expect.requests:
        yield f"{len(log)} requests came, not {expect.requests}"
    for entry in log:
        sent = {n: value for n, value in entry.headers.items() if n in _CREDENTIALS}
        if expect.credentials is not None and sent != expect.credentials:
            yield f"sent {' and '.join(sent) or 'no credentials'}, not as expected"
        if expect.query is not None and dict(entry.query) != expect.query:
            yield f"asked for {_shown(dict(entry.query))}, not {_shown(expect.query)}"
        if expect.path is not None and not entry.path.endswith(expect.path):
            yield f"asked for {entry.path}, not for …{expect.path}"
        yield from entry.violations
        if expect.body is not None and _decoded(entry.body) != expect.body:
            yield f"sent {_shortened(entry.body)}, not {_shortened(json.dumps(expect.body))}"


def _in_the_client(expect: Expected, seen: Mapping[str, Any]) -> Iterator[str]:
    error: Mapping[str, Any] | None = seen.get("error")
    if expect.error or error:
        yield from _errors(expect.error, error)
        return
    result = seen.get("result")
    rows = cast(list[object], result) if isinstance(result, list) else []
    if expect.rows is not None and len(rows) != expect.rows:
        yield f"{len(rows)} rows, not {expect.rows}"
    for pointer, value in expect.read.items():
        found = _find(result, pointer)
        if not _same(value, found):
            yield f"{pointer} is {_shown(found)}, not {_shown(value)}"


def _errors(expected: Failure | None, error: Mapping[str, Any] | None) -> Iterator[str]:
    if not (expected and error):
        yield f"{_told(error)}, not {expected.kind if expected else 'a result'}"
        return
    for name in ("kind", "status", "codes"):
        value, found = getattr(expected, name), error.get(name)
        if value is not None and value != found:
            yield f"{_told(error)}: {name} is {_shown(found)}, not {_shown(value)}"


def _told(error: Mapping[str, Any] | None) -> str:
    if error is None:
        return "a result"
    return f"{error.get('kind')} ({_shortened(str(error.get('message', '')))})"


def _find(value: Any, pointer: str) -> Any:
    """What a JSON pointer leads to; None where there is nothing."""
    for step in pointer.split("/")[1:]:
        if isinstance(value, dict):
            value = cast(dict[str, Any], value).get(step)
        elif isinstance(value, list) and step.isdecimal():
            value = dict(enumerate(cast(list[object], value))).get(int(step))
        else:
            return None
    return value


def _same(expected: Any, found: Any) -> bool:
    if _is_nothing(expected) or _is_nothing(found):
        return _is_nothing(expected) and _is_nothing(found)
    if isinstance(expected, dict) and isinstance(found, dict):
        one, other = cast(dict[str, Any], expected), cast(dict[str, Any], found)
        return all(_same(one.get(name), other.get(name)) for name in one.keys() | other.keys())
    if isinstance(expected, list) and isinstance(found, list):
        ours, theirs = cast(list[object], expected), cast(list[object], found)
        return len(ours) == len(theirs) and all(map(_same, ours, theirs))
    if isinstance(expected, str) and isinstance(found, str) and _DATE_TIME.fullmatch(expected):
        return expected == found or (_moment(expected) or 0) == _moment(found)
    # True is 1 in Python, but not in JSON.
    return isinstance(expected, bool) == isinstance(found, bool) and bool(expected == found)


def _is_nothing(value: Any) -> bool:
    return value is None or value == []


def _moment(text: str) -> datetime | None:
    """To the microsecond; None if it is not told in which zone."""
    try:
        moment = datetime.fromisoformat(text.upper())
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _shown(value: Any) -> str:
    return _shortened(repr(value))


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
