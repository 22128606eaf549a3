"""What a language may get wrong, and what not."""

from __future__ import annotations

from tools.conformance.outcome import Outcome


def test_what_is_listed_as_left_may_go_wrong_and_nothing_else() -> None:
    found = {"a/1": [], "a/2": ["it is 3, not 4", "and 5"], "a/3": ["it is 3"]}
    outcome = Outcome(found, known_failures={"a/2"}, failures=["the program failed"])
    assert list(outcome.wrong) == ["the program failed", "a/3: it is 3"]
    assert list(Outcome(found, known_failures={"a/2", "a/3"}).wrong) == []


def test_a_list_that_is_out_of_date_is_wrong() -> None:
    assert list(Outcome({"a/1": []}, known_failures={"a/1", "a/9"}).wrong) == [
        "a/1: is kept, but its README says that it is not",
        "a/9: is in its README, but not in the kit",
    ]
