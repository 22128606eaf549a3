"""DELETE /accounts/{account_id}/access/ai-controls/mcp/portals/{id}"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import McpPortal, NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_the_answer_is_the_portal_without_its_servers(
    cloudflare_mock: StrictMock, portals: Method
) -> None:
    cloudflare_mock.expect(2)
    before: McpPortal = portals("read", "my-mcp-portal")
    deleted: McpPortal = portals("delete", "my-mcp-portal")
    assert deleted.servers is None
    assert deleted.to_dict() == {k: v for k, v in before.to_dict().items() if k != "servers"}


def test_a_deleted_portal_is_gone_and_its_servers_stay(
    cloudflare_mock: StrictMock, portals: Method, servers: Method
) -> None:
    cloudflare_mock.expect(3)
    portals("delete", "my-mcp-portal")
    with pytest.raises(NotFoundError, match=r"\[7002\]"):
        portals("delete", "my-mcp-portal")
    assert servers("read", "my-mcp-server").id == "my-mcp-server"
