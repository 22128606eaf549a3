"""POST /accounts/{account_id}/access/ai-controls/mcp/portals"""

from __future__ import annotations

import json

import pytest

from cloudflare_ai_controls import (
    BadRequestError,
    CapabilityOverride,
    McpPortal,
    PortalServerAttachment,
)
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method

TEAM = {"id": "team", "name": "Team", "hostname": "mcp.example.com"}


def test_omitted_members_have_defaults(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect()
    portal: McpPortal = portals("create", **TEAM)
    assert {name: getattr(portal, name) for name in TEAM} == TEAM
    assert (portal.servers, portal.code_mode, portal.secure_web_gateway) == ([], "opt_in", False)
    assert portal.created_at is not None


def test_servers_are_attached_with_overrides_of_their_own_shape(
    cloudflare_mock: StrictMock, portals: Method
) -> None:
    cloudflare_mock.expect()
    override = CapabilityOverride(name="name", alias="find", description="Finds.", enabled=True)
    attached = PortalServerAttachment(
        server_id="my-mcp-server", on_behalf=False, updated_tools=[override]
    )
    portal: McpPortal = portals("create", **TEAM, servers=[attached])
    sent = {"name": "name", "alias": "find", "description": "Finds.", "enabled": True}
    assert json.loads(cloudflare_mock.log[0].body)["servers"] == [
        {"server_id": "my-mcp-server", "on_behalf": False, "updated_tools": [sent]}
    ]
    assert portal.servers is not None
    (server,) = portal.servers
    assert (server.id, server.server_id, server.name) == ("my-mcp-server",) * 2 + ("My MCP Server",)
    assert (server.on_behalf, server.default_disabled) == (False, False)
    assert server.updated_tools is not None
    (made,) = server.updated_tools
    assert (made.name, made.enabled) == ("name", True)
    assert (made.portal_alias, made.portal_description) == ("find", "Finds.")
    assert made.server_alias == "my-custom-alias"


@pytest.mark.parametrize(
    ("more", "place"),
    [
        ({"servers": [{"server_id": "no-such-server"}]}, "server_id"),
        ({"code_mode": "off", "allow_code_mode": True}, "code_mode"),
        ({"hostname": "example.com"}, "hostname"),
    ],
)
def test_the_server_refuses_values_that_the_client_accepts(
    more: dict[str, object], place: str, cloudflare_mock: StrictMock, portals: Method
) -> None:
    cloudflare_mock.expect()
    with pytest.raises(BadRequestError) as caught:
        portals("create", **TEAM | more)
    (error,) = caught.value.errors
    assert error.code == 7001
    path = error.additional_properties["path"]
    assert path[0] == "body"
    assert place in path[-1]
