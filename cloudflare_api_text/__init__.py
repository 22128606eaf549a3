"""Text that somebody else wrote, made safe to show in a message, a log, a file or a terminal.

Every program and package of this project shows such text through `printable`. This package imports
no other, so that each of them can import it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

__all__ = ["code_of", "one_line", "printable", "shown"]

_LONGEST_LINE: Final = 500


def _blank(_: str) -> str:
    return " "


def printable(text: str, replacement: Callable[[str], str] = _blank) -> str:
    """Return a text with a space, or its `replacement`, for each character that is not printable.

    These are control characters, line breaks, tabs, all spaces but U+0020, characters without a
    glyph, such as those that change the direction of a text, and lone surrogates.
    """
    if text.isprintable():
        return text
    return "".join(each if each.isprintable() else replacement(each) for each in text)


def code_of(character: str) -> str:
    r"""Return a character as Python writes its code: `\n`, `\x1b` or `\u202e`."""
    return ascii(character)[1:-1]


def one_line(text: str) -> str:
    """Return a text as one printable line of at most 500 characters.

    Control characters and runs of white space become single spaces.
    """
    return " ".join(printable(text[: 2 * _LONGEST_LINE]).split())[:_LONGEST_LINE]


def shown(value: object) -> str:
    """Return the repr of a value as one printable line, or the name of its type if it has none."""
    try:
        return one_line(repr(value))
    except Exception:
        # Python does not write out an integer of thousands of digits, for one.
        return f"a value of type {type(value).__name__}"
