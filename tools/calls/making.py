"""Exchanges that are made up from a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Final
from urllib.parse import quote

from cloudflare_api_contract import Document, Json, Operation, is_array, is_json, is_object

from .bodies import Form, as_text, is_form, objects, parts, preferred
from .exchange import Answer, Argument, Exchange, Request
from .shape import Shape, type_of
from .values import Values

__all__ = ["exchanges"]

_SEPARATORS: Final = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"}
_BODY: Final = "body"
_ASKED: Final = "readOnly"
_GIVEN: Final = "writeOnly"
_CONTENT: Final = "made up: é\n"
_MOST_CHOICES: Final = 8


def exchanges(document: Document, operation: Operation) -> Iterator[Exchange]:
    """Make up calls: with every member, once for each alternative; with nulls; without options.

    Raises Unmakable if an argument or an answer cannot be made up.
    """
    number, choices = 0, 1
    while number < min(choices, _MOST_CHOICES):
        asked, given = Values(_ASKED, choice=number), Values(_GIVEN, choice=number)
        yield from _Maker(document, operation, asked, given).exchanges()
        choices = max(asked.choices, given.choices)
        number += 1
    for settings in ({"nulls": True}, {"optional": False}):
        maker = _Maker(document, operation, Values(_ASKED, **settings), Values(_GIVEN, **settings))
        yield from maker.exchanges()


class _Maker:
    """Makes an exchange for each success of an operation."""

    def __init__(
        self, document: Document, operation: Operation, asked: Values, given: Values
    ) -> None:
        self._document = document
        self._operation = operation
        self._asked = asked
        self._given = given

    def exchanges(self) -> Iterator[Exchange]:
        for status, (response, _) in self._document.successes(self._operation).items():
            arguments, request = self._request()
            answer = self._answer(status, response, arguments)
            yield Exchange(self._operation, arguments, request, answer)

    def _request(self) -> tuple[list[Argument], Request]:
        server: str = self._document.data["servers"][0]["url"]
        path, query, headers = server + self._operation.path, list[tuple[str, str]](), Json()
        arguments: list[Argument] = []
        parameters = self._asked.without_nulls()
        for node, _ in self._document.parameters(self._operation):
            name, location = node["name"], node["in"]
            if not (node.get("required") or self._asked.optional):
                continue
            shape = Shape(self._document, node["schema"])
            if shape.kind == "any":  # A parameter without a type is text.
                kind = type_of([*shape.says("default"), ""][0])
                shape = Shape(self._document, node["schema"], {"type": kind})
            plain = location == "header" or node.get("style") == "spaceDelimited"
            value = parameters.make(shape, name, plain=plain)
            arguments.append(Argument(location, name, self._as_python(shape, value)))
            if location == "path":
                path = path.replace(f"{{{name}}}", quote(as_text(value), safe=""))
            elif location == "query":
                query += _pairs(node, value)
            else:
                headers[name] = as_text(value)
        members, bodies = self._body()
        request = Request(self._operation.method.upper(), path, query, headers, bodies)
        return arguments + members, request

    def _body(self) -> tuple[list[Argument], list[Any]]:
        """Return the arguments of the body, and the expected bodies: JSON, or bytes."""
        message, _ = self._document.follow(self._operation.node.get("requestBody", {}), ())
        content = {
            name: media for name, media in message.get("content", {}).items() if "schema" in media
        }
        is_made = message.get("required") or self._asked.optional
        if not content:
            return [], [None]
        media_type = preferred(content)
        shape = Shape(self._document, content[media_type]["schema"])
        has_members = not shape.nullable and (is_form(media_type) or is_json(media_type))
        found = objects(shape) if has_members else []
        if not found:
            if not is_made:
                return [], [None]
            is_raw = not is_json(media_type)
            body = _CONTENT.encode() if is_raw else self._asked.make(shape, _BODY)
            return [Argument(_BODY, "", body)], [body]
        body = self._asked.make(shape, _BODY)
        # Another alternative may describe a member differently.
        members = found[0].members if len(found) == 1 else {}
        arguments = [
            Argument(_BODY, name, self._as_python(members.get(name, shape), value))
            for name, value in body.items()
        ]
        if is_form(media_type):
            return arguments, [Form([*parts(body)]) if any(parts(body)) else None]
        return arguments, [body] if body or message.get("required") else [None, {}]

    def _as_python(self, shape: Shape, value: Any) -> Any:
        """Return dates and bytes as Python has them, if optional values are made, too."""
        if is_array(value) and shape.kind == "array":
            return [self._as_python(shape.items, each) for each in value]
        if not isinstance(value, str) or shape.kind != "string" or not self._asked.optional:
            return value
        if "date-time" in shape.says("format"):
            return datetime.fromisoformat(value)
        if "binary" in shape.says("format"):
            return value.encode()
        return date.fromisoformat(value) if "date" in shape.says("format") else value

    def _answer(self, said: str, response: Json, arguments: list[Argument]) -> Answer:
        status = int(said.upper().replace("X", "0"))
        content: Json = response.get("content", {})
        if not content:
            return Answer(status, None, b"", None, None)
        media_type = preferred(content)
        if not is_json(media_type):
            is_text = media_type.startswith("text/")
            given = _CONTENT.encode()
            return Answer(status, media_type, given, None, _CONTENT if is_text else given)
        schema = content[media_type].get("schema", {})
        shape = Shape(self._document, schema)
        body = self._given.make(shape, "answer")
        if "result" not in shape.members:
            is_envelope = {"errors", "success"} <= shape.members.keys()
            value = None if is_envelope else body
            return Answer(status, media_type, _encoded(body), shape, value)
        result = shape.members["result"]
        body.setdefault("result", self._given.make(result, "result"))
        body |= {"success": True, "errors": [], "messages": []}
        if paging := self._operation.node.get("x-fern-pagination"):
            page = paging["offset"].removeprefix("$request.")
            asked = (each.value for each in arguments if each[:2] == ("query", page))
            count = len(body["result"] or ())
            info = {"per_page": 20, "count": count, "total_count": count}
            body["result_info"] = {"page": next(asked, 1), **info}
        return Answer(status, media_type, _encoded(body), result, body["result"])


def _pairs(parameter: Json, value: Any) -> Iterator[tuple[str, str]]:
    """Yield the names and values that a query has for a parameter, before they are encoded."""
    name, style = parameter["name"], parameter.get("style", "form")
    explode = parameter.get("explode", style == "form")
    if is_object(value):
        if style == "deepObject":
            yield from ((f"{name}[{key}]", as_text(each)) for key, each in value.items())
        elif explode:
            yield from ((key, as_text(each)) for key, each in value.items())
        else:
            yield name, ",".join(as_text(each) for pair in value.items() for each in pair)
    elif is_array(value) and not explode:
        if value:
            yield name, _SEPARATORS[style].join(map(as_text, value))
    else:
        yield from ((name, as_text(each)) for each in (value if is_array(value) else [value]))


def _encoded(body: Any) -> bytes:
    return json.dumps(body).encode()
