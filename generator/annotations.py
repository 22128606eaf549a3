"""Type annotations as texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

__all__ = ["any_of_types"]

# A string of a Literal is one piece.
_PIECE: Final = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"| \| |.", re.DOTALL)


def any_of_types(annotations: Iterable[str]) -> str:
    """Return the type of a value that is of any of these types, each named once."""
    return " | ".join(dict.fromkeys(each for whole in annotations for each in _parts(whole)))


def _parts(annotation: str) -> Iterator[str]:
    """Split a union at its top level."""
    part, depth = "", 0
    for piece in _PIECE.findall(annotation):
        depth += (piece == "[") - (piece == "]")
        if piece == " | " and not depth:
            yield part
            part = ""
        else:
            part += piece
    yield part
