"""The bodies of requests and answers: the media type that the client uses, and its schema."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cloudflare_api_contract import Document, Json, Operation, Place, is_json

__all__ = ["Answer", "RequestBody", "answers", "request_body"]

_JSON = "application/json"
# The texts besides text/*.
_TEXT = {"application/javascript", "application/x-ndjson", "application/xml", "application/yaml"}
_FORM = "multipart/form-data"


class Answer(NamedTuple):
    """One successful answer and the schema of its result."""

    status: str
    kind: Literal["envelope", "json", "text", "binary", "nothing"]
    media_type: str
    schema: Json
    place: Place


class RequestBody(NamedTuple):
    media_type: str
    schema: Json
    place: Place
    is_required: bool

    @property
    def is_json(self) -> bool:
        return is_json(self.media_type)

    @property
    def is_form(self) -> bool:
        return _bare(self.media_type) == _FORM


def answers(document: Document, operation: Operation) -> list[Answer]:
    """Return the successful answers of an operation.

    Raises ContractError if there is none, or if they are of different kinds.
    """
    found = [
        _answer(document, status, response, place)
        for status, (response, place) in document.successes(operation).items()
    ]
    if not found:
        raise document.error((*operation.place, "responses"), "has no 2xx answer")
    kinds = {answer.kind for answer in found} - {"nothing"}
    if len(kinds) > 1:
        problem = f"answers in different forms are not supported: {', '.join(sorted(kinds))}"
        raise document.error((*operation.place, "responses"), problem)
    return found


def _answer(document: Document, status: str, response: Json, place: Place) -> Answer:
    content = response.get("content")
    if not content:
        return Answer(status, "nothing", _JSON, {}, place)
    media_type = _preferred(content)
    inside = (*place, "content", media_type, "schema")
    schema = content[media_type].get("schema", {})
    if not is_json(media_type):
        is_text = media_type.startswith("text/") or _bare(media_type) in _TEXT
        return Answer(status, "text" if is_text else "binary", media_type, schema, inside)
    envelope, there = document.follow(schema, inside)
    members = envelope.get("properties", {})
    if "result" in members:
        there = (*there, "properties", "result")
        return Answer(status, "envelope", media_type, members["result"], there)
    if {"errors", "success"} <= members.keys():
        # The envelope does not describe the result.
        return Answer(status, "envelope", media_type, {}, there)
    return Answer(status, "json", media_type, schema, inside)


def request_body(document: Document, operation: Operation) -> RequestBody | None:
    """Return the body of an operation's request, None if there is none.

    Raises ContractError for one that the client cannot make.
    """
    body = operation.node.get("requestBody")
    if not body or not body["content"]:
        return None
    place = (*operation.place, "requestBody", "content")
    media_type = _preferred(body["content"])
    if not _is_sendable(media_type):
        problem = f"only JSON, {_FORM} and bodies that are sent as given are supported"
        raise document.error((*place, media_type), problem)
    schema = body["content"][media_type].get("schema", {})
    inside = (*place, media_type, "schema")
    return RequestBody(media_type, schema, inside, bool(body.get("required")))


def _preferred(content: Json) -> str:
    """Return the JSON media type if there is one, else the first that the client can send."""
    return min(content, key=lambda name: (not is_json(name), not _is_sendable(name)))


def _is_sendable(media_type: str) -> bool:
    kind = _bare(media_type)
    is_of_parts = kind.startswith("multipart/") or kind == "application/x-www-form-urlencoded"
    return kind == _FORM or not is_of_parts


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()
