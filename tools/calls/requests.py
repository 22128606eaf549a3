"""The comparison of a request with the expected one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from email.parser import BytesParser
from email.policy import HTTP
from operator import itemgetter
from typing import Any, Final
from urllib.parse import parse_qsl

import httpx

from .bodies import Form
from .exchange import Request

__all__ = ["TOKEN", "differences"]

TOKEN: Final = "made-up-token"
"""The credentials of all requests."""


def differences(wanted: Request, sent: httpx.Request) -> Iterator[str]:
    """Compare the expected request with the one that was sent."""
    path, _, query = str(sent.url).partition("?")
    if (sent.method, path) != (wanted.method, wanted.path):
        yield f"{sent.method} {path} instead of {wanted.method} {wanted.path}"
    pairs = parse_qsl(query, keep_blank_values=True)
    if _by_name(pairs) != _by_name(wanted.query):
        yield f"the query {pairs} instead of {wanted.query}"
    for name, value in {**wanted.headers, "authorization": f"Bearer {TOKEN}"}.items():
        if sent.headers.get(name) != value:
            yield f"the header {name} is {sent.headers.get(name)!r} instead of {value!r}"
    first = wanted.bodies[0]
    body: Any = sent.content or None
    if body and isinstance(first, Form):
        body = _form(sent)
    elif body and not isinstance(first, bytes):
        body = json.loads(body)
    if _canonical(body) not in map(_canonical, wanted.bodies):
        yield f"the body {_canonical(body)!r} instead of {_canonical(first)!r}"


def _form(sent: httpx.Request) -> Form:
    """Read a form with Python's own parser of messages."""
    head = f"Content-Type: {sent.headers['Content-Type']}\r\n\r\n"
    message: Any = BytesParser(policy=HTTP).parsebytes(head.encode() + sent.content)
    names = [part.get_param("name", header="Content-Disposition") for part in message.iter_parts()]
    contents = [part.get_payload(decode=True) for part in message.iter_parts()]
    return Form([*zip(names, contents, strict=True)])


def _by_name(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=itemgetter(0))


def _canonical(body: Any) -> Any:
    """Return a body as text, because 1 equals True in Python but not in JSON."""
    if isinstance(body, Form):
        parts = [(name, _canonical(_as_json(content))) for name, content in body.parts]
        return sorted(parts, key=itemgetter(0))
    is_json = body is not None and not isinstance(body, bytes)
    return json.dumps(body, sort_keys=True) if is_json else body


def _as_json(content: bytes) -> Any:
    """Return the value of a part of a form, if it is an object or a list."""
    return json.loads(content) if content[:1] in {b"{", b"["} else content
