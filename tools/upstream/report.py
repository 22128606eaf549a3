"""A comparison on one screen: what is alike is one line, whatever the number of its places."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from .comparison import Comparison, Difference
from .deviations import Deviation

__all__ = ["report"]

_LONGEST: Final = 40
_LONGEST_REASON: Final = 80
_HEAD: Final = ("LINE", "PLACE", "WHAT", "OURS", "THEIRS", "IN")


def report(comparison: Comparison, deviations: Sequence[Deviation]) -> tuple[list[str], bool]:
    """Lay out a comparison; whether all its differences are among the deviations."""
    unlisted = comparison.differences
    listed: list[tuple[str, ...]] = []
    stale: list[tuple[str, ...]] = []
    aside: list[str] = []
    for line, covers, reason in deviations:
        row = (str(line), _cut(reason, _LONGEST_REASON))
        found = [each for each in comparison.differences if covers in each.lines]
        unlisted = [each for each in unlisted if covers not in each.lines]
        if found:
            listed.append((str(line), _times(len(found), "difference"), row[1]))
        elif covers in comparison.compared:
            stale.append(row)
        else:
            aside.append(str(line))
    rows = _rows(unlisted)
    lines = [
        *_section("Operations that we lack", ((name,) for name in comparison.missing)),
        *_section("Differences that are not listed", [_HEAD, *rows] if rows else [], head=1),
        *_section("Listed deviations", listed),
        *_section("Listed, but there is no such difference any more", stale),
    ]
    if aside:
        lines += [f"Listed of what is not compared: lines {', '.join(aside)}", ""]
    numbers = (
        f"{_times(comparison.operations, 'operation')} compared",
        f"{len(comparison.missing)} missing",
        f"{_times(len(rows), 'difference')} not listed",
        f"{_times(len(listed), 'deviation')} listed",
        f"{len(stale)} stale",
    )
    lines.append(", ".join(numbers))
    return lines, not (rows or comparison.missing)


def _rows(differences: Iterable[Difference]) -> list[tuple[str, ...]]:
    """Make one row of the differences that have one cause."""
    groups: dict[tuple[Any, ...], list[Difference]] = {}
    for each in differences:
        name = each.place.rpartition(".")[2]
        cause = (each.line, each.rule, name, repr(each.ours), repr(each.theirs))
        groups.setdefault(cause, []).append(each)
    rows: list[tuple[str, ...]] = []
    for group in sorted(groups.values(), key=lambda group: group[0].line):
        first = min(group, key=lambda each: len(each.place))
        operations = {each.operation: None for each in group}
        rows.append(
            (
                str(first.line),
                first.place or "-",
                first.rule,
                _value(first.ours),
                _value(first.theirs),
                _short(first.operation)
                if len(operations) == 1
                else f"{len(operations)} operations",
            )
        )
    return rows


def _section(title: str, rows: Iterable[tuple[str, ...]], head: int = 0) -> list[str]:
    rows = list(rows)
    if not rows:
        return []
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = (
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )
    return [f"{title} ({len(rows) - head})", *(f"  {line}" for line in lines), ""]


def _value(value: Any) -> str:
    if value is None:
        return "-"
    return _cut("yes" if value is True else "no" if value is False else str(value), _LONGEST)


def _short(operation: str) -> str:
    """The method, and as much of the path as tells it from its neighbours."""
    method, _, path = operation.partition(" ")
    return f"{method} …/{'/'.join(path.split('/')[-2:])}"


def _times(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _cut(text: str, longest: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
