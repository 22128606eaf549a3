"""PUT /accounts/{account_id}/access/ai-controls/mcp/servers/{id}"""

from __future__ import annotations

import json
from typing import Any

import pytest

from cloudflare_ai_controls import CapabilityOverride, McpServer, NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def _sent(mock: StrictMock) -> Any:
    return json.loads(mock.log[-1].body)


def test_omitted_members_stay(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(3)
    before: McpServer = servers("read", "my-mcp-server")
    servers("update", "my-mcp-server", name="Renamed")
    assert _sent(cloudflare_mock) == {"name": "Renamed"}
    after: McpServer = servers("read", "my-mcp-server")
    assert (after.name, after.description) == ("Renamed", before.description)
    assert after.updated_tools == before.updated_tools
    assert before.modified_at == after.modified_at


def test_a_list_is_replaced_as_a_whole(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(2)
    overrides = [CapabilityOverride(name="a", enabled=False), CapabilityOverride(name="b")]
    assert servers("update", "my-mcp-server", updated_tools=overrides).updated_tools == overrides
    assert servers("update", "my-mcp-server", updated_tools=[]).updated_tools == []


def test_an_update_without_members_sends_an_empty_object(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect()
    assert servers("update", "my-mcp-server").id == "my-mcp-server"
    assert _sent(cloudflare_mock) == {}


def test_members_that_cannot_change_are_not_arguments(servers: Method) -> None:
    for name in ("hostname", "auth_type"):
        with pytest.raises(TypeError, match=f"'{name}': this method cannot change it"):
            servers("update", "my-mcp-server", **{name: "oauth"})


def test_an_unknown_server_is_not_found(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError, match=r"\[7002\]"):
        servers("update", "no-such-server", name="a")
