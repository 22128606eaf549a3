"""The bodies of requests and answers, by their media types."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from cloudflare_api_contract import Json, is_array, is_json

from .shape import Shape

__all__ = ["Form", "as_text", "is_form", "objects", "parts", "preferred"]

_FORM: Final = "multipart/form-data"


class Form(NamedTuple):
    """The parts of a form: names and contents."""

    parts: list[tuple[str, bytes]]


def preferred(content: Json) -> str:
    """Return the media type that the client uses: JSON, else a form of parts, else any other."""
    known = [each for each in content if is_form(each) or "form" not in each]
    return next(filter(is_json, content), (known or [*content])[0])


def is_form(media_type: str) -> bool:
    return _bare(media_type) == _FORM


def _bare(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()


def parts(body: Json) -> Iterator[tuple[str, bytes]]:
    """Yield the parts of a form that has these values."""
    for name, value in body.items():
        for each in value if is_array(value) else [value]:
            if each is not None:
                yield name, as_text(each).encode()


def objects(shape: Shape) -> list[Shape]:
    """Return the objects that a body may be, none if it may be something else."""
    if not shape.branches:
        return [shape] if shape.members else []
    found = [objects(branch) for branch in shape.branches]
    return [each for some in found for each in some] if all(found) else []


def as_text(value: Any) -> str:
    """Return a value as text, as in a path, a query, a header or a part of a form."""
    return value if isinstance(value, str) else json.dumps(value)
