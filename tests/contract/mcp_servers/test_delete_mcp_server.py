"""DELETE /accounts/{account_id}/access/ai-controls/mcp/servers/{id}"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import McpServer, NotFoundError
from cloudflare_api_mock import StrictMock
from tests.clients import Caller
from tests.contract.conftest import Method


def test_the_answer_is_the_deleted_server(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(2)
    server: McpServer = servers("read", "my-mcp-server")
    assert servers("delete", "my-mcp-server").to_dict() == server.to_dict()


def test_a_deleted_server_is_gone(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(5)
    total = servers("list").result_info.total_count
    servers("delete", "my-mcp-server")
    assert servers("list", search="my-mcp-server").result == []
    assert servers("list").result_info.total_count == total - 1
    with pytest.raises(NotFoundError) as caught:
        servers("delete", "my-mcp-server")
    assert caught.value.attempts == 1


def test_a_retry_that_finds_the_server_gone_has_attempts_above_1(
    cloudflare_mock: StrictMock, call: Caller, servers: Method, waits: list[float]
) -> None:
    call.settings["max_retries"] = 2
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"drop": True})  # the answer is lost, but the deletion is done
    with pytest.raises(NotFoundError) as caught:
        servers("delete", "my-mcp-server")
    assert caught.value.attempts == 2
    assert len(waits) == 1
