"""One server's place in a portal changes, and nothing else does."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest

from cloudflare_ai_controls import (
    BadRequestError,
    McpPortal,
    NotFoundError,
    PortalServerAttachment,
)
from cloudflare_ai_controls_tasks import (
    ConcurrentChangeError,
    IncompleteListError,
    TaskError,
    UnknownToolError,
    allow_tools,
    attach_server,
    detach_server,
)
from cloudflare_api_mock import StrictMock

from .conftest import Do, Meanwhile
from .support import attached, portal_row, server_row

Portal = Callable[[str], McpPortal]

KEPT = {
    "server_id": "wiki",
    "default_disabled": True,
    "on_behalf": False,
    "updated_tools": [
        {"name": "find", "alias": "look-up", "description": "Finds a page.", "enabled": True}
    ],
}


@pytest.fixture(autouse=True)
def account(cloudflare_mock: StrictMock) -> StrictMock:
    cloudflare_mock.set_rows(
        "servers",
        [
            server_row("wiki"),
            server_row("notes"),
            server_row("mail", auth_type="bearer", authentication_status="connected"),
        ],
    )
    cloudflare_mock.set_rows("portals", [portal_row(KEPT)])
    return cloudflare_mock


def test_an_attached_server_comes_last_and_the_others_stay(
    account: StrictMock, do: Do, portal: Portal
) -> None:
    account.expect(8)
    before = attached(portal("team"))
    done = do(attach_server, "team", "notes")
    assert (done.action, done.facts) == ("attached", ("portal team: server notes attached",))
    after = attached(portal("team"))
    assert [*after] == ["wiki", "notes"]
    assert after["wiki"] == before["wiki"]
    assert attached(done.portal) == after
    assert do(attach_server, "team", "notes").facts == ("portal team: server notes unchanged",)


def test_a_bearer_server_is_attached_without_on_behalf(
    account: StrictMock, do: Do, portal: Portal
) -> None:
    account.expect(14)
    done = do(attach_server, "team", "mail")
    assert done.facts[1] == (
        "on_behalf: false, because a bearer server has no credentials of each user"
    )
    assert attached(portal("team"))["mail"]["on_behalf"] is False
    assert do(attach_server, "team", "mail").action == "unchanged"
    done = do(attach_server, "team", "mail", on_behalf=True)
    assert (done.action, done.facts[1]) == ("changed", "on_behalf: true")
    assert attached(portal("team"))["mail"]["on_behalf"] is True
    assert do(attach_server, "team", "mail", on_behalf=True).action == "unchanged"


def test_a_dry_run_changes_nothing(account: StrictMock, do: Do, portal: Portal) -> None:
    account.expect(6)
    before = portal("team")
    assert str(do(attach_server, "team", "notes", dry_run=True)) == (
        "portal team: server notes would be attached"
    )
    done = do(detach_server, "team", "wiki", dry_run=True)
    assert str(done) == "portal team: server wiki would be detached"
    assert (done.action, done.dry_run) == ("detached", True)
    allowed = do(allow_tools, "team", "wiki", ["write"], dry_run=True)
    assert str(allowed) == (
        "portal team: server wiki would be changed\nenabled: write\ndisabled: find"
    )
    again = portal("team")
    assert again == before
    assert account.log[-1].method == "GET"


def test_a_server_is_detached_once(account: StrictMock, do: Do, portal: Portal) -> None:
    account.expect(5)
    assert do(detach_server, "team", "wiki").action == "detached"
    assert attached(portal("team")) == {}
    assert do(detach_server, "team", "wiki").facts == (
        "portal team: server wiki unchanged",
        "the portal does not have it",
    )


def test_exactly_the_named_tools_are_allowed(account: StrictMock, do: Do, portal: Portal) -> None:
    account.set_rows("servers", [server_row("wiki", "find", "write", "drop"), server_row("notes")])
    account.expect(6)
    done = do(allow_tools, "team", "wiki", ["find", "write"])
    assert done.facts[1:] == ("enabled: find, write", "disabled: drop")
    shown = attached(portal("team"))["wiki"]
    assert shown["find"] == {
        "name": "find",
        "enabled": True,
        "portal_alias": "look-up",
        "portal_description": "Finds a page.",
    }
    assert shown["write"]["enabled"] is True
    # `default_disabled` hides the tool, so it needs no override.
    assert "drop" not in shown
    again = do(allow_tools, "team", "wiki", ["write", "find"])
    assert (again.action, again.facts) == ("unchanged", ("portal team: server wiki unchanged",))
    assert do(allow_tools, "team", "wiki", [], dry_run=True).facts[1:] == (
        "enabled: none",
        "disabled: find, write, drop",
    )


def test_tools_can_be_allowed_with_the_attachment(
    account: StrictMock, do: Do, portal: Portal
) -> None:
    overrides = [{"name": "write", "enabled": False, "alias": "put"}]
    account.set_rows(
        "servers",
        [server_row("wiki"), server_row("notes", "find", "write", "drop", updated_tools=overrides)],
    )
    account.expect(8)
    done = do(attach_server, "team", "notes", tools=["write"])
    assert done.facts[1] == "tools: write and no others"
    shown = attached(portal("team"))["notes"]
    assert {tool: shown[tool]["enabled"] for tool in ("find", "write", "drop")} == {
        "find": False,
        "write": True,
        "drop": False,
    }
    assert shown["write"]["server_alias"] == "put"
    assert do(allow_tools, "team", "notes", ["write"]).action == "unchanged"
    assert do(attach_server, "team", "notes", tools=["write"]).action == "unchanged"


def test_tools_are_read_once(account: StrictMock, do: Do) -> None:
    account.expect(7)
    done = do(allow_tools, "team", "wiki", iter(["write"]))
    assert done.facts[1:] == ("enabled: write", "disabled: find")
    done = do(attach_server, "team", "notes", tools=iter(["write"]))
    assert done.facts[1:] == ("tools: write and no others",)


def test_a_tool_that_its_server_disables_is_allowed_beside_settings(
    account: StrictMock, do: Do, portal: Portal
) -> None:
    overrides = [{"name": "write", "enabled": False}]
    account.set_rows("servers", [server_row("wiki"), server_row("notes", updated_tools=overrides)])
    account.expect(5)
    settings = PortalServerAttachment.from_dict(
        {"server_id": "notes", "updated_tools": [{"name": "write", "alias": "put"}]}
    )
    do(attach_server, "team", "notes", tools=["write"], settings=settings)
    shown = attached(portal("team"))["notes"]
    assert (shown["write"]["enabled"], shown["find"]["enabled"]) == (True, False)


def test_facts_are_printable_whatever_a_server_calls_its_tools(account: StrictMock, do: Do) -> None:
    account.set_rows("servers", [server_row("wiki", "find", "a\x1b[2J\nb")])
    account.set_rows("portals", [portal_row("wiki")])
    account.expect(1)
    done = do(allow_tools, "team", "wiki", ["find"], dry_run=True)
    assert done.facts[2] == "disabled: a [2J b"


def test_one_text_instead_of_names_of_tools_is_refused(do: Do) -> None:
    with pytest.raises(ValueError, match="`tools` to be a list of names but received 'find'"):
        do(allow_tools, "team", "wiki", "find")
    with pytest.raises(ValueError, match="`tools` to be a list of names but received 'find'"):
        do(attach_server, "team", "wiki", tools="find")


@pytest.mark.parametrize(
    ("name", "hint"),
    [("fnd", "'fnd' (nearest: find)"), ("\x1b[2J", r"'\x1b[2J' (it shows find, write)")],
)
def test_an_unknown_tool_is_refused_with_the_nearest(
    account: StrictMock, do: Do, name: str, hint: str
) -> None:
    account.expect(3)
    expected = re.escape(f"server wiki has no tool {hint}")
    with pytest.raises(UnknownToolError, match=expected):
        do(allow_tools, "team", "wiki", [name])
    with pytest.raises(UnknownToolError, match=expected):
        do(attach_server, "team", "wiki", tools=[name])


def test_a_server_without_tools_is_named(account: StrictMock, do: Do) -> None:
    account.set_rows("servers", [server_row("wiki", tools=[], status="waiting")])
    account.expect(1)
    with pytest.raises(UnknownToolError, match="it shows none yet"):
        do(allow_tools, "team", "wiki", ["find"])


def test_tools_of_a_server_that_the_portal_lacks(account: StrictMock, do: Do) -> None:
    account.expect(1)
    with pytest.raises(TaskError, match="portal team does not have server notes; attach it first"):
        do(allow_tools, "team", "notes", ["find"])


def test_a_missing_server_or_portal_is_not_found(account: StrictMock, do: Do) -> None:
    account.expect(3)
    with pytest.raises(NotFoundError):
        do(attach_server, "team", "none")
    with pytest.raises(NotFoundError):
        do(attach_server, "none", "notes")


def test_an_id_with_an_underscore_is_refused_unless_allowed(account: StrictMock, do: Do) -> None:
    account.set_rows("servers", [server_row("a_b")])
    account.expect(4)
    with pytest.raises(
        ValueError, match=r"no underscore.*'a_b'; allow_underscore=True, or --allow-underscore"
    ):
        do(attach_server, "team", "a_b")
    assert do(attach_server, "team", "a_b", allow_underscore=True).action == "attached"


def test_a_portal_that_hides_its_servers_is_not_emptied(account: StrictMock, do: Do) -> None:
    account.set_quirks("no_servers")
    account.expect(2)
    with pytest.raises(IncompleteListError, match="portal team does not show its servers"):
        do(attach_server, "team", "notes")


def test_a_refusal_of_the_api_is_raised(account: StrictMock, do: Do) -> None:
    account.set_quirks("refused_empty_servers")
    account.expect(3)
    with pytest.raises(BadRequestError):
        do(detach_server, "team", "wiki")


def test_settings_can_be_put_back(account: StrictMock, do: Do, portal: Portal) -> None:
    account.expect(9)
    before = attached(portal("team"))
    do(detach_server, "team", "wiki")
    settings = PortalServerAttachment.from_dict(KEPT)
    with pytest.raises(ValueError, match="those of server 'notes', but their `server_id`"):
        do(attach_server, "team", "notes", settings=settings)
    assert do(attach_server, "team", "wiki", settings=settings).action == "attached"
    assert attached(portal("team")) == before


@pytest.mark.parametrize(
    ("members", "name", "right"),
    [
        ({"status": "ready"}, "status", "server_id"),
        ({"updated_tools": [{"name": "find", "portal_alias": "x"}]}, "portal_alias", "alias"),
        ({"updated_prompts": [{"name": "sum", "server_alias": "x"}]}, "server_alias", "alias"),
    ],
)
def test_settings_in_the_form_of_an_answer_are_refused(
    do: Do, members: dict[str, Any], name: str, right: str
) -> None:
    settings = PortalServerAttachment.from_dict({"server_id": "notes", "new": 1} | members)
    with pytest.raises(ValueError, match=f"to have no '{name}'.*: a request has .*{right}"):
        do(attach_server, "team", "notes", settings=settings)


def test_settings_that_are_not_given_stay(account: StrictMock, do: Do, portal: Portal) -> None:
    account.expect(8)
    before = attached(portal("team"))["wiki"]
    settings = PortalServerAttachment(server_id="wiki", on_behalf=True)
    assert do(attach_server, "team", "wiki", settings=settings).action == "changed"
    assert attached(portal("team"))["wiki"] == before | {"on_behalf": True}
    assert do(attach_server, "team", "wiki", settings=settings).action == "unchanged"


def test_settings_that_the_portal_does_not_keep_are_named(account: StrictMock, do: Do) -> None:
    account.set_rows("servers", [server_row("wiki", "write"), server_row("notes")])
    account.expect(4)
    done = do(attach_server, "team", "notes")
    place = "servers.wiki.updated_tools.find"
    assert (done.action, done.not_kept) == ("attached", (place,))
    assert done.facts[1:] == (f"not kept by the portal: {place}",)


def test_another_order_by_somebody_else_is_kept(
    account: StrictMock, do: Do, portal: Portal, meanwhile: Meanwhile
) -> None:
    account.set_rows("portals", [portal_row("wiki", "notes", "mail")])
    meanwhile(
        "readMcpPortal",
        lambda: account.set_rows("portals", [portal_row("notes", "mail", "wiki")]),
    )
    account.expect(3)
    do(detach_server, "team", "notes")
    assert json.loads(account.log[-1].body)["servers"][0]["server_id"] == "mail"


def test_a_change_by_somebody_else_is_kept(
    account: StrictMock, do: Do, portal: Portal, meanwhile: Meanwhile
) -> None:
    meanwhile("readMcpPortal", lambda: account.set_rows("portals", [portal_row(KEPT, "mail")]))
    account.expect(6)
    do(detach_server, "team", "wiki")
    assert [*attached(portal("team"))] == ["mail"]


def test_a_portal_that_never_rests_is_left_alone(
    account: StrictMock, do: Do, meanwhile: Meanwhile
) -> None:
    others = cycle(["mail", "notes"])
    meanwhile(
        "readMcpPortal", lambda: account.set_rows("portals", [portal_row(KEPT, next(others))])
    )
    account.expect(6)
    with pytest.raises(ConcurrentChangeError, match="portal team was changed by somebody else 3"):
        do(detach_server, "team", "wiki")
    assert {entry.method for entry in account.log} == {"GET"}


def test_a_second_run_makes_a_change_again_that_somebody_else_has_overwritten(
    account: StrictMock, do: Do, portal: Portal, meanwhile: Meanwhile
) -> None:
    others = [[portal_row(KEPT, "mail")]]

    def overwrite() -> None:
        if others:
            account.set_rows("portals", others.pop())

    meanwhile("updateMcpPortal", overwrite)
    account.expect(11)
    actions = [do(attach_server, "team", "notes").action for _ in range(3)]
    assert actions == ["attached", "attached", "unchanged"]
    assert [*attached(portal("team"))] == ["wiki", "mail", "notes"]
