"""Texts that a pattern matches."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from typing import Any, Final

__all__ = ["matching"]

# Python's own reading of a pattern, which has no types.
_PARSER: Final[Any] = import_module("re._parser")
# Readable characters come first.
_CHARACTERS: Final = (
    "abcdefghijklmnopqrstuvwxyz0123456789-_.ABCDEFGHIJKLMNOPQRSTUVWXYZ/:@ +=,;#&!?*$%"
)
_CATEGORIES: Final = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}
_LONGEST: Final = 10_000
_AS_MANY: Final = 36  # the largest number of characters to choose from


def matching(pattern: str, number: int, length: int) -> str | None:
    """A text of about this length that a pattern may match, None if the pattern is not simple.

    Simple are literals, classes, groups, alternatives and repeats. number: makes the text vary.
    The caller must check the text, because it need not match `^` and `$` inside the pattern.
    """
    try:
        parsed = _PARSER.parse(pattern)
        return _Writer(f"{pattern} {number}", length).all(parsed)
    except (re.error, OverflowError, RecursionError, NotImplementedError):
        return None


class _Writer:
    def __init__(self, seed: str, length: int) -> None:
        self._seed = seed
        self._left = length
        self._written = 0

    def all(self, items: Iterable[Any]) -> str:
        return "".join([self._item(str(kind), value) for kind, value in items])

    def _item(self, kind: str, value: Any) -> str:
        match kind:
            case "LITERAL":
                return self._one([chr(value)])
            case "NOT_LITERAL":
                return self._one([each for each in _CHARACTERS if ord(each) != value])
            case "ANY":
                return self._one(_CHARACTERS)
            case "IN":
                return self._one(_in_class(tuple(value)))
            case "AT":
                return ""
            case "SUBPATTERN":
                return self.all(value[-1])
            case "BRANCH":
                return self.all(value[1][0])
            case "MAX_REPEAT" | "MIN_REPEAT":
                least, most, inner = value
                text = "".join(self.all(inner) for _ in range(least))
                for _ in range(min(most - least, self._left)):
                    text += self.all(inner)
                    if self._left <= 0:
                        break
                return text
            case _:
                raise NotImplementedError(kind)

    def _one(self, characters: Sequence[str]) -> str:
        """One of the characters, chosen at random but the same in every run."""
        if not characters:
            raise NotImplementedError("a class of characters that are rare")
        self._left -= 1
        self._written += 1
        if self._written > _LONGEST:
            raise NotImplementedError("a long text")
        chance = sha256(f"{self._seed} {self._written}".encode()).digest()[0]
        return characters[chance % min(len(characters), _AS_MANY)]


@lru_cache
def _in_class(items: Sequence[Any]) -> Sequence[str]:
    """The characters of a class."""
    is_negated = str(items[0][0]) == "NEGATE"
    return [
        each
        for each in _CHARACTERS
        if any(_has(each, str(kind), value) for kind, value in items) != is_negated
    ]


def _has(character: str, kind: str, value: Any) -> bool:
    match kind:
        case "LITERAL":
            return ord(character) == int(value)
        case "RANGE":
            return bool(value[0] <= ord(character) <= value[1])
        case "CATEGORY":
            name = str(value).removeprefix("CATEGORY_")
            known = re.match(_CATEGORIES[name.removeprefix("NOT_")], character) is not None
            return known != name.startswith("NOT_")
        case _:
            return False
