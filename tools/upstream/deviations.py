"""The deviations that openapi.yaml lists: comments of the form `Deviation: FACT: reason`.

FACT repeats the fact in openapi.yaml, so that a comment covers no other value. It is a keyword with
its value (`nullable true`), `no KEYWORD`, `NAME required`, `NAME optional`, `added`, or
`lacks NAME` above the entry that would contain NAME.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final, NamedTuple

from .difference import Difference

__all__ = ["Deviation", "find_deviations"]

_START: Final = re.compile(r"(?P<before>.*?)(?:^|(?<=\s))# Deviation:\s*(?P<reason>.*)")


class Deviation(NamedTuple):
    """A `Deviation:` comment.

    line: the line of the comment. covers: the line of its entry. text: the fact and the reason.
    """

    line: int
    covers: int
    text: str

    def explains(self, difference: Difference) -> bool:
        """Whether the comment is about a difference and gives a reason for it."""
        if self.covers not in difference.lines:
            return False
        fact, _, reason = self.text.partition(f"{difference.fact}: ")
        return not fact and bool(reason)


def find_deviations(text: str) -> list[Deviation]:
    """Find the comments and their entries.

    The entry of a comment is the next one, or the one on the same line. The entries inside it need
    comments of their own.
    """
    lines = text.splitlines()
    found: list[Deviation] = []
    for number, line in enumerate(lines, start=1):
        if (start := _START.fullmatch(line)) is None:
            continue
        reason, covers = [start["reason"]], number
        if not start["before"].strip():
            # The comment ends at the entry or at the next `Deviation:`.
            comments = list(takewhile(_is_comment, lines[number:]))
            own = takewhile(lambda each: not _START.fullmatch(each), comments)
            reason += [each.strip().removeprefix("#") for each in own]
            covers += len(comments) + 1
        found.append(Deviation(number, covers, " ".join(" ".join(reason).split())))
    return found


def _is_comment(line: str) -> bool:
    return line.strip().startswith("#") or not line.strip()
