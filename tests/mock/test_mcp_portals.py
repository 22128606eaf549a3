"""Portals and the servers that they publish."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock

from .support import NEW_PORTAL, NEW_SERVER, errors, result

TOOL = "search_page"  # one of wiki-36's
SHARED = "https://oauth-callbacks.cloudflareaccess.com/cdn-cgi/access/outbound-oauth-callback"


def publish(api: httpx.Client, *servers: Any) -> Any:
    """The entries of a new portal."""
    return result(api.post("/portals", json=NEW_PORTAL | {"servers": servers}), 201)["servers"]


def test_seeded_portals_are_few_and_publish_seeded_servers(mock: Mock, api: httpx.Client) -> None:
    portals = result(api.get("/portals"))
    assert 5 <= len(portals) <= 12
    assert [entry["id"] for entry in portals[0]["servers"]] == ["my-mcp-server", "github-mcp"]
    override = portals[0]["servers"][0]["updated_tools"][0]
    assert override["portal_alias"] == "portal-tool-alias"
    assert {len(portal["servers"]) for portal in portals} > {0, 1, 2}
    assert len({portal["hostname"] for portal in portals}) == len(portals)
    known = {row["id"] for row in result(api.get("/servers", params={"per_page": 100}))}
    published = [entry for portal in portals for entry in portal["servers"]]
    assert {entry["server_id"] for entry in published} <= known
    assert {entry["on_behalf"] for entry in published if entry["auth_type"] == "bearer"} == {False}
    for entry in published:
        tools = {tool["name"] for tool in entry["tools"] or ()}
        assert {override["name"] for override in entry.get("updated_tools", ())} <= tools


def test_portals_of_a_mock_with_few_servers_publish_only_those() -> None:
    with Mock(servers=4) as mock:
        url = mock.example_url.replace("servers", "portals")
        portals = httpx.get(url, headers={"Authorization": f"Bearer {TOKEN}"}).json()["result"]
    assert mock.log[0].violations == ()
    published = [[entry["id"] for entry in portal["servers"]] for portal in portals]
    assert published == [["my-mcp-server", "github-mcp"], ["billing-3"], [], []]


def test_an_entry_has_the_members_of_the_server_and_the_portals_settings(api: httpx.Client) -> None:
    server = result(api.get("/servers/wiki-36"))
    first, second = publish(
        api,
        {"server_id": "wiki-36", "default_disabled": True, "on_behalf": False, "name": "Forged"},
        {"server_id": "tickets-13"},
    )
    settings = {"server_id": "wiki-36", "default_disabled": True, "on_behalf": False}
    assert first.items() >= (server | settings).items()
    assert second["name"] == result(api.get("/servers/tickets-13"))["name"]
    assert (second["default_disabled"], second["on_behalf"]) == (False, True)


def test_overrides_of_server_and_portal_are_separate(api: httpx.Client) -> None:
    own = [
        {"name": TOOL, "alias": "find", "description": "Finds.", "enabled": False},
        {"name": "get_page", "enabled": True},
    ]
    api.put("/servers/wiki-36", json={"updated_tools": own})
    (entry,) = publish(
        api,
        {
            "server_id": "wiki-36",
            "updated_tools": [
                {"name": TOOL, "alias": "look-up", "description": "Looks up.", "enabled": True},
                {"name": "list_page", "alias": None},
            ],
            "updated_prompts": [{"name": "sum-up", "enabled": False}],
        },
    )
    assert entry["updated_tools"] == [
        {
            "name": TOOL,
            "enabled": True,
            "server_alias": "find",
            "server_description": "Finds.",
            "portal_alias": "look-up",
            "portal_description": "Looks up.",
        },
        {"name": "get_page", "enabled": True},
        {"name": "list_page", "portal_alias": None},
    ]
    assert entry["updated_prompts"] == [{"name": "sum-up", "enabled": False}]


def test_a_portal_shows_later_changes_of_a_server(api: httpx.Client) -> None:
    api.post("/servers", json=NEW_SERVER)
    publish(api, {"server_id": "notes"})
    api.put("/servers/notes", json={"name": "Renamed", "updated_tools": [{"name": "x"}]})
    api.post("/servers/notes/sync")
    (entry,) = result(api.get("/portals/staff"))["servers"]
    assert entry.items() >= (result(api.get("/servers/notes"))).items()
    assert (entry["name"], entry["status"]) == ("Renamed", "ready")
    (listed,) = result(api.get("/portals", params={"search": "staff"}))
    assert listed["servers"] == [entry]


def test_a_deleted_server_leaves_its_portals_for_good(api: httpx.Client) -> None:
    publish(api, {"server_id": "wiki-36"}, {"server_id": "my-mcp-server"})
    api.delete("/servers/my-mcp-server")
    for portal, ids in (("staff", ["wiki-36"]), ("my-mcp-portal", ["github-mcp"])):
        assert [e["id"] for e in result(api.get(f"/portals/{portal}"))["servers"]] == ids
    api.post("/servers", json=NEW_SERVER | {"id": "my-mcp-server"})
    assert len(result(api.get("/portals/staff"))["servers"]) == 1


def test_servers_are_replaced_as_a_whole_or_kept(api: httpx.Client) -> None:
    publish(api, {"server_id": "wiki-36"})
    assert result(api.put("/portals/staff", json={"name": "S"}))["servers"][0]["id"] == "wiki-36"
    changed = result(api.put("/portals/staff", json={"servers": [{"server_id": "github-mcp"}]}))
    assert [entry["id"] for entry in changed["servers"]] == ["github-mcp"]
    assert result(api.put("/portals/staff", json={"servers": []}))["servers"] == []


_INVALID: list[tuple[dict[str, Any], tuple[str, ...]]] = [
    (
        {"servers": [{"server_id": "github-mcp"}, {"server_id": "no"}]},
        ("servers", "1", "server_id"),
    ),
    ({"hostname": "example.com"}, ("hostname",)),
    ({"hostname": "EXAMPLE.com"}, ("hostname",)),
    ({"code_mode": "off", "allow_code_mode": True}, ("code_mode",)),
    ({"code_mode": "enforced", "allow_code_mode": False}, ("code_mode",)),
]


@pytest.mark.parametrize(("given", "place"), _INVALID)
def test_an_invalid_portal_is_refused_and_changes_nothing(
    api: httpx.Client, given: dict[str, Any], place: tuple[str, ...]
) -> None:
    expected = (400, [(7001, "body", *place)])
    assert errors(api.post("/portals", json=NEW_PORTAL | given)) == expected
    assert api.get("/portals/staff").status_code == 404
    created = result(api.post("/portals", json=NEW_PORTAL), 201)
    assert errors(api.put("/portals/staff", json=given)) == expected
    assert result(api.get("/portals/staff")) == created


def test_an_override_of_a_tool_that_is_not_offered_is_accepted_and_not_kept(
    api: httpx.Client,
) -> None:
    overrides = [{"name": "no"}, {"name": TOOL, "alias": "find"}]
    waiting = {"server_id": "docs-search-4", "updated_tools": [{"name": "search_article"}]}
    first, second = publish(api, {"server_id": "wiki-36", "updated_tools": overrides}, waiting)
    assert first["updated_tools"] == [{"name": TOOL, "portal_alias": "find"}]
    assert second["updated_tools"] == []


def test_a_portal_has_at_most_80_servers(api: httpx.Client) -> None:
    rows = result(api.get("/servers", params={"per_page": 81}))
    servers = [{"server_id": row["id"]} for row in rows]
    assert len(publish(api, *servers[:80])) == 80
    refused = api.put("/portals/staff", json={"servers": servers})
    assert errors(refused) == (400, [(7001, "body", "servers")])
    assert len(result(api.get("/portals/staff"))["servers"]) == 80


def test_an_account_has_at_most_20_portals(mock: Mock, api: httpx.Client) -> None:
    rows = [{"id": f"p{number}", "hostname": f"p{number}.example.com"} for number in range(20)]
    mock.set_rows("portals", rows)
    assert errors(api.post("/portals", json=NEW_PORTAL)) == (400, [(7001, "body")])
    api.delete("/portals/p0")
    assert result(api.post("/portals", json=NEW_PORTAL), 201)


def test_a_portal_may_keep_its_own_hostname(api: httpx.Client) -> None:
    assert result(api.put("/portals/my-mcp-portal", json={"hostname": "example.com"}))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, (True, "opt_in")),
        ({"code_mode": "off"}, (False, "off")),
        ({"allow_code_mode": False}, (False, "off")),
        ({"allow_code_mode": True}, (True, "opt_in")),
        ({"code_mode": "enforced"}, (True, "enforced")),
        ({"code_mode": "default_on", "allow_code_mode": True}, (True, "default_on")),
    ],
)
def test_either_code_mode_follows_the_other(
    api: httpx.Client, given: dict[str, Any], expected: tuple[bool, str]
) -> None:
    created = result(api.post("/portals", json=NEW_PORTAL | given), 201)
    assert (created["allow_code_mode"], created["code_mode"]) == expected


def test_code_mode_stays_until_it_is_changed(api: httpx.Client) -> None:
    api.post("/portals", json=NEW_PORTAL | {"code_mode": "enforced"})
    modes: list[Any] = []
    for given in ({"name": "S"}, {"allow_code_mode": True}, {"allow_code_mode": False}, {}):
        updated = result(api.put("/portals/staff", json=given))
        modes.append((updated["allow_code_mode"], updated["code_mode"]))
    assert modes == [(True, "enforced"), (True, "enforced"), (False, "off"), (False, "off")]
    assert (
        result(api.put("/portals/staff", json={"allow_code_mode": True}))["code_mode"] == "opt_in"
    )


@pytest.mark.parametrize("shared", [True, False])
def test_a_redirect_uri_is_shared_or_the_portals_own(api: httpx.Client, shared: bool) -> None:
    api.post("/servers", json=NEW_SERVER | {"is_shared_oauth_callback_enabled": shared})
    publish(api, {"server_id": "notes"})
    found = result(api.get("/portals/staff/servers/notes/effective-redirect-uri"))
    own = {"redirect_uri": "https://staff.example.com/servers-callback", "source": "per_portal"}
    assert found == ({"redirect_uri": SHARED, "source": "shared_mcp22"} if shared else own)


@pytest.mark.parametrize(
    "path", ["none/servers/wiki-36", "staff/servers/none", "staff/servers/wiki-12"]
)
def test_a_server_that_is_not_published_has_no_redirect_uri(api: httpx.Client, path: str) -> None:
    publish(api, {"server_id": "wiki-36"})
    assert errors(api.get(f"/portals/{path}/effective-redirect-uri")) == (404, [(7002,)])
