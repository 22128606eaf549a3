"""A contract without `4XX` and `5XX`, for generators that cannot read ranges of statuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import count
from typing import Any, Final

from cloudflare_api_contract import Document, Json, Place

__all__ = ["without_ranges"]

_RANGES: Final = ("4XX", "5XX")


def without_ranges(document: Document) -> Json:
    """Return a copy of a contract in which one `default` answer replaces `4XX` and `5XX`.

    It has the descriptions, headers and examples of both. Raises ContractError if the two differ in
    their schema, or if an operation has a `default` answer beside them.
    """
    data: Json = json.loads(json.dumps(document.data))
    merging = _Merging(document, data)
    for operation in document.operations():
        answers: Json = data["paths"][operation.path][operation.method]["responses"]
        ranges = [answers.pop(status) for status in _RANGES if status in answers]
        place = (*operation.place, "responses")
        if ranges and "default" in answers:
            raise document.error(place, "has a `default` answer beside those of ranges")
        if ranges:
            answers["default"] = merging.merged(ranges, place) if len(ranges) > 1 else ranges[0]
    merging.remove_unused()
    return data


class _Merging:
    """Merges the answers for two ranges into one, and names it."""

    def __init__(self, document: Document, data: Json) -> None:
        self._document = document
        self._data = data
        self._made: dict[str, Json] = {}
        self._replaced: list[Place] = []

    def merged(self, ranges: list[Json], place: Place) -> Json:
        """Return a reference to the merged answer of the ranges."""
        text = json.dumps(ranges, sort_keys=True)
        if text not in self._made:
            named = self._data.setdefault("components", {}).setdefault("responses", {})
            name = next(each for each in _names() if each not in named)
            named[name] = self._answer(ranges, place)
            self._made[text] = {"$ref": f"#/components/responses/{name}"}
        return self._made[text].copy()

    def _answer(self, ranges: list[Json], place: Place) -> Json:
        answers = [self._document.follow(answer, place) for answer in ranges]
        media = [(self._document.json(*answer) or ({}, ()))[0] for answer in answers]
        (first, _), (second, inside) = answers
        if media[0].get("schema") != media[1].get("schema"):
            raise self._document.error(inside, "another schema than that of 4XX")
        self._replaced += [there for _, there in answers]
        answer: dict[str, Any] = {"description": f"{first['description']} {second['description']}"}
        if headers := first.get("headers", {}) | second.get("headers", {}):
            answer["headers"] = headers
        if any(media):
            examples = media[0].get("examples", {}) | media[1].get("examples", {})
            both = media[0] | media[1] | ({"examples": examples} if examples else {})
            answer["content"] = {"application/json": both}
        return answer

    def remove_unused(self) -> None:
        """Remove the named answers that nothing refers to any more."""
        text = json.dumps(self._data)
        for place in self._replaced:
            name = str(place[-1])
            if place[:-1] == ("components", "responses") and f'responses/{name}"' not in text:
                self._data["components"]["responses"].pop(name, None)


def _names() -> Iterator[str]:
    yield "Failure"
    yield from (f"Failure{number}" for number in count(2))
