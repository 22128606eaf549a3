"""The deviations that openapi.yaml lists: comments that start with `Deviation:`."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final, NamedTuple

__all__ = ["Deviation", "find_deviations"]

_START: Final = re.compile(r"(?P<before>.*?)(?:^|(?<=\s))# Deviation:\s*(?P<reason>.*)")


class Deviation(NamedTuple):
    """A `Deviation:` comment.

    line: the line of the comment. covers: the line of its entry. reason: the text.
    """

    line: int
    covers: int
    reason: str


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
