"""The fixtures of the contract tests: calls of the mock."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cloudflare_ai_controls import AsyncCloudflare, Cloudflare
from cloudflare_api_mock import TOKEN, StrictMock
from tests.clients import SYNC, Caller, ClientKind

ACCOUNT = "a86a8f5c339544d7bdc89926de14fb8c"
MCP = "zero_trust.access.ai_controls.mcp"

Method = Callable[..., Any]

# For tests of the methods themselves: each operation has one in either kind of client.
both_kinds = pytest.mark.parametrize("client_kind", ClientKind, ids=lambda kind: kind.value)


@pytest.fixture
def client_kind() -> ClientKind:
    """The synchronous client. The asynchronous one reads and raises the same: see tests/core."""
    return SYNC


@pytest.fixture
def call(client_kind: ClientKind, cloudflare_mock: StrictMock) -> Caller:
    """Call operations of the mock with a token that it accepts."""
    client = client_kind.choose(Cloudflare, AsyncCloudflare)
    return Caller(client, base_url=cloudflare_mock.base_url, api_token=TOKEN)


@pytest.fixture
def servers(call: Caller) -> Method:
    """Call a method of `servers` by its name, with the mock's account."""
    return _method(call, f"{MCP}.servers")


@pytest.fixture
def portals(call: Caller) -> Method:
    """Call a method of `portals` by its name, with the mock's account."""
    return _method(call, f"{MCP}.portals")


@pytest.fixture
def mcp(call: Caller) -> Method:
    """Call a method of `mcp` by its name, with the mock's account."""
    return _method(call, MCP)


def _method(call: Caller, group: str) -> Method:
    def method(name: str, /, *positional: Any, **arguments: Any) -> Any:
        return call.method(f"{group}.{name}", *positional, account_id=ACCOUNT, **arguments)

    return method
