"""The characters that the parts of a regular expression match."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any, Final

__all__ = ["PARSER", "alphabet", "is_in"]

# Python's own reading of a pattern, which has no types.
PARSER: Final[Any] = import_module("re._parser")
_ASCII: Final = 128
_CATEGORIES: Final = {
    getattr(PARSER, f"CATEGORY_{name}"): re.compile(escape)
    for name, escape in (
        *(("DIGIT", r"\d"), ("SPACE", r"\s"), ("WORD", r"\w")),
        *(("NOT_DIGIT", r"\D"), ("NOT_SPACE", r"\S"), ("NOT_WORD", r"\W")),
    )
}


def is_in(character: int, items: Sequence[Any]) -> bool:
    """Return whether a class of characters, such as `[^a-z]`, contains one of the alphabet."""
    kinds = [(str(kind), value) for kind, value in items]
    is_negated = kinds[0][0] == "NEGATE"
    if is_negated and character >= _ASCII:
        # The character stands for its neighbours, too, which a category may contain or not.
        kinds = [each for each in kinds if each[0] != "CATEGORY"]
    found = any(_has(character, kind, value) for kind, value in kinds)
    return found != is_negated


def _has(character: int, kind: str, value: Any) -> bool:
    match kind:
        case "LITERAL":
            return character == int(value)
        case "RANGE":
            return bool(value[0] <= character <= value[1])
        case "CATEGORY":
            return character >= _ASCII or bool(_CATEGORIES[value].match(chr(character)))
        case _:
            return False


def alphabet(parsed: Any) -> list[int]:
    """Return ASCII, and one other character for each range that a pattern tells apart."""
    edges = {_ASCII}

    def collect(items: Any) -> None:
        for item in items:
            match item:
                case (kind, int() as value) if str(kind) in {"LITERAL", "NOT_LITERAL"}:
                    edges.update((value, value + 1))
                case (kind, (low, high)) if str(kind) == "RANGE":
                    edges.update((low, high + 1))
                case _:
                    pass
            if isinstance(item, (list, tuple, PARSER.SubPattern)):
                collect(item)

    collect(parsed)
    return [*range(_ASCII), *sorted(edge for edge in edges if edge >= _ASCII)]
