"""Text that somebody else wrote, made safe to show in a message, a log or a terminal."""

from __future__ import annotations

from typing import Final

__all__ = ["one_line"]

_LONGEST_LINE: Final = 500


def one_line(text: str) -> str:
    """Return a text as one printable line of at most 500 characters.

    Control characters and runs of white space become single spaces.
    """
    characters = (each if each.isprintable() else " " for each in text[: 2 * _LONGEST_LINE])
    return " ".join("".join(characters).split())[:_LONGEST_LINE]
