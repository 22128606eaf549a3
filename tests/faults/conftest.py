"""What the fault tests share: both manners of calling, and time that does not pass."""

from __future__ import annotations

from functools import cache

import httpx
import pytest

from cloudflare_api_core import clock

from .support import TALLY, Async, Manner, Sync

_create_ssl_context = cache(httpx.create_ssl_context)


@pytest.fixture(params=[Sync, Async], ids=["sync", "async"])
def manner(request: pytest.FixtureRequest) -> Manner:
    """A client, synchronous or not."""
    chosen: Manner = request.param
    return chosen


@pytest.fixture(autouse=True)
def read_certificates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading whom to trust takes most of the time that making a client does."""
    monkeypatch.setattr("httpx._transports.default.create_ssl_context", _create_ssl_context)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that were waited, none of which pass."""
    seconds: list[float] = []

    async def sleep_async(wait: float) -> None:
        seconds.append(wait)

    monkeypatch.setattr(clock, "sleep", seconds.append)
    monkeypatch.setattr(clock, "sleep_async", sleep_async)
    return seconds


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how many faults there were."""
    if TALLY.tried:
        terminalreporter.write_line(f"faults: {TALLY.tried} tried, {TALLY.survived} survived")
