"""Problems that a strict mock reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import TOKEN, StrictMock

from .support import SERVERS


@pytest.fixture(scope="module")
def running() -> Iterator[StrictMock]:
    mock = StrictMock(servers=1)
    mock.start()
    yield mock
    mock.stop()


@pytest.fixture
def mock(running: StrictMock) -> StrictMock:
    running.reset()
    return running


def get(mock: StrictMock, query: str = "") -> None:
    httpx.get(mock.example_url + query, headers={"Authorization": f"Bearer {TOKEN}"})


def test_no_problems_without_expectations_and_requests(mock: StrictMock) -> None:
    assert mock.problems() == []


def test_no_problems_if_all_expectations_are_met(mock: StrictMock) -> None:
    mock.expect()
    mock.expect(2)
    mock.expect(breaking_contract=True)
    mock.fail_next({"status": 500})
    for query in ("", "", "?page=0", ""):
        get(mock, query)
    assert mock.problems() == []


def test_an_unexpected_request_is_a_problem(mock: StrictMock) -> None:
    mock.expect()
    get(mock)
    get(mock)
    assert mock.problems() == [f"GET {SERVERS} was not expected (status 200)"]


def test_a_missing_request_is_a_problem(mock: StrictMock) -> None:
    mock.expect(2)
    get(mock)
    assert mock.problems() == ["expected 2 requests, got 1"]


def test_an_unexpected_violation_is_a_problem(mock: StrictMock) -> None:
    mock.expect(1)
    get(mock, "?page=0")
    assert mock.problems() == [
        f"GET {SERVERS} broke the contract: query page: Number must be greater than or equal to 1"
    ]


def test_a_missing_violation_is_a_problem(mock: StrictMock) -> None:
    mock.expect(breaking_contract=True)
    get(mock)
    assert mock.problems() == ["expected 1 requests that break the contract, got 0"]


def test_an_unused_fault_is_a_problem(mock: StrictMock) -> None:
    mock.expect(1)
    mock.fail_next({"status": 500}, {"drop": True})
    get(mock)
    assert mock.problems() == ['too few requests got the fault {"drop": true}']


def test_a_reset_clears_expectations(mock: StrictMock) -> None:
    mock.expect(3, breaking_contract=True)
    mock.reset()
    assert mock.problems() == []


def test_the_end_of_the_block_raises_for_problems() -> None:
    with pytest.raises(AssertionError, match="expected 1 requests, got 0"), StrictMock() as mock:
        mock.expect(1)


def test_the_end_of_the_block_does_not_hide_an_exception() -> None:
    def fail_in_a_block() -> None:
        with StrictMock() as mock:
            mock.expect(1)
            raise KeyError

    with pytest.raises(KeyError):
        fail_in_a_block()


def test_requests_that_the_log_has_dropped_are_counted(
    mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cloudflare_api_mock.log._MOST_CHARACTERS", 1)
    mock.expect(2)
    get(mock)
    get(mock)
    assert mock.log == []
    assert mock.problems() == []
    get(mock)
    assert mock.problems() == ["the log has only the newest 0 of 3 requests"]


def test_problems_are_printable(mock: StrictMock) -> None:
    headers: Any = {"Authorization": f"Bearer {TOKEN}", "Content-Type": b"a\x9b2J"}
    httpx.post(mock.example_url.partition("?")[0], headers=headers, content=b"a")
    assert any("a 2J" in problem for problem in mock.problems())
    assert all(problem.isprintable() for problem in mock.problems())
