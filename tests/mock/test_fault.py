"""Fault objects."""

from __future__ import annotations

import re
from typing import Any

import pytest

from cloudflare_api_mock.answer import Answer
from cloudflare_api_mock.fault import Fault, Faults, parse_faults


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ({"status": 503}, Answer(503, b"")),
        ({"json": None}, Answer(200, b"null")),
        ({"status": 201, "json": {"a": 1}}, Answer(201, b'{"a": 1}')),
        ({"body": "über"}, Answer(200, "über".encode())),
        ({"body_base64": "/w=="}, Answer(200, b"\xff")),
        ({"delay_ms": 5}, None),
        ({"headers": {"a": "b"}}, None),
        ({}, None),
    ],
)
def test_a_status_or_a_body_replaces_the_answer(given: Any, answer: Answer | None) -> None:
    (fault,) = parse_faults([given])
    assert fault.answer == answer


def test_delay_headers_and_drop_keep_the_answer() -> None:
    (fault,) = parse_faults([{"delay_ms": 250, "headers": {"X-A": "b"}}])
    assert fault.delay == 0.25
    assert fault.headers == (("X-A", "b"),)
    assert parse_faults([{"drop": True}])[0].drop


def test_times_repeats_in_order() -> None:
    faults = Faults(parse_faults([{"status": 500, "times": 2}, {"status": 502}]))
    assert [faults.next().answer for _ in range(4)] == [
        Answer(500, b""),
        Answer(500, b""),
        Answer(502, b""),
        None,
    ]


def test_a_fault_that_is_repeated_is_kept_once() -> None:
    faults = Faults(parse_faults([{"status": 500, "times": 10_000}] * 10_000))
    faults.next()
    assert faults.unused() == ['{"status": 500, "times": 10000}'] * 10_000


def test_the_default_fault_changes_nothing() -> None:
    assert Fault() == Fault(answer=None, headers=(), delay=0, drop=False, source="")


_INVALID: list[tuple[Any, str]] = [
    ({}, "Expected a list of faults"),
    ([{}] * 10_001, "Expected at most 10000 faults, received 10001"),
    ([{}, 5], "fault 2: Expected an object"),
    ([{"stauts": 500}], "fault 1: Unknown member 'stauts'; known are status, headers"),
    ([{"status": 199}], "fault 1: Expected status to be an integer from 200 to 599"),
    ([{"status": True}], "fault 1: Expected status to be an integer from 200 to 599"),
    ([{"status": "500"}], 'received "500"'),
    ([{"headers": {"a": 1}}], "Expected headers to be an object of header names and texts"),
    ([{"headers": {"a": "b\r\nc: d"}}], "Expected headers"),
    ([{"headers": {"a b": "c"}}], "Expected headers"),
    ([{"headers": {"a": "日本"}}], "Expected headers"),
    ([{"headers": ["a"]}], "Expected headers"),
    ([{"body": 5}], "Expected body to be a string"),
    ([{"body_base64": "*"}], "Expected body_base64 to be a base64 string"),
    ([{"body_base64": None}], "Expected body_base64 to be a base64 string"),
    ([{"delay_ms": -1}], "Expected delay_ms to be an integer from 0"),
    ([{"drop": 1}], "Expected drop to be a boolean"),
    ([{"times": True}], "Expected times to be an integer from 1"),
    ([{"times": 0}], "Expected times to be an integer from 1"),
    ([{"json": 1, "body": ""}], "fault 1: Expected one body, received json and body"),
    ([{"drop": True, "status": 500}], "fault 1: Expected no status with drop"),
    ([{"drop": True, "json": 1}], "fault 1: Expected no json with drop"),
    ([{"body": ["x" * 1000]}], "Expected body"),
]


@pytest.mark.parametrize(("given", "message"), _INVALID)
def test_an_invalid_fault_is_reported_in_one_line_that_names_it(
    given: object, message: str
) -> None:
    with pytest.raises(ValueError, match=re.escape(message)) as caught:
        parse_faults(given)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200
