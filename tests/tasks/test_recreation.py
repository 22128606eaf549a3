"""A server with another hostname is a new server, in the portals that had the old one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from cloudflare_ai_controls import BadRequestError, McpPortal, McpServer, PortalServerAttachment
from cloudflare_ai_controls_tasks import (
    ConcurrentChangeError,
    IncompleteListError,
    RecreateInterruptedError,
    TaskError,
    attach_server,
    ensure_server,
)
from cloudflare_ai_controls_tasks.portal_change import changed, placing
from cloudflare_api_mock import StrictMock
from tests.clients import ClientKind

from .conftest import Do, Meanwhile, OneClient
from .support import attached, portal_row, server_row

NEW: dict[str, Any] = {
    "name": "Notes",
    "hostname": "https://new.example.com/mcp",
    "auth_type": "unauthenticated",
    "recreate": True,
}
PLAIN = {"server_id": "notes", "default_disabled": True}


@pytest.fixture(autouse=True)
def account(cloudflare_mock: StrictMock) -> StrictMock:
    old = server_row("notes", description="Kept.", updated_tools=[{"name": "a", "alias": "b"}])
    cloudflare_mock.set_rows("servers", [old, server_row("wiki"), server_row("mail")])
    portals = [portal_row("wiki", PLAIN, "mail"), portal_row("wiki", id="other")]
    cloudflare_mock.set_rows("portals", portals)
    return cloudflare_mock


def test_a_recreated_server_is_back_where_it_was(
    account: StrictMock,
    do: Do,
    server: Callable[[str], McpServer],
    portal: Callable[[str], McpPortal],
) -> None:
    account.expect(12)
    before = attached(portal("team"))
    done = do(ensure_server, "notes", **NEW)
    assert (done.action, done.portals) == ("recreated", ("team",))
    assert done.facts[1:] == (
        'hostname: "https://notes.example.com/mcp" becomes "https://new.example.com/mcp"',
        "portal team: put back",
    )
    after = attached(portal("team"))
    assert ([*after], after) == (["wiki", "notes", "mail"], before)
    found = server("notes")
    assert (found.hostname, found.description) == (NEW["hostname"], "Kept.")
    assert found.updated_tools is not None
    assert found.updated_tools[0].alias == "b"
    assert do(ensure_server, "notes", **NEW).action == "unchanged"


def test_a_dry_run_names_the_portals(account: StrictMock, do: Do) -> None:
    account.expect(2)
    done = do(ensure_server, "notes", **NEW, dry_run=True)
    assert done.facts[-1] == "portal team: would be put back"
    assert {entry.method for entry in account.log} == {"GET"}


@pytest.mark.parametrize(
    ("old", "new", "missing"),
    [
        ({"auth_type": "bearer"}, {"auth_type": "bearer"}, "auth_credentials"),
        (
            {
                "auth_type": "oauth",
                "auth_config_summary": {"auth_mode": "manual", "has_client_secret": True},
            },
            {"auth_type": "oauth"},
            "auth_credentials and client_secret",
        ),
    ],
)
def test_a_recreation_that_would_lose_a_secret_is_refused(
    account: StrictMock, do: Do, old: dict[str, Any], new: dict[str, Any], missing: str
) -> None:
    account.set_rows("servers", [server_row("notes", **old)])
    account.expect(1)
    with pytest.raises(TaskError, match=f"without {missing}, which the deletion would lose"):
        do(ensure_server, "notes", **NEW | new)


@pytest.mark.parametrize("hostname", ["new.example.com/mcp", "https://", "https://["])
def test_a_server_whose_creation_would_be_refused_is_not_deleted(
    account: StrictMock, do: Do, hostname: str
) -> None:
    account.expect(1)
    with pytest.raises(TaskError, match=r"hostname .* is not a URL\. Nothing was changed"):
        do(ensure_server, "notes", **NEW | {"hostname": hostname})


@pytest.mark.parametrize("quirk", ["no_servers", "short"])
def test_a_recreation_that_cannot_see_all_portals_is_refused(
    account: StrictMock, do: Do, quirk: str
) -> None:
    if quirk == "short":
        info = {"page": 1, "per_page": 100, "total_count": 3}
        page: dict[str, Any] = {"success": True, "result": [], "result_info": info}
        account.fail_next({}, {"json": page})
        account.expect(2)
    else:
        account.set_quirks(quirk)
        account.expect(3)
    with pytest.raises(IncompleteListError):
        do(ensure_server, "notes", **NEW)
    assert {entry.method for entry in account.log} == {"GET"}


def test_a_server_that_somebody_else_changes_is_not_deleted(
    account: StrictMock, do: Do, meanwhile: Meanwhile
) -> None:
    changed = server_row("notes", description="Changed.", secure_web_gateway=True)
    meanwhile("listMcpPortals", lambda: account.set_rows("servers", [changed]))
    account.expect(3)
    problem = "description, secure_web_gateway, updated_tools of server notes was changed by"
    with pytest.raises(ConcurrentChangeError, match=problem):
        do(ensure_server, "notes", **NEW)


def test_a_refused_creation_names_the_remaining_steps(
    account: StrictMock, do: Do, portal: Callable[[str], McpPortal]
) -> None:
    before = attached(portal("team"))
    refusal = {"success": False, "errors": [{"code": 7001, "message": "Not now"}]}
    account.fail_next({}, {}, {}, {}, {"status": 400, "json": refusal})
    account.expect(13)
    with pytest.raises(RecreateInterruptedError) as caught:
        do(ensure_server, "notes", **NEW)
    assert str(caught.value).startswith(
        "server notes is deleted and may not be created again; it is not back in team: 400 Bad"
    )
    assert do(ensure_server, "notes", **NEW, **caught.value.members).action == "created"
    for id, settings in caught.value.attachments.items():
        assert do(attach_server, id, "notes", settings=settings).action == "attached"
    # Its place was last known to the first run.
    assert attached(portal("team")) == before


def test_an_interrupt_is_raised_with_the_remaining_steps_as_its_cause(
    account: StrictMock, do: Do, client_kind: ClientKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    transport, method, interrupt = client_kind.choose(
        (httpx.HTTPTransport, "handle_request", KeyboardInterrupt),
        (httpx.AsyncHTTPTransport, "handle_async_request", asyncio.CancelledError),
    )
    send = getattr(transport, method)

    def interrupted(transport: Any, request: httpx.Request) -> Any:
        if request.method == "POST":
            raise interrupt
        return send(transport, request)

    monkeypatch.setattr(transport, method, interrupted)
    account.expect(4)
    with pytest.raises(interrupt) as caught:
        do(ensure_server, "notes", **NEW)
    left = caught.value.__cause__
    assert isinstance(left, RecreateInterruptedError)
    assert str(left).endswith(f"it is not back in team: {interrupt.__name__}")
    assert ([*left.members], [*left.attachments]) == (["description", "updated_tools"], ["team"])


def test_settings_that_a_portal_does_not_keep_are_named(account: StrictMock, do: Do) -> None:
    overrides = [{"name": "find", "alias": "look-up"}]
    account.set_rows("portals", [portal_row({"server_id": "notes", "updated_tools": overrides})])
    done = do(ensure_server, "notes", **NEW)
    assert done.facts[-2:] == (
        "portal team: put back",
        "not kept by the portal: servers.notes.updated_tools.find",
    )
    account.expect(len(account.log))


def test_a_refused_deletion_changes_nothing(account: StrictMock, do: Do) -> None:
    account.fail_next({}, {}, {}, {"status": 400, "json": {"success": False, "errors": []}})
    account.expect(4)
    with pytest.raises(BadRequestError):
        do(ensure_server, "notes", **NEW)


def test_a_deletion_that_the_client_repeats_has_been_done(
    account: StrictMock, do: Do, caller: OneClient, waits: list[float]
) -> None:
    caller.client = caller.client.with_options(max_retries=1)
    account.fail_next({}, {}, {}, {"drop": True})
    account.expect(9)
    assert do(ensure_server, "notes", **NEW).portals == ("team",)
    assert [entry.method for entry in account.log[3:6]] == ["DELETE", "DELETE", "POST"]


def test_overrides_are_put_back_when_the_new_server_shows_its_tools(
    account: StrictMock, do: Do, portal: Callable[[str], McpPortal]
) -> None:
    account.set_rows("servers", [server_row("notes", "search_page", tools=_offered(account))])
    overrides = [{"name": _offered(account)[0]["name"], "alias": "look-up", "enabled": False}]
    account.set_rows("portals", [portal_row({"server_id": "notes", "updated_tools": overrides})])
    before = attached(portal("team"))
    do(ensure_server, "notes", **NEW)
    assert attached(portal("team")) == before
    account.expect(len(account.log))
    assert [entry.path[-5:] for entry in account.log if entry.method == "POST"] == [
        "rvers",
        "/sync",
    ]


def _offered(account: StrictMock) -> list[dict[str, Any]]:
    from cloudflare_api_mock.capabilities import offer

    tools: list[dict[str, Any]] = offer("notes", 4)["tools"]
    return tools


def test_a_server_that_needs_a_login_is_not_attached_with_disabled_tools(
    account: StrictMock, do: Do, server: Callable[[str], McpServer]
) -> None:
    overrides = [{"name": "find", "enabled": False}]
    places = [{"server_id": "notes", "updated_tools": overrides}]
    account.set_rows("portals", [portal_row(*places), portal_row("notes", id="other")])
    with pytest.raises(RecreateInterruptedError, match="needs a login") as caught:
        do(ensure_server, "notes", **NEW | {"auth_type": "oauth"})
    assert "is created again; it is not back in team" in str(caught.value)
    assert [*caught.value.attachments] == ["team"]
    assert server("notes").hostname == NEW["hostname"]
    account.expect(len(account.log))
    assert json.loads(account.log[-3].body or "{}").get("servers") != []


@pytest.mark.parametrize(
    ("kept", "action"),
    [(PLAIN, "unchanged"), ({"server_id": "notes", "default_disabled": False}, "changed")],
)
def test_a_portal_that_keeps_a_deleted_server_gets_its_settings_back(
    kept: dict[str, Any], action: str
) -> None:
    shown = [server_row("wiki"), server_row("notes") | kept, server_row("mail")]
    portal = McpPortal.from_dict(portal_row() | {"servers": shown})
    settings = PortalServerAttachment.from_dict(PLAIN)
    change = changed(portal, "notes", placing(settings), index=0)
    assert change.action == action
    assert [each.server_id for each in change.attachments] == ["wiki", "notes", "mail"]
    assert change.attachments[1].default_disabled is True
