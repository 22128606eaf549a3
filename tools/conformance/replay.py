"""The cases of the kit, played through a client against the mock."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from cloudflare_api_mock.log import LogEntry

from .case import Case
from .controls import Controls
from .verdict import problems

__all__ = ["CallClient", "Playing", "play", "replay"]

CallClient = Callable[[Mapping[str, Any]], Mapping[str, Any]]


class Playing(Protocol):
    """What is needed of a mock."""

    @property
    def base_url(self) -> str: ...

    @property
    def account_id(self) -> str: ...

    @property
    def log(self) -> Sequence[LogEntry]: ...

    def fail_next(self, *faults: Mapping[str, Any]) -> None: ...

    def set_quirks(self, *names: str) -> None: ...


def play(case: Case, mock: Playing, call_client: CallClient) -> list[str]:
    """Play a case on a mock that is as at its start; return a line for each thing gone wrong."""
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


def replay(mock: Controls, cases: Sequence[Case], call_client: CallClient) -> dict[str, list[str]]:
    """Play each case on a mock put back to its start; return what went wrong, by case."""
    found: dict[str, list[str]] = {}
    for case in cases:
        mock.reset()
        found[str(case)] = play(case, mock, call_client)
    return found
