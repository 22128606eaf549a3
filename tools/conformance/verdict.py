"""The problems of a client with a case."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from cloudflare_api_core.json_values import is_array, is_object
from cloudflare_api_mock.log import LogEntry

from .case import Case, Expected, Failure

__all__ = ["problems"]

_CREDENTIALS = ("authorization", "x-auth-email", "x-auth-key")
_DATE_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*", re.IGNORECASE)
_LONGEST = 80


def problems(case: Case, answer: Mapping[str, Any], log: Sequence[LogEntry]) -> list[str]:
    """Return one line for each difference from the expectation of the case.

    answer: the client's, with `result` or `error`. log: the requests that the mock received.
    """
    return [*_on_the_wire(case.expect, log), *_in_the_client(case.expect, answer)]


def _on_the_wire(expect: Expected, log: Sequence[LogEntry]) -> Iterator[str]:
    if len(log) != expect.requests:
        yield f"{len(log)} requests, not {expect.requests}"
    for entry in log:
        sent = {n: value for n, value in entry.headers.items() if n in _CREDENTIALS}
        if expect.credentials is not None and sent != expect.credentials:
            yield f"unexpected credentials: {' and '.join(sent) or 'none'}"
        if expect.query is not None and dict(entry.query) != expect.query:
            yield f"query {_shown(dict(entry.query))}, not {_shown(expect.query)}"
        if expect.path is not None and not entry.path.endswith(expect.path):
            yield f"path {entry.path}, not …{expect.path}"
        yield from entry.violations
        if expect.body is not None and _decoded(entry.body) != expect.body:
            yield f"body {_shortened(entry.body)}, not {_shortened(json.dumps(expect.body))}"


def _in_the_client(expect: Expected, answer: Mapping[str, Any]) -> Iterator[str]:
    error: Mapping[str, Any] | None = answer.get("error")
    if expect.error or error:
        yield from _errors(expect.error, error)
        return
    result = answer.get("result")
    rows = result if is_array(result) else []
    if expect.rows is not None and len(rows) != expect.rows:
        yield f"{len(rows)} rows, not {expect.rows}"
    yield from _members(expect.read, result)


def _members(expected: Mapping[str, Any], result: Any) -> Iterator[str]:
    for pointer, value in expected.items():
        found = _find(result, pointer)
        if not _same(value, found):
            yield f"{pointer} is {_shown(found)}, not {_shown(value)}"


def _errors(expected: Failure | None, error: Mapping[str, Any] | None) -> Iterator[str]:
    if not (expected and error):
        yield f"{_named(error)}, not {expected.kind if expected else 'a result'}"
        return
    for name in ("kind", "status", "codes"):
        value, found = getattr(expected, name), error.get(name)
        if value is not None and value != found:
            yield f"{_named(error)}: {name} is {_shown(found)}, not {_shown(value)}"
    yield from _members(expected.read, error.get("result"))


def _named(error: Mapping[str, Any] | None) -> str:
    if error is None:
        return "a result"
    return f"{error.get('kind')} ({_shortened(str(error.get('message', '')))})"


def _find(value: Any, pointer: str) -> Any:
    """Return the value at a JSON pointer, or None if there is none."""
    for step in pointer.split("/")[1:]:
        if is_object(value):
            value = value.get(step)
        elif is_array(value) and step.isdecimal():
            value = dict(enumerate(value)).get(int(step))
        else:
            return None
    return value


def _same(expected: Any, found: Any) -> bool:
    if _is_nothing(expected) or _is_nothing(found):
        return _is_nothing(expected) and _is_nothing(found)
    if is_object(expected) and is_object(found):
        names = expected.keys() | found.keys()
        return all(_same(expected.get(name), found.get(name)) for name in names)
    if is_array(expected) and is_array(found):
        return len(expected) == len(found) and all(map(_same, expected, found))
    if isinstance(expected, str) and isinstance(found, str) and _DATE_TIME.fullmatch(expected):
        return expected == found or (_moment(expected) or 0) == _moment(found)
    # True is 1 in Python, but not in JSON.
    return isinstance(expected, bool) == isinstance(found, bool) and bool(expected == found)


def _is_nothing(value: Any) -> bool:
    return value is None or value == []


def _moment(text: str) -> datetime | None:
    """Parse a date-time to the microsecond; None without a time zone."""
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
