"""The deviations that openapi.yaml lists: comments that start with `Deviation:`."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final, NamedTuple

__all__ = ["Deviation", "find_deviations"]

_START: Final = re.compile(r"(?P<before>.*?)(?:^|(?<=\s))# Deviation:\s*(?P<reason>.*)")


class Deviation(NamedTuple):
    """line: of the comment. covers: the line of the entry that it is about."""

    line: int
    covers: int
    reason: str


def find_deviations(text: str) -> list[Deviation]:
    """Find the comments and the entry that each is about.

    That is the one right after it, or the one that it stands behind on the same line. It says
    nothing of the fields inside that entry: they have comments of their own.
    """
    lines = text.splitlines()
    found: list[Deviation] = []
    for number, line in enumerate(lines, start=1):
        start = _START.fullmatch(line)
        if start is None:
            continue
        reason, covers = [start["reason"]], number
        if not start["before"].strip():
            # It goes on until the entry, or until another one begins.
            more = list(takewhile(_is_no_entry, lines[number:]))
            own = takewhile(lambda each: not _START.fullmatch(each), more)
            reason += [each.strip().removeprefix("#") for each in own]
            covers += len(more) + 1
        found.append(Deviation(number, covers, " ".join(" ".join(reason).split())))
    return found


def _is_no_entry(line: str) -> bool:
    return line.strip().startswith("#") or not line.strip()
