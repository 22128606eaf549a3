"""The tasks as commands: their output and their exit codes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import httpx
import pytest

from cloudflare_api_mock import TOKEN, StrictMock
from tests.command_line.support import Done

from .conftest import ACCOUNT
from .support import portal_row, server_row

Run = Callable[..., Done]

TOOLS: dict[str, Any] = {"updated_tools": [{"name": "a", "alias": "b"}]}
NEW = ("--name", "Notes", "--hostname", "https://new.example.com/mcp")


@pytest.fixture(autouse=True)
def account(cloudflare_mock: StrictMock) -> StrictMock:
    rows = [server_row("notes"), server_row("mail", auth_type="bearer")]
    cloudflare_mock.set_rows("servers", rows)
    cloudflare_mock.set_rows("portals", [portal_row("notes")])
    return cloudflare_mock


def test_ensure_takes_secrets_and_prints_facts(
    account: StrictMock, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.expect(5)
    monkeypatch.setenv("SECRET", "hunter2")
    typed = ["servers", "ensure", "new", *NEW, "--auth-type", "bearer"]
    typed += ["--auth-credentials", "env:SECRET", "--description", "Old"]
    would = command(*typed, "--dry-run")
    assert would.out.splitlines() == [
        "server new: would be created",
        "auth_credentials: would be sent; it cannot be compared",
    ]
    assert command(*typed).out.startswith("server new: created\n")
    done = command(*typed[:-4], "--null", "description", "--output", "json")
    result = json.loads(done.out)
    assert (done.code, result["action"], result["dry_run"]) == (0, "updated", False)
    assert result["changes"] == [{"name": "description", "old": "Old", "new": None}]
    assert "hunter2" not in done.out


def test_ensure_exits_with_the_code_of_a_conflict_without_recreate(
    account: StrictMock, command: Run
) -> None:
    account.expect(9)
    typed = ["servers", "ensure", "notes", *NEW, "--auth-type", "unauthenticated"]
    done = command(*typed)
    assert (done.code, done.out) == (6, "")
    assert done.err.startswith("error: server notes cannot be changed: hostname: ")
    done = command(*typed, "--recreate")
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith("\nportal team: put back\n")


def test_an_interrupted_ensure_prints_the_remaining_steps(
    account: StrictMock, command: Run, tmp_path: Path
) -> None:
    account.set_rows("servers", [server_row("notes", description="Kept.", **TOOLS)])
    account.set_rows("portals", [portal_row({"server_id": "notes", "default_disabled": True})])
    account.expect(11)
    account.fail_next({}, {}, {}, {}, {"status": 400, "json": {"success": False, "errors": []}})
    done = command("servers", "ensure", "notes", *NEW, "--auth-type", "oauth", "--recreate")
    server, place, error = done.err.splitlines()
    assert (done.code, error.partition(";")[0]) == (
        1,
        "error: server notes is deleted and may not be created again",
    )
    members = json.loads(server)["members"]
    assert members == {"description": "Kept.", **TOOLS}
    settings = tmp_path / "settings.json"
    settings.write_text(place)
    assert command("servers", "ensure", "notes", *NEW, "--auth-type", "oauth").code == 0
    done = command("portals", "attach", "team", "notes", "--settings", str(settings))
    assert (done.code, done.out) == (0, "portal team: server notes attached\n")
    (sent,) = json.loads(account.log[-1].body)["servers"]
    assert sent["default_disabled"] is True


def test_ctrl_c_in_ensure_prints_the_remaining_steps(
    account: StrictMock, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.expect(4)
    send = httpx.HTTPTransport.handle_request

    def interrupted(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        if request.method == "POST":
            raise KeyboardInterrupt
        return send(transport, request)

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", interrupted)
    monkeypatch.setattr("os._exit", int)
    done = command("servers", "ensure", "notes", *NEW, "--auth-type", "oauth", "--recreate")
    place, state, error = done.err.splitlines()
    assert json.loads(place)["portal"] == "team"
    assert state.startswith("server notes is deleted and may not be created again; it is not back")
    assert (done.code, error) == (130, "error: interrupted")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[]", "settings.json is not a JSON object"),
        ("{", "settings.json is not a JSON object"),
        ("{}", "settings.json: PortalServerAttachment: server_id: expected"),
        ('{"settings": 1}', "settings.json: PortalServerAttachment: server_id: expected"),
    ],
)
def test_settings_that_are_none_are_wrong_use(
    command: Run, tmp_path: Path, text: str, problem: str
) -> None:
    file = tmp_path / "settings.json"
    file.write_text(text)
    done = command("portals", "attach", "team", "mail", "--settings", str(file))
    assert done.code == 2
    assert problem in done.err


def test_an_underscore_is_wrong_use_unless_allowed(account: StrictMock, command: Run) -> None:
    account.expect(2)
    typed = ["servers", "ensure", "a_b", *NEW, "--auth-type", "oauth"]
    done = command(*typed)
    assert done.code == 2
    assert "no underscore" in done.err
    assert command(*typed, "--allow-underscore").code == 0


def test_attach_detach_and_allow(account: StrictMock, command: Run) -> None:
    account.expect(14)
    attach = ("portals", "attach", "team", "mail")
    assert command(*attach, "--dry-run").out == (
        "portal team: server mail would be attached\n"
        "on_behalf: false, because a bearer server has no credentials of each user\n"
    )
    assert command(*attach, "--on-behalf", "--tool", "find").out.splitlines() == [
        "portal team: server mail attached",
        "on_behalf: true",
        "tools: find and no others",
    ]
    done = command("portals", "allow", "team", "mail", "--tool", "find", "--tool", "write")
    assert done.out.endswith("enabled: find, write\ndisabled: none\n")
    done = command("portals", "allow", "team", "mail", "--tool", "fnd", "--output", "json")
    assert (done.code, done.out) == (1, "")
    assert "(nearest: find)" in done.err
    done = command("portals", "detach", "team", "mail", "--output", "json")
    assert json.loads(done.out)["action"] == "detached"
    assert command("portals", "detach", "team", "mail").code == 0


def test_help_of_attach_does_not_ask_for_a_server_that_the_portal_has(command: Run) -> None:
    assert (
        "SERVER-ID  Identifier of the server to publish."
        in command("portals", "attach", "--help").out
    )


def test_wait_is_silent_in_a_pipe(account: StrictMock, command: Run) -> None:
    account.set_rows("servers", [server_row("notes", status="waiting", tools=[])])
    account.expect(3)
    done = command("servers", "wait", "notes", "--timeout", "9")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("server notes: ready (tools: 4, prompts: 1) after")


def test_wait_shows_its_progress_on_a_terminal(
    account: StrictMock, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.expect(1)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    done = command("servers", "wait", "notes")
    assert done.code == 0
    assert "server notes is ready (tools: 2" in done.err


@pytest.mark.parametrize(
    ("members", "code", "problem"),
    [
        ({"auth_type": "oauth", "authentication_status": "required"}, 14, "needs a login"),
        ({}, 13, "is waiting (tools: 0, prompts: 0) after 3 s"),
    ],
)
def test_wait_has_one_exit_code_for_its_deadline_and_one_for_a_useless_wait(
    account: StrictMock, command: Run, members: dict[str, Any], code: int, problem: str
) -> None:
    account.set_rows("servers", [server_row("notes", status="waiting", tools=[], **members)])
    account.fail_next(*([] if members else [{}, {"status": 500}, *[{}] * 9]))
    done = command("servers", "wait", "notes", "--timeout", "3", "--output", "json")
    account.fail_next()
    account.expect(len(account.log))
    assert (done.code, done.out) == (code, "")
    error = json.loads(done.err)
    assert problem in error["message"]
    assert error["retryable"] is (code == 13)


@pytest.mark.parametrize(
    ("members", "verdict", "code"),
    [({}, "healthy", 0), ({"error": "odd"}, "unhealthy", 10), (None, "unknown", 11)],
)
def test_health_has_a_code_for_each_verdict(
    account: StrictMock, command: Run, members: dict[str, Any] | None, verdict: str, code: int
) -> None:
    account.set_rows("servers", [server_row("notes", **members or {})])
    if members is None:
        account.set_quirks("null_status")
    account.expect(4)
    done = command("health")
    assert done.code == code
    assert done.out.splitlines()[-1].startswith(f"{verdict} (servers: 1, portals: 1")
    assert json.loads(command("health", "--output", "json").out)["verdict"] == verdict


def test_snapshot_and_diff(account: StrictMock, command: Run, tmp_path: Path) -> None:
    account.expect(4)
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    new.write_text("before")
    new.chmod(0o640)
    assert command("snapshot", str(old)) == (0, "", "")
    assert command("snapshot").out == old.read_text()
    assert command("diff", str(old)) == (0, "", "")
    account.set_rows("servers", [server_row("notes", "find")])
    assert command("snapshot", str(new)).code == 0
    assert new.stat().st_mode & 0o777 == 0o640
    assert {file.name for file in tmp_path.iterdir()} == {"old.json", "new.json"}
    done = command("diff", str(old), str(new))
    assert done.code == 12
    assert done.out.splitlines()[-1] == "removed: tool write of server notes"
    done = command("diff", str(old), str(new), "--output", "json")
    assert json.loads(done.out)["changes"][-1] == {
        "action": "removed",
        "kind": "tool",
        "server_id": "notes",
        "name": "write",
        "members": [],
    }


def test_a_snapshot_that_cannot_be_written_leaves_the_file_as_it_was(
    account: StrictMock, command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    account.expect(1)
    file = tmp_path / "old.json"
    file.write_text("before")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = command("snapshot", str(file))
    problem = f"error: Could not open file '{file}': No space left on device\n"
    assert (done.code, done.err) == (1, problem)
    assert [file.read_text(), *tmp_path.iterdir()] == ["before", file]


def test_a_snapshot_can_be_piped_into_diff(
    account: StrictMock, command: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    account.expect(2)
    taken = command("snapshot", "-").out
    assert not [*tmp_path.iterdir()]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(taken.encode())))
    assert command("diff", "-") == (0, "", "")


def test_a_snapshot_can_be_written_to_a_device(account: StrictMock, command: Run) -> None:
    account.expect(1)
    assert command("snapshot", "/dev/null").code == 0


def test_diff_of_two_files_needs_no_credentials(
    command: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOUDFLARE_API_TOKEN")
    monkeypatch.delenv("CLOUDFLARE_ACCOUNT_ID")
    file = tmp_path / "old.json"
    file.write_text('{"format": "cloudflare-ai-controls snapshot", "version": 1, "servers": {}}')
    assert command("diff", str(file), str(file)) == (0, "", "")
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", TOKEN)
    done = command("diff", str(file))
    assert done.code == 2
    assert "Missing option '--account-id', or the second file" in done.err
    file.write_text("{}")
    for place, problem in (
        (str(file), f"{file}: not a snapshot"),
        (str(tmp_path), f"'{tmp_path}' is a directory"),
        ("no", "no: No such file"),
    ):
        done = command("diff", place, place)
        assert done.code == 2
        assert problem in done.err


def test_a_refusal_of_the_api_keeps_its_code(account: StrictMock, command: Run) -> None:
    account.expect(1)
    done = command("health", "--account-id", "0" * len(ACCOUNT))
    assert done.code == 7


@pytest.mark.parametrize(
    "typed",
    [
        ("servers", "ensure", "notes", *NEW, "--auth-type", "unauthenticated", "--recreate"),
        ("portals", "detach", "team", "notes"),
    ],
)
def test_a_task_that_deletes_asks_first_on_a_terminal(
    account: StrictMock, command: Run, monkeypatch: pytest.MonkeyPatch, typed: tuple[str, ...]
) -> None:
    asked: list[str] = []

    def refuse(question: str, **_: object) -> None:
        asked.append(question)
        raise click.Abort

    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    monkeypatch.setattr(click, "confirm", refuse)
    assert command(*typed).code == 130
    assert len(asked) == 1
    assert command(*typed, "--dry-run").code == 0
    assert command(*typed, "--yes").code == 0
    assert len(asked) == 1
    account.expect(len(account.log))
