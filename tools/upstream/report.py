"""The report of a comparison. Differences with one cause are one row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from attrs import frozen

from tools.terminal import print_table

from .deviations import Deviation
from .difference import Difference

__all__ = ["Report"]

_COLUMNS: Final = ("line", "place", "fact", "theirs", "operation")
_MOST_ROWS: Final = 40

Row = tuple[str, ...]


@frozen
class Report:
    """The rows of a report."""

    unexplained: list[Row]
    """The differences that no `Deviation:` comment explains."""
    unused: list[Row]
    """The comments that explain no difference."""
    explained: int
    """The number of the other comments."""

    @classmethod
    def of(cls, differences: Sequence[Difference], deviations: Sequence[Deviation]) -> Report:
        """Sort differences by the deviations that explain them."""
        left, unused = [*differences], list[Row]()
        for deviation in deviations:
            kept = [each for each in left if not deviation.explains(each)]
            if len(kept) == len(left) and not any(map(deviation.explains, differences)):
                unused.append((str(deviation.line), deviation.text))
            left = kept
        return cls(_rows(left), unused, len(deviations) - len(unused))

    @property
    def is_clean(self) -> bool:
        """Whether comments explain every difference, and nothing else."""
        return not (self.unexplained or self.unused)

    def print(self) -> None:
        """Print each list that is not empty, and a summary."""
        _print("Differences without a `Deviation:` comment", self.unexplained, _COLUMNS)
        _print("`Deviation:` comments without their difference", self.unused)
        numbers = (
            f"{_count(len(self.unexplained), 'difference')} to explain",
            f"{len(self.unused)} unused and {self.explained} used `Deviation:` comments",
        )
        print(", ".join(numbers))


def _print(title: str, rows: Sequence[Row], columns: Sequence[str] = ()) -> None:
    if rows:
        names = columns or ("",) * len(rows[0])
        print_table(f"{title} ({len(rows)})", names, rows[:_MOST_ROWS], show_header=bool(columns))
        if len(rows) > _MOST_ROWS:
            print(f"and {len(rows) - _MOST_ROWS} more")
        print()


def _rows(differences: Iterable[Difference]) -> list[Row]:
    """Make one row of the differences with one cause."""
    groups: dict[tuple[Any, ...], list[Difference]] = {}
    for each in differences:
        name = each.place.rpartition(".")[2]
        cause = (each.line, each.rule, name, repr(each.ours), repr(each.theirs))
        groups.setdefault(cause, []).append(each)
    rows: list[Row] = []
    for group in sorted(groups.values(), key=lambda group: group[0].line):
        first = min(group, key=lambda each: len(each.place))
        place, theirs = first.place or "-", _value(first.theirs)
        count = len({each.operation for each in group})
        operation = _short(first.operation) if count == 1 else f"{count} operations"
        rows.append((str(first.line), place, first.fact, theirs, operation))
    return rows


def _value(value: Any) -> str:
    text = value if isinstance(value, str) else "-" if value is None else json.dumps(value)
    return " ".join(text.split())


def _short(operation: str) -> str:
    """Return the method and the last two segments of the path."""
    method, _, path = operation.partition(" ")
    return f"{method} …/{'/'.join(path.split('/')[-2:])}" if path else operation


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
