"""Any portal that is read and written back is unchanged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cloudflare_ai_controls import Cloudflare, McpPortal
from cloudflare_ai_controls_tasks.attachments import attachments_of, settings_of
from cloudflare_api_mock import TOKEN, StrictMock

from .conftest import ACCOUNT
from .support import portal_row, server_row

TOOLS = [f"tool-{i}" for i in range(50)]
SERVERS = [f"server-{i}" for i in range(80)]
ENTRY = {
    "id": "wiki",
    "auth_type": "oauth",
    "hostname": "https://wiki.example.com/mcp",
    "name": "Wiki",
    "tools": [{"name": "find"}],
    "prompts": [],
    "status": "ready",
    "on_behalf": False,
    "priority": {"new": [1]},
    "updated_tools": [
        {
            "name": "find",
            "enabled": None,
            "portal_alias": "look-up",
            "server_alias": "search",
            "server_description": "Searches.",
            "colour": "red",
        },
        {"name": "write", "enabled": 0, "portal_description": "Writes."},
    ],
}


def test_settings_are_spelled_as_in_requests_and_unknown_members_kept() -> None:
    portal = McpPortal.from_dict({"id": "p", "hostname": "h", "name": "n", "servers": [ENTRY]})
    (attachment,) = attachments_of(portal)
    assert attachment.to_dict() == {
        "server_id": "wiki",
        "on_behalf": False,
        "priority": {"new": [1]},
        "updated_tools": [
            {"name": "find", "enabled": None, "alias": "look-up", "colour": "red"},
            {"name": "write", "enabled": 0, "description": "Writes."},
        ],
    }


def test_unknown_members_reach_the_api(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.set_rows("servers", [server_row("wiki", "find", "write")])
    cloudflare_mock.set_rows("portals", [portal_row("wiki")])
    cloudflare_mock.expect(1)
    portal = McpPortal.from_dict({"id": "p", "hostname": "h", "name": "n", "servers": [ENTRY]})
    with Cloudflare(api_token=TOKEN, base_url=cloudflare_mock.base_url) as client:
        client.zero_trust.access.ai_controls.mcp.portals.update(
            "team", account_id=ACCOUNT, servers=attachments_of(portal)
        )
    (sent,) = json.loads(cloudflare_mock.log[0].body)["servers"]
    assert sent["priority"] == {"new": [1]}
    assert sent["updated_tools"][0]["colour"] == "red"


overrides = st.fixed_dictionaries(
    {"name": st.sampled_from(TOOLS[:3])},
    optional={
        "alias": st.sampled_from([None, "look-up"]),
        "description": st.sampled_from([None, "", "Finds \u202e"]),
        "enabled": st.sampled_from([None, True, False]),
    },
)
attachments = st.fixed_dictionaries(
    {"server_id": st.sampled_from(SERVERS[:4])},
    optional={
        "on_behalf": st.booleans(),
        "default_disabled": st.booleans(),
        "updated_tools": st.lists(overrides, unique_by=lambda each: each["name"]),
    },
)
LARGEST: list[dict[str, Any]] = [
    {
        "server_id": server,
        "on_behalf": i % 2 == 0,
        "updated_tools": [
            {"name": tool, "alias": f"{tool}-{i}", "description": None, "enabled": i % 3 == 0}
            for tool in TOOLS
        ],
    }
    for i, server in enumerate(SERVERS)
]


@given(
    st.lists(attachments, max_size=3, unique_by=lambda each: each["server_id"]),
    st.sets(st.sampled_from(["no_server_id", "reordered_servers"])),
)
@settings(
    derandomize=True,
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_a_portal_that_is_read_and_written_back_is_unchanged(
    cloudflare_mock: StrictMock, servers: list[dict[str, Any]], quirks: set[str]
) -> None:
    _write_back(cloudflare_mock, servers, TOOLS[:3], quirks)


@pytest.mark.check
def test_the_largest_portal_written_back_is_the_same(cloudflare_mock: StrictMock) -> None:
    _write_back(cloudflare_mock, LARGEST, TOOLS, {"no_server_id", "reordered_servers"})


def _write_back(
    mock: StrictMock, servers: list[dict[str, Any]], tools: list[str], quirks: set[str]
) -> None:
    mock.set_quirks()
    mock.set_rows("servers", [server_row(each["server_id"], *tools) for each in servers])
    mock.set_rows("portals", [portal_row(*servers)])
    mock.set_quirks(*quirks)
    mock.expect(3)
    with Cloudflare(api_token=TOKEN, base_url=mock.base_url) as client:
        portals = client.zero_trust.access.ai_controls.mcp.portals
        before = portals.read("team", account_id=ACCOUNT)
        portals.update("team", account_id=ACCOUNT, servers=attachments_of(before))
        after = portals.read("team", account_id=ACCOUNT)
    assert settings_of(attachments_of(before)) == settings_of(attachments_of(after))
    assert _shown(before) == _shown(after)
    assert len(attachments_of(after)) == len(servers)


def _shown(portal: McpPortal) -> dict[str, Any]:
    """All that a portal says of each server, without the order of the servers."""
    return {each.id: each.to_dict() for each in portal.servers or ()}
