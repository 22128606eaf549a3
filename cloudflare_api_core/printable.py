"""Text that somebody else wrote, made safe to show in a message, a log or a terminal."""

from __future__ import annotations

from typing import Final

__all__ = ["one_line", "shown"]

_LONGEST_LINE: Final = 500


def one_line(text: str) -> str:
    """Return a text as one printable line of at most 500 characters.

    Control characters and runs of white space become single spaces.
    """
    characters = (each if each.isprintable() else " " for each in text[: 2 * _LONGEST_LINE])
    return " ".join("".join(characters).split())[:_LONGEST_LINE]


def shown(value: object) -> str:
    """Return the repr of a value as one printable line, or the name of its type if it has none."""
    try:
        return one_line(repr(value))
    except Exception:
        # Python does not write out an integer of thousands of digits, for one.
        return f"a value of type {type(value).__name__}"
