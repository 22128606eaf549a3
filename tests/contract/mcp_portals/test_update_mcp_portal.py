"""PUT /accounts/{account_id}/access/ai-controls/mcp/portals/{id}"""

from __future__ import annotations

import re

import pytest

from cloudflare_ai_controls import BadRequestError, McpPortal, NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_omitted_members_stay(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect(2)
    before: McpPortal = portals("read", "my-mcp-portal")
    after: McpPortal = portals(
        "update", "my-mcp-portal", name="Renamed", hostname="new.example.com"
    )
    assert (after.name, after.hostname) == ("Renamed", "new.example.com")
    assert (after.servers, after.description) == (before.servers, before.description)


def test_servers_are_replaced_as_a_whole(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect(2)
    portal: McpPortal = portals("update", "my-mcp-portal", servers=[{"server_id": "my-mcp-portal"}])
    assert [server.server_id for server in portal.servers or []] == ["my-mcp-portal"]
    assert portals("update", "my-mcp-portal", servers=[]).servers == []


def test_servers_of_an_answer_are_refused_with_the_right_names(
    cloudflare_mock: StrictMock, portals: Method
) -> None:
    cloudflare_mock.expect()
    servers = portals("read", "my-mcp-portal").servers
    override = {"name": "a", "portal_alias": "b"}
    wrong = {
        "`servers[0]` to be of class PortalServerAttachment but received a PortalServer": servers,
        "no member `servers[0].id`: did you mean `server_id`?": [servers[0].to_dict()],
        "no member `servers[1].updated_tools[0].portal_alias`: did you mean `alias`?": [
            {"server_id": "github-mcp"},
            {"server_id": "my-mcp-server", "updated_tools": [override]},
        ],
    }
    for problem, given in wrong.items():
        with pytest.raises(ValueError, match=f"^{re.escape(f'Expected {problem}')}"):
            portals("update", "my-mcp-portal", servers=given)


def test_a_host_name_of_another_portal_is_refused(
    cloudflare_mock: StrictMock, portals: Method
) -> None:
    cloudflare_mock.expect(2)
    other: McpPortal = portals("list").result[1]
    with pytest.raises(BadRequestError, match=r"\[7001\]"):
        portals("update", "my-mcp-portal", hostname=other.hostname)


def test_an_unknown_portal_is_not_found(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError, match=r"\[7002\]"):
        portals("update", "no-such-portal", name="a")
