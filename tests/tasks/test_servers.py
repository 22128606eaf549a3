"""`ensure_server` makes a server as requested, and changes nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cloudflare_ai_controls import (
    BadRequestError,
    CapabilityOverride,
    ConflictError,
    McpServer,
    omit,
)
from cloudflare_ai_controls_tasks import MemberChange, RecreateRequiredError, ensure_server
from cloudflare_api_mock import StrictMock

from .conftest import Do, Meanwhile
from .support import server_row

Server = Callable[[str], McpServer]

SECRET = "secret-canary-4711"
NOTES: dict[str, Any] = {
    "name": "Notes",
    "hostname": "https://notes.example.com/mcp",
    "auth_type": "unauthenticated",
}


@pytest.fixture(autouse=True)
def account(cloudflare_mock: StrictMock) -> StrictMock:
    cloudflare_mock.set_rows("servers", [server_row("wiki")])
    return cloudflare_mock


def test_a_missing_server_is_created_with_every_member(
    account: StrictMock, do: Do, server: Server
) -> None:
    account.expect(4)
    members = NOTES | {"description": "For all.", "secure_web_gateway": True}
    overrides = [{"name": "find", "alias": "search"}]
    done = do(ensure_server, "notes", **members, updated_tools=iter(overrides))
    assert (done.action, done.facts) == ("created", ("server notes: created",))
    found = server("notes")
    assert (found.description, found.secure_web_gateway) == ("For all.", True)
    again = do(ensure_server, "notes", **members, updated_tools=overrides)
    assert again.facts == ("server notes: unchanged", "secrets: left as they are")


def test_only_members_that_differ_are_sent(account: StrictMock, do: Do, server: Server) -> None:
    account.set_rows("servers", [server_row("notes", description="Old", **NOTES)])
    account.expect(3)
    done = do(ensure_server, "notes", **NOTES, description="New")
    assert done.action == "updated"
    assert done.changes == (MemberChange(name="description", old="Old", new="New"),)
    assert done.facts[1] == 'description: "Old" becomes "New"'
    assert json.loads(account.log[1].body) == {"description": "New"}
    assert server("notes").description == "New"


@pytest.mark.parametrize(
    ("shown", "asked"),
    [
        ({"description": None}, {"description": ""}),
        ({"description": ""}, {"description": None}),
        ({}, {"secure_web_gateway": False, "updated_tools": []}),
        ({}, {"updated_tools": [{"name": "find"}]}),
        ({}, {"description": omit, "client_secret": omit}),
        (
            {"updated_tools": [{"name": "b", "enabled": True}, {"name": "a", "alias": "c"}]},
            {
                "updated_tools": [
                    CapabilityOverride(name="a", alias="c"),
                    {"name": "b", "enabled": True, "alias": None},
                ]
            },
        ),
    ],
)
def test_values_that_mean_the_same_are_no_change(
    account: StrictMock, do: Do, shown: dict[str, Any], asked: dict[str, Any]
) -> None:
    account.set_rows("servers", [server_row("notes", **NOTES, **shown)])
    account.expect(1)
    assert do(ensure_server, "notes", **NOTES, **asked).action == "unchanged"


@pytest.mark.parametrize("action", ["created", "updated"])
def test_a_dry_run_describes_the_change(account: StrictMock, do: Do, action: str) -> None:
    row = [server_row("notes", **NOTES | {"name": "Old"})] if action == "updated" else []
    account.set_rows("servers", row)
    account.expect(1)
    done = do(ensure_server, "notes", **NOTES, auth_credentials=SECRET, dry_run=True)
    assert (done.action, done.facts[0]) == (action, f"server notes: would be {action}")
    assert done.facts[-1] == "auth_credentials: would be sent; it cannot be compared"
    assert [entry.method for entry in account.log] == ["GET"]


def test_secrets_are_sent_each_time_because_none_can_be_compared(
    account: StrictMock, do: Do
) -> None:
    account.expect(4)
    members = NOTES | {"auth_type": "bearer", "auth_credentials": SECRET}
    for action in ("created", "updated"):
        done = do(ensure_server, "notes", **members)
        assert (done.action, done.changes) == (action, ())
        assert done.facts[-1] == "auth_credentials: sent; it cannot be compared"
    assert [*json.loads(account.log[-1].body)] == ["auth_credentials"]


@pytest.mark.parametrize(
    ("member", "value"), [("hostname", "https://new.example.com/mcp"), ("auth_type", "oauth")]
)
def test_a_member_that_cannot_change_changes_nothing(
    account: StrictMock, do: Do, member: str, value: str
) -> None:
    account.set_rows("servers", [server_row("notes", **NOTES)])
    account.expect(1)
    with pytest.raises(RecreateRequiredError, match=f"{member}: .* becomes .*{value}") as caught:
        do(ensure_server, "notes", **NOTES | {member: value, "name": "New"})
    assert caught.value.members == [member]


@pytest.mark.parametrize(
    ("id", "members", "problem"),
    [
        ("notes", NOTES | {"hostnam": "x"}, r"unexpected keyword.*'hostnam' \(nearest: hostname"),
        ("notes", {"name": "Notes"}, "missing a required argument: 'auth_type'"),
        ("notes", NOTES | {"auth_type": "none"}, "`auth_type` to be one of oauth, bearer"),
        ("notes", NOTES | {"updated_tools": [dict[str, Any]()]}, r"`updated_tools\[0\].name`"),
        ("notes", NOTES | {"name": "x" * 351}, "`name` to have at most 350 characters"),
        ("a_b", NOTES, "no underscore"),
        ("A", NOTES, "`id` to match"),
    ],
)
def test_wrong_arguments_are_refused_at_the_call_before_anything_is_sent(
    do: Do, id: str, members: dict[str, Any], problem: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=problem):
        do(ensure_server, id, **members)


def test_a_server_created_by_somebody_else_meanwhile_is_updated(
    account: StrictMock, do: Do, meanwhile: Meanwhile
) -> None:
    row = server_row("notes", **NOTES | {"name": "Old"})
    meanwhile("readMcpServer", lambda: account.set_rows("servers", [row]))
    account.expect(4)
    done = do(ensure_server, "notes", **NOTES)
    assert (done.action, done.server.name) == ("updated", "Notes")


def test_a_conflict_about_something_else_is_raised(account: StrictMock, do: Do) -> None:
    account.fail_next({}, {"status": 409, "json": {"success": False, "errors": []}})
    account.expect(3)
    with pytest.raises(ConflictError):
        do(ensure_server, "notes", **NOTES)


def test_no_variable_of_a_task_shows_a_secret(account: StrictMock, do: Do) -> None:
    account.fail_next({}, {"status": 400, "json": {"success": False, "errors": []}})
    account.expect(2)
    given = NOTES | {"auth_credentials": SECRET}
    for id, members in (
        ("notes", given),
        ("notes", given | {"name": "x" * 351}),
        ("notes", given | {"auth_credential": SECRET}),
        ("a_b", given),
        (None, given | {"server_id": "notes"}),
    ):
        with pytest.raises((ValueError, TypeError, BadRequestError)) as caught:
            do(ensure_server, id, **members)
        frames = [
            entry.frame.f_locals
            for entry in caught.traceback
            if "cloudflare_ai_controls_tasks" in str(entry.path)
        ]
        assert frames
        assert SECRET not in repr(frames)
