"""The life of one server over HTTP, from its creation to its deletion."""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import (
    CapabilityOverride,
    ConflictError,
    McpPortal,
    McpServer,
    NotFoundError,
    PortalServerAttachment,
    SyncResult,
    UnsuccessfulResponseError,
)
from cloudflare_api_mock import StrictMock

from .conftest import Method

SECRET = "bearer-canary-81f0"


def test_a_server_is_created_synced_published_renamed_found_and_deleted(
    cloudflare_mock: StrictMock, servers: Method, portals: Method
) -> None:
    cloudflare_mock.expect(19)

    created: McpServer = servers(
        "create",
        id="team-notes",
        name="Team notes",
        hostname="https://notes.example.com/mcp",
        auth_type="bearer",
        auth_credentials=SECRET,
        description=None,
    )
    assert (created.id, created.status, created.tools) == ("team-notes", "waiting", [])
    assert created.created_at is not None
    assert (created.description, created.secure_web_gateway) == (None, False)
    with pytest.raises(ConflictError, match=r"409 Conflict: \[7006\]"):
        servers(
            "create",
            id="team-notes",
            name="Again",
            hostname="https://notes.example.com/mcp",
            auth_type="oauth",
        )

    assert servers("sync", "team-notes").status == "ready"
    synced: McpServer = servers("read", "team-notes")
    assert (synced.status, synced.error_details) == ("ready", None)
    assert synced.last_synced == synced.last_successful_sync != created.created_at
    tool = synced.tools[0]["name"]

    portal: McpPortal = portals(
        "create",
        id="team",
        name="Team",
        hostname="mcp.example.com",
        code_mode="enforced",
        servers=[{"server_id": "team-notes", "default_disabled": True}],
    )
    assert portal.servers is not None
    (published,) = portal.servers
    assert (published.server_id, published.status) == ("team-notes", "ready")
    assert (published.default_disabled, published.on_behalf) == (True, True)
    assert portal.code_mode == "enforced"

    renamed: McpPortal = portals(
        "update",
        "team",
        servers=[
            PortalServerAttachment(
                server_id="team-notes",
                updated_tools=[CapabilityOverride(name=tool, alias="find-notes")],
            )
        ],
    )
    assert renamed.servers is not None
    assert renamed.servers[0].updated_tools is not None
    (override,) = renamed.servers[0].updated_tools
    assert (override.name, override.portal_alias) == (tool, "find-notes")
    assert (renamed.name, renamed.code_mode) == ("Team", "enforced")

    changed: McpServer = servers(
        "update",
        "team-notes",
        name="Notes of the team",
        updated_tools=[{"name": tool, "alias": "search-notes"}],
    )
    assert (changed.name, changed.hostname) == ("Notes of the team", created.hostname)
    again: McpPortal = portals("read", "team")
    assert again.servers is not None
    assert again.servers[0].name == "Notes of the team"

    for group, text in ((servers, "NOTES OF"), (servers, "team-n"), (portals, "mcp.example")):
        (found,) = group("list", search=text).result
        assert found.id in {"team-notes", "team"}
    where = portals("effective_redirect_uri", portal_id="team", server_id="team-notes")
    assert (where.source, where.redirect_uri) == (
        "per_portal",
        "https://mcp.example.com/servers-callback",
    )

    deleted: McpPortal = portals("delete", "team")
    assert (deleted.id, deleted.servers) == ("team", None)
    assert servers("delete", "team-notes").name == "Notes of the team"
    for group, id_ in ((servers, "team-notes"), (portals, "team")):
        with pytest.raises(NotFoundError, match=r"404 Not Found: \[7002\]"):
            group("read", id_)
        with pytest.raises(NotFoundError):
            group("delete", id_)
    assert servers("list", search="team-notes").result == []
    assert SECRET not in str([(each.path, each.headers) for each in cloudflare_mock.log[1:]])


def test_a_failed_sync_raises_with_the_reason(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(3)
    servers(
        "create",
        id="lost",
        name="Lost",
        hostname="https://lost.invalid/mcp",
        auth_type="unauthenticated",
    )
    with pytest.raises(UnsuccessfulResponseError) as caught:
        servers("sync", "lost")
    result: SyncResult = caught.value.result
    assert result.status == "error"
    assert result.error_details is not None
    assert result.error_details.is_upstream is False
    server: McpServer = servers("read", "lost")
    assert (server.status, server.last_successful_sync) == ("error", None)
    assert server.error_details is not None
    assert server.error_details.is_upstream is False
    assert server.error == result.error
