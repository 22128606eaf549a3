"""What the contract tests share: the contract itself, and calls with both clients."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from operator import attrgetter
from typing import Any

import pytest

from cloudflare_ai_controls import AsyncCloudflare, Cloudflare
from cloudflare_api_mock import TOKEN, StrictMock

from .schemas import CONTRACT

ACCOUNT = "a86a8f5c339544d7bdc89926de14fb8c"
MCP = "zero_trust.access.ai_controls.mcp"

Method = Callable[..., Any]


@pytest.fixture(scope="session")
def contract() -> dict[str, Any]:
    """openapi.yaml."""
    return CONTRACT.data


class Caller:
    """Runs the same work with either client, against the mock."""

    def __init__(self, base_url: str, *, is_async: bool) -> None:
        self.max_retries = 0
        self._base_url = base_url
        self._is_async = is_async

    def __call__(
        self,
        sync: Callable[[Cloudflare], Any],
        asynchronous: Callable[[AsyncCloudflare], Coroutine[Any, Any, Any]],
        credentials: dict[str, str] | None = None,
    ) -> Any:
        """Return what the work returns; with the token that the mock lets in, if none is given."""
        settings: dict[str, Any] = {"base_url": self._base_url, "max_retries": self.max_retries}
        settings |= credentials or {"api_token": TOKEN}
        if not self._is_async:
            with Cloudflare(**settings) as client:
                return sync(client)

        async def run() -> Any:
            async with AsyncCloudflare(**settings) as client:
                return await asynchronous(client)

        return asyncio.run(run())

    def walk(self, group: str, **arguments: Any) -> list[Any]:
        """Return every row of the list of a group of resources."""
        find = attrgetter(f"{group}.list")

        async def asynchronous(client: AsyncCloudflare) -> list[Any]:
            return [row async for row in find(client)(**arguments)]

        rows: list[Any] = self(lambda client: list(find(client)(**arguments)), asynchronous)
        return rows

    def method(
        self,
        group: str,
        name: str,
        /,
        *positional: Any,
        credentials: dict[str, str] | None = None,
        **arguments: Any,
    ) -> Any:
        """Call a method of a group of resources, `zero_trust.….servers`, of a client."""
        find = attrgetter(f"{group}.{name}")

        async def asynchronous(client: AsyncCloudflare) -> Any:
            return await find(client)(*positional, **arguments)

        return self(
            lambda client: find(client)(*positional, **arguments), asynchronous, credentials
        )


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def call(request: pytest.FixtureRequest, cloudflare_mock: StrictMock) -> Caller:
    """Call an operation with both clients."""
    return Caller(cloudflare_mock.base_url, is_async=request.param)


@pytest.fixture
def servers(call: Caller) -> Method:
    """Call a method of `servers` by its name, with the mock's account."""
    return partial(call.method, f"{MCP}.servers", account_id=ACCOUNT)


@pytest.fixture
def portals(call: Caller) -> Method:
    """Call a method of `portals` by its name, with the mock's account."""
    return partial(call.method, f"{MCP}.portals", account_id=ACCOUNT)
