"""Tasks run with both kinds of client against the mock. They never sleep."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any

import pytest

from cloudflare_ai_controls import AsyncCloudflare, Cloudflare, McpPortal, McpServer
from cloudflare_ai_controls_tasks import run, waiting
from cloudflare_api_mock import TOKEN, StrictMock
from tests.clients import Caller, ClientKind, settled
from tests.command_line.conftest import command

__all__ = ["ACCOUNT", "MCP", "Do", "Meanwhile", "OneClient", "command"]

ACCOUNT = "a86a8f5c339544d7bdc89926de14fb8c"
MCP = "zero_trust.access.ai_controls.mcp"

Do = Callable[..., Any]
Meanwhile = Callable[[str, Callable[[], None]], None]


@pytest.fixture(scope="session")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    """A small mock in which no server syncs by itself, however slow the machine is."""
    with StrictMock(servers=1, clock=lambda: 0) as mock:
        yield mock


class OneClient(Caller):
    """Runs all calls of a test with one client."""

    def __init__(self, client: Any, runner: asyncio.Runner) -> None:
        self.client = client
        self._runner = runner

    def run(self, work: Callable[[Any], Coroutine[Any, Any, Any]]) -> Any:
        return self._runner.run(work(self.client))


@pytest.fixture
def caller(client_kind: ClientKind, cloudflare_mock: StrictMock) -> Iterator[OneClient]:
    """A client of either kind, without retries."""
    kind = client_kind.choose(Cloudflare, AsyncCloudflare)
    client = kind(base_url=cloudflare_mock.base_url, api_token=TOKEN, max_retries=0)
    with asyncio.Runner() as runner:
        yield OneClient(client, runner)
        runner.run(settled(client.close()))


@pytest.fixture
def do(caller: Caller) -> Do:
    """Run a task with the mock's account."""

    def do(task: Callable[..., Any], /, *positional: Any, **arguments: Any) -> Any:
        return caller.run(
            lambda client: settled(task(client, *positional, account_id=ACCOUNT, **arguments))
        )

    return do


@pytest.fixture
def portal(caller: Caller) -> Callable[[str], McpPortal]:
    return lambda id: caller.method(f"{MCP}.portals.read", id, account_id=ACCOUNT)


@pytest.fixture
def server(caller: Caller) -> Callable[[str], McpServer]:
    return lambda id: caller.method(f"{MCP}.servers.read", id, account_id=ACCOUNT)


@pytest.fixture
def meanwhile(
    cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str, Callable[[], None]], None]:
    """Have somebody else change the account after each answer to an operation."""
    answer: Callable[[Any, Any], Any] = cloudflare_mock._answer  # pyright: ignore[reportPrivateUsage]

    def meanwhile(operation: str, change: Callable[[], None]) -> None:
        def changed(request: Any, fault: Any) -> Any:
            answered = answer(request, fault)
            if request.operation.id == operation:
                change()
            return answered

        monkeypatch.setattr(cloudflare_mock, "_answer", changed)

    return meanwhile


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that tasks pause. Time stands still otherwise."""
    pauses: list[float] = []

    async def sleep_async(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr(waiting, "monotonic", lambda: 1000.0 + sum(pauses))
    monkeypatch.setattr(run, "sleep", pauses.append)
    monkeypatch.setattr(run, "sleep_async", sleep_async)
    return pauses
