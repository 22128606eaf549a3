"""The report of a comparison. Differences with one cause are one row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from attrs import frozen

from tools.terminal import print_table

from .comparison import Comparison, Difference
from .deviations import Deviation

__all__ = ["Report"]

_COLUMNS: Final = ("line", "place", "rule", "ours", "theirs", "operation")

Row = tuple[str, ...]


@frozen
class Report:
    """The rows of a report."""

    operations: int
    missing: list[Row]
    """The operations that openapi.yaml lacks."""
    unlisted: list[Row]
    """The differences that no `Deviation:` comment lists."""
    listed: list[Row]
    """The comments, each with its number of differences."""
    stale: list[Row]
    """The comments without a difference."""
    not_compared: list[Row]
    """The comments on entries that are not compared."""

    @classmethod
    def of(cls, comparison: Comparison, deviations: Sequence[Deviation]) -> Report:
        """Sort the differences of a comparison by the deviations that list them."""
        unlisted = comparison.differences
        report = cls(
            comparison.operations, [(name,) for name in comparison.missing], [], [], [], []
        )
        for line, covers, reason in deviations:
            count = sum(covers in each.lines for each in comparison.differences)
            unlisted = [each for each in unlisted if covers not in each.lines]
            if count:
                report.listed.append((str(line), _count(count, "difference"), reason))
            elif covers in comparison.compared:
                report.stale.append((str(line), reason))
            else:
                report.not_compared.append((str(line), reason))
        report.unlisted.extend(_rows(unlisted))
        return report

    @property
    def is_clean(self) -> bool:
        """Whether openapi.yaml has every operation and lists every difference."""
        return not (self.unlisted or self.missing)

    def print(self) -> None:
        """Print each list that is not empty, and a summary."""
        _print("Operations that openapi.yaml lacks", self.missing)
        _print("Differences that are not listed", self.unlisted, _COLUMNS)
        _print("Listed deviations", self.listed)
        _print("Listed deviations without a difference", self.stale)
        _print("Listed deviations that are not compared", self.not_compared)
        numbers = (
            f"{_count(self.operations, 'operation')} compared",
            f"{len(self.missing)} missing",
            f"{_count(len(self.unlisted), 'difference')} not listed",
            f"{_count(len(self.listed), 'deviation')} listed",
            f"{len(self.stale)} stale",
        )
        print(", ".join(numbers))


def _print(title: str, rows: Sequence[Row], columns: Sequence[str] = ()) -> None:
    if rows:
        names = columns or ("",) * len(rows[0])
        print_table(f"{title} ({len(rows)})", names, rows, show_header=bool(columns))
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
        values = (_value(first.ours), _value(first.theirs))
        count = len({each.operation for each in group})
        operation = _short(first.operation) if count == 1 else f"{count} operations"
        rows.append((str(first.line), first.place or "-", first.rule, *values, operation))
    return rows


def _value(value: Any) -> str:
    if value is None:
        return "-"
    return "yes" if value is True else "no" if value is False else " ".join(str(value).split())


def _short(operation: str) -> str:
    """Return the method and the last two segments of the path."""
    method, _, path = operation.partition(" ")
    return f"{method} …/{'/'.join(path.split('/')[-2:])}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
