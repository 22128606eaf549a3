"""The cases of the contract kit, replayed through a client against the mock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from attrs import Factory, frozen

from cloudflare_api_mock import Mock

from .case import Case
from .verdict import problems

__all__ = ["CallClient", "Outcome", "play", "replay"]

CallClient = Callable[[Mapping[str, Any]], Mapping[str, Any]]


@frozen
class Outcome:
    """The outcome of a replay in one language.

    found: the problems of each case that was replayed, by its name.
    known_failures: the cases that the README of the language lists as failing.
    failures: problems outside the kit.
    """

    found: Mapping[str, Sequence[str]] = Factory(dict[str, list[str]])
    known_failures: Collection[str] = ()
    failures: Sequence[str] = ()

    def passes(self, case: Case) -> bool:
        """Return whether the case was replayed without a problem."""
        return self.found.get(str(case)) == []

    @property
    def wrong(self) -> Iterator[str]:
        """One line for each problem that is not a known failure, and each outdated failure."""
        yield from self.failures
        for name, found in self.found.items():
            if found and name not in self.known_failures:
                yield f"{name}: {'; '.join(found)}"
            if not found and name in self.known_failures:
                yield f"{name}: passes, but the README lists it as failing"
        for name in self.known_failures if self.found else ():
            if name not in self.found:
                yield f"{name}: the README lists it, but the kit has no such case"


def play(case: Case, mock: Mock, call_client: CallClient) -> list[str]:
    """Play a case on a mock in its initial state and return one line for each problem."""
    mock.fail_next(*case.answers)
    mock.set_quirks(*case.quirks)
    request = {
        "base_url": mock.base_url,
        "operation": case.request.operation,
        "arguments": {"account_id": mock.account_id, **case.request.arguments},
        "body": case.request.body,
        "credentials": case.request.credentials,
        "walk": case.request.walk,
    }
    return problems(case, call_client(request), mock.log)


def replay(mock: Mock, cases: Sequence[Case], call_client: CallClient) -> dict[str, list[str]]:
    """Play each case after a reset of the mock and return the problems by case."""
    found: dict[str, list[str]] = {}
    for case in cases:
        mock.reset()
        found[str(case)] = play(case, mock, call_client)
    return found
