"""GET /accounts/{account_id}/access/ai-controls/mcp/portals"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import McpPortal, PortalListResponse, PortalServer
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_portals_are_read_with_their_servers(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect()
    page = portals("list")
    assert page.result[0].id == "my-mcp-portal"
    assert PortalListResponse is McpPortal
    assert all(isinstance(portal, McpPortal) for portal in page.result)
    servers: list[object] = [server for portal in page.result for server in portal.servers]
    assert servers
    assert all(isinstance(server, PortalServer) for server in servers)
    assert page.result_info.total_count == len(page.result)


def test_pages_follow_each_other(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect(3)
    first, second = (portals("list", page=number, per_page=2).result for number in (1, 2))
    everything = portals("list", per_page=100).result
    assert [*first, *second] == everything[:4]


@pytest.mark.parametrize("part", ["id", "name", "hostname"])
def test_search_looks_at_id_name_and_hostname(
    part: str, cloudflare_mock: StrictMock, portals: Method
) -> None:
    cloudflare_mock.expect(2)
    wanted: McpPortal = portals("list").result[1]
    found = portals("list", search=getattr(wanted, part).upper()).result
    assert wanted in found
