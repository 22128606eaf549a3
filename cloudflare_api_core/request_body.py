"""The body of a request: an object of its members, a form of parts, or one whole value."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final, cast

import httpx

from cloudflare_api_text import one_line, shown

from .call import Body
from .operation import Operation, Parameter
from .options import Omit
from .query import plain
from .rule import Rule
from .validation import validation_error

__all__ = ["LOCATIONS", "RequestBody"]

LOCATIONS: Final = frozenset({"body", "form", "content"})
"""The locations of parameters that are in the body."""


class RequestBody:
    """A body to which valid values are added."""

    def __init__(
        self, operation: Operation[Any], arguments: Mapping[str, Any], extra: Mapping[str, object]
    ) -> None:
        parameters = [p for p in operation.parameters if p.location in LOCATIONS]
        for parameter in parameters:
            if extra and parameter.location != "body":
                broken = f"the body is {_KINDS[parameter.location]}"
                raise ValueError(f"Expected no `extra_body`: {broken}")
        given = [
            p
            for p in parameters
            if not isinstance(value := arguments[p.argument], Omit)
            and not (value is None and p.location == "form")
        ]
        self._content_type = operation.content_type
        self._extra = extra
        self._members: dict[object, str] = {}
        self._form: list[tuple[str, tuple[str | None, str | bytes, str | None]]] = []
        self._content: bytes | None = None
        self._is_form = any(p.location == "form" for p in parameters)
        is_object = any(p.location == "body" for p in parameters)
        self.is_sent: bool = bool(extra or given or (is_object and not operation.optional_body))
        """Whether there is a body. An object is sent also without members."""

    def add(self, parameter: Parameter, value: Any) -> None:
        """Add a value. Raises ValueError if JSON cannot hold it, or if it lacks a needed part."""
        argument, name = parameter.argument, parameter.name
        if parameter.location == "body":
            self._members[name] = _member(argument, name, value)
        elif parameter.location == "form":
            if parameter.required and parameter.type == "array" and not value:
                raise validation_error(argument, parameter, "have at least 1 item", value)
            rule = parameter.items if parameter.type == "array" else parameter
            for each in value if parameter.type == "array" else [value]:
                self._form.append((name, _part(argument, name, rule or parameter, each)))
        elif parameter.type == "binary":
            _, content, _ = _part(argument, name, parameter, value)
            self._content = content.encode() if isinstance(content, str) else content
        else:
            self._content = _json(argument, value).encode()

    def finish(self) -> Body | None:
        """Return the body, None if there is none. Raises ValueError if JSON cannot hold extras."""
        if not self.is_sent or (self._is_form and not self._form):
            return None
        if self._content is not None:
            return Body(self._content, self._content_type)
        if self._form:
            # httpx chooses the boundary.
            request = httpx.Request("POST", "https://localhost", files=self._form)
            return Body(request.read(), request.headers["Content-Type"])
        for name, value in self._extra.items():
            self._members[name] = _member(f"extra_body[{shown(name)}]", name, value)
        return Body(f"{{{','.join(self._members.values())}}}".encode(), self._content_type)


_KINDS: Final = {"form": "a form", "content": "one whole value"}


def _part(
    argument: str, name: str, rule: Rule, value: Any
) -> tuple[str | None, str | bytes, str | None]:
    """Return the file name, the content and the media type of a part of a form."""
    if isinstance(value, tuple):
        file, content = cast("tuple[str, str | bytes]", value)
        return file, content, None
    if isinstance(value, bytes):
        return name, value, None
    if rule.type in {"object", "array", "any"} and not isinstance(value, str):
        return None, _json(argument, value), "application/json"
    return None, plain(value), None


def _member(place: str, name: object, value: object) -> str:
    """Return a member as it stands between the braces of an object."""
    return _json(place, {name: value})[1:-1]


def _json(place: str, value: object) -> str:
    try:
        # Not orjson, which writes NaN as null.
        text = json.dumps(value, allow_nan=False, ensure_ascii=False, separators=(",", ":"))
        text.encode()
        return text
    except (TypeError, ValueError, RecursionError) as error:
        problem = one_line(str(error))
    raise ValueError(f"Expected `{place}` to be a value that JSON can hold: {problem}")
