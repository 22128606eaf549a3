"""Shapes that generators of different languages read differently, or not at all.

redocly refuses others: `nullable` without a type, examples that do not follow their schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cloudflare_api_contract import Json, parts, schemas

__all__ = ["faults"]

_COMBINED: Final = ("allOf", "anyOf", "oneOf", "not")
_BESIDE: Final = {"allOf", "default", "description", "readOnly"}


def faults(contract: Json) -> Iterator[str]:
    """Return a line for each construct that some language lacks, with its place."""
    for place, schema in schemas(contract):
        is_named = len(place) == 3 and place[:2] == ("components", "schemas")
        for problem in _problems(schema, is_named=is_named):
            yield f"{'.'.join(map(str, place))}: {problem}"
    for place, media in parts(contract):
        is_media = place[-2:-1] == ("content",)
        if is_media and "example" not in media and not media.get("examples"):
            yield f"{'.'.join(map(str, place))}: has no example"


def _problems(schema: Json, *, is_named: bool) -> Iterator[str]:
    if schema.get("properties"):
        if not is_named:
            yield "an object with properties needs a name under components.schemas"
    elif schema.get("type") == "object" and not schema.get("additionalProperties"):
        yield "an object without properties needs additionalProperties: true"
    if None in schema.get("enum", ()):
        yield "null in an enum: say nullable instead"
    for key in _COMBINED:
        if key in schema and not _is_reference(schema):
            yield f"{key} becomes something else in each language"


def _is_reference(schema: Json) -> bool:
    """Whether a schema is a reference with the facts of one use beside it."""
    combined = schema.get("allOf", ())
    is_one = len(combined) == 1 and combined[0].keys() == {"$ref"}
    return is_one and schema.keys() <= _BESIDE
