"""GET /accounts/{account_id}/access/ai-controls/mcp/portals/{id}"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import McpPortal, NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_read_and_list_return_the_same_portal(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect(3)
    for listed in portals("list", per_page=2).result:
        portal: McpPortal = portals("read", listed.id)
        assert portal.to_dict() == listed.to_dict()


def test_a_portal_shows_the_present_state_of_its_servers(
    cloudflare_mock: StrictMock, portals: Method, servers: Method
) -> None:
    cloudflare_mock.expect(2)
    servers("update", "my-mcp-server", name="Renamed")
    published = {each.server_id: each for each in portals("read", "my-mcp-portal").servers}
    assert published["my-mcp-server"].name == "Renamed"


def test_an_unknown_portal_is_not_found(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError, match=r"\[7002\]"):
        portals("read", "no-such-portal")
