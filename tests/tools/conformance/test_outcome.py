"""The problems of a language that count."""

from __future__ import annotations

from tools.conformance.replay import Outcome


def test_only_known_failures_may_fail() -> None:
    found = {"a/1": [], "a/2": ["it is 3, not 4", "and 5"], "a/3": ["it is 3"]}
    outcome = Outcome(found, known_failures={"a/2"}, failures=["the program failed"])
    assert list(outcome.wrong) == ["the program failed", "a/3: it is 3"]
    assert list(Outcome(found, known_failures={"a/2", "a/3"}).wrong) == []


def test_outdated_known_failures_are_wrong() -> None:
    assert list(Outcome({"a/1": []}, known_failures={"a/1", "a/9"}).wrong) == [
        "a/1: passes, but the README lists it as failing",
        "a/9: the README lists it, but the kit has no such case",
    ]
