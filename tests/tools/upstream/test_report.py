"""The report of a comparison as it is printed."""

from __future__ import annotations

from typing import Any

import pytest

from tools.upstream.deviations import Deviation
from tools.upstream.difference import Difference
from tools.upstream.report import Report

_GET, _PUT = "GET /accounts/{account_id}/a/{id}", "PUT /accounts/{account_id}/a/{id}"


def _difference(
    line: int,
    place: str = "result.id",
    rule: str = "maxLength",
    ours: Any = 5,
    theirs: Any = 6,
    operation: str = _GET,
) -> Difference:
    return Difference(operation, place, rule, ours, theirs, frozenset({line}), line)


def _printed(report: Report, capsys: pytest.CaptureFixture[str]) -> list[str]:
    report.print()
    return [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]


def test_differences_are_rows_in_the_order_of_the_lines(
    capsys: pytest.CaptureFixture[str],
) -> None:
    differences = [
        _difference(9, "result.b", "nullable", True, None),
        _difference(2, "", "servers", "https://a.test", "", "document"),
        _difference(5, "", "x-fern-pagination", None, {"offset": "a"}),
    ]
    assert _printed(Report.of(differences, [Deviation(7, 8, "added: because.")]), capsys) == [
        "Differences without a `Deviation:` comment (3)",
        "line place fact theirs operation",
        "2 - servers https://a.test document",
        '5 - no x-fern-pagination {"offset": "a"} GET …/a/{id}',
        "9 result.b nullable true - GET …/a/{id}",
        "",
        "`Deviation:` comments without their difference (1)",
        "7 added: because.",
        "",
        "3 differences to explain, 1 unused and 0 used `Deviation:` comments",
    ]


def test_differences_with_one_cause_are_one_row() -> None:
    places = ["result[].id", "result.id", "body.id"]
    same = [
        _difference(4, each, operation=operation) for each in places for operation in (_GET, _PUT)
    ]
    others = [_difference(4, theirs=7), _difference(4, "result.name"), _difference(5)]
    rows = Report.of([*same, *others], []).unexplained
    assert ("4", "body.id", "maxLength 5", "6", "2 operations") in rows
    assert len(rows) == 4


def test_two_comments_may_explain_one_difference() -> None:
    comments = [Deviation(line - 1, line, "maxLength 5: because.") for line in (4, 8)]
    difference = _difference(4)._replace(lines=frozenset({4, 8}))
    assert Report.of([difference], comments) == Report([], [], 2)


def test_no_more_than_forty_rows_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    comments = [Deviation(line, line, "added: because.") for line in range(41)]
    printed = _printed(Report.of([_difference(line) for line in range(50)], comments), capsys)
    assert printed.count("and 10 more") == printed.count("and 1 more") == 1
    assert sum(line.endswith("GET …/a/{id}") for line in printed) == 40
    assert sum(line.endswith(" because.") for line in printed) == 40
    assert printed[-1].startswith("50 differences to explain, 41 unused ")
