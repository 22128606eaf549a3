"""The problems of an answer or a request beside a case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cloudflare_api_mock.log import LogEntry
from tools.conformance.case import Case
from tools.conformance.verdict import problems


def verdict(expect: dict[str, Any], seen: dict[str, Any], *log: LogEntry) -> list[str]:
    request = {"operation": "listMcpServers"}
    given = {"name": "a", "request": request, "expect": {"requests": len(log)} | expect}
    return problems(Case.of("kind", given), seen, log)


def entry() -> LogEntry:
    headers = {"authorization": "Bearer x", "accept": "*/*"}
    return LogEntry("GET", "/a/b", (("page", "2"),), headers, '{"a": null}', 200, ())


_SAME: list[tuple[Any, Any]] = [
    ("a", "a"),
    (None, None),
    (None, []),
    ([], None),
    (2, 2.0),
    ({"a": 1}, {"a": 1, "b": None}),
    ([{"a": []}], [{}]),
    ("2019-12-27T18:11:19.117Z", "2019-12-27T19:11:19.117000+01:00"),
    ("2019-12-27T18:11:19.117123Z", "2019-12-27t18:11:19.117123456z"),
]


@pytest.mark.parametrize(("expected", "found"), _SAME)
def test_values_of_the_same_meaning_are_equal(expected: Any, found: Any) -> None:
    assert verdict({"read": {"/0/x": expected}}, {"result": [{"x": found}]}) == []


_DIFFERENT: list[tuple[Any, Any]] = [
    ("a", "b"),
    ("a", None),
    (None, ""),
    (None, False),
    (True, 1),
    (0, False),
    ([1], [1, 2]),
    ({"a": 1}, {"a": 1, "b": 2}),
    ("2019-12-27T18:11:19.117Z", "2019-12-27T18:11:19.117"),
    ("2019-12-27T18:11:19.117Z", "2019-12-27T18:11:19.118Z"),
    ("2019-12-27 18:11", "2019-12-27 18:12"),
]


@pytest.mark.parametrize(("expected", "found"), _DIFFERENT)
def test_a_different_value_is_a_problem_with_its_place(expected: Any, found: Any) -> None:
    (problem,) = verdict({"read": {"/0/x": expected}}, {"result": [{"x": found}]})
    assert problem == f"/0/x is {found!r}, not {expected!r}"


def test_a_different_value_that_came_with_a_failure_is_a_problem() -> None:
    expect = {"error": {"kind": "unsuccessful", "read": {"/status": "error"}}}
    seen: dict[str, Any] = {"error": {"kind": "unsuccessful", "result": {"status": "error"}}}
    assert verdict(expect, seen) == []
    del seen["error"]["result"]
    assert verdict(expect, seen) == ["/status is None, not 'error'"]


def test_a_missing_value_is_a_problem() -> None:
    assert verdict({"read": {"/3/x": 1}}, {"result": []}) == ["/3/x is None, not 1"]
    assert verdict({"rows": 2}, {"result": [1]}) == ["1 rows, not 2"]
    assert verdict({"rows": 2}, {"result": None}) == ["0 rows, not 2"]
    assert verdict({"rows": 2}, {"result": 5}) == ["0 rows, not 2"]
    assert verdict({"read": {"/x": 1}}, {"result": [1]}) == ["/x is None, not 1"]


@pytest.mark.parametrize(
    ("expect", "problem"),
    [
        ({"requests": 2}, "1 requests, not 2"),
        ({"credentials": {"x-auth-key": "x"}}, "unexpected credentials: authorization"),
        ({"credentials": {}}, "unexpected credentials: authorization"),
        ({"query": {}}, "query {'page': '2'}, not {}"),
        ({"path": "/c"}, "path /a/b, not …/c"),
        ({"body": {}}, 'body {"a": null}, not {}'),
    ],
)
def test_requests_are_compared(expect: dict[str, Any], problem: str) -> None:
    right: dict[str, Any] = {"credentials": {"authorization": "Bearer x"}, "path": "/b"}
    right |= {"query": {"page": "2"}, "body": {"a": None}}
    assert verdict(right, {"result": None}, entry()) == []
    assert verdict(expect, {"result": None}, entry()) == [problem]


def test_a_request_that_breaks_the_contract_is_a_problem() -> None:
    breach = replace(entry(), violations=("query x: Unrecognized parameter",))
    assert verdict({}, {"result": None}, breach) == ["query x: Unrecognized parameter"]


@pytest.mark.parametrize(
    ("expected", "seen", "told"),
    [
        (None, {"error": {"kind": "answer", "message": "no\nJSON"}}, ["answer (no JSON), not a"]),
        ({"kind": "answer"}, {"result": {"id": "a"}}, ["a result, not answer"]),
        ({"kind": "answer"}, {"error": {"kind": "status", "status": 500}}, ["kind is 'status'"]),
        ({"kind": "status", "status": 404}, {"error": {"kind": "status"}}, ["status is None"]),
        (
            {"kind": "status", "status": 404, "codes": [1]},
            {"error": {"kind": "status", "status": 404, "codes": []}},
            ["codes is [], not [1]"],
        ),
        ({"kind": "status"}, {"error": {"kind": "status", "status": 500, "codes": [7]}}, []),
    ],
)
def test_errors_are_compared(expected: Any, seen: dict[str, Any], told: list[str]) -> None:
    found = verdict({"error": expected} if expected else {}, seen)
    assert len(found) == len(told)
    assert all(part in line for part, line in zip(told, found, strict=True))
