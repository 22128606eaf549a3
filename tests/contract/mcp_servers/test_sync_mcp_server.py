"""POST /accounts/{account_id}/access/ai-controls/mcp/servers/{id}/sync"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import (
    McpServer,
    NotFoundError,
    ServerSyncResponse,
    SyncResult,
    UnsuccessfulResponseError,
)
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method

NEW = {"id": "new", "name": "New", "auth_type": "unauthenticated"}


def test_a_sync_fetches_tools_and_prompts(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(3)
    servers("create", **NEW, hostname="https://new.example.com/mcp")
    result = servers("sync", "new")
    assert (type(result), result.status) == (SyncResult, "ready")
    assert ServerSyncResponse is SyncResult
    assert cloudflare_mock.log[-1].body == ""
    server: McpServer = servers("read", "new")
    assert server.status == "ready"
    assert server.tools
    assert all(isinstance(tool["name"], str) for tool in server.tools)
    assert server.last_synced is not None


def test_a_failure_is_raised_and_carries_the_result(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect(2)
    servers("create", **NEW, hostname="https://new.invalid/mcp")
    with pytest.raises(UnsuccessfulResponseError) as caught:
        servers("sync", "new")
    assert caught.value.status_code == 200
    result: SyncResult = caught.value.result
    assert (result.status, bool(result.error)) == ("error", True)
    assert result.error_details is not None
    assert result.error_details.is_upstream is False


def test_a_sync_that_needs_a_login_has_its_own_error(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect(3)
    bearer = NEW | {"auth_type": "bearer", "hostname": "https://new.example.com/mcp"}
    servers("create", **bearer)
    with pytest.raises(UnsuccessfulResponseError):
        servers("sync", "new")
    details = servers("read", "new").error_details
    assert (details.is_upstream, details.status_code) == (True, 401)


def test_an_unknown_server_is_not_found(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError):
        servers("sync", "no-such-server")
