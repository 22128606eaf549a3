"""A wait syncs a server, and ends when it is ready, in time, or at once if it cannot help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cloudflare_ai_controls import APITimeoutError
from cloudflare_ai_controls_tasks import (
    CannotBecomeReadyError,
    WaitProgress,
    WaitTimeoutError,
    wait_until_ready,
)
from cloudflare_ai_controls_tasks.account import Account
from cloudflare_ai_controls_tasks.waiting import ready_server
from cloudflare_api_mock import StrictMock

from .conftest import Do
from .support import server_row

NOTHING = dict[str, Any]()
WAITING: dict[str, Any] = {"status": "waiting", "tools": [], "last_synced": "2026-05-01T12:00:00Z"}
DONE: dict[str, Any] = {"json": {"success": True, "result": {"status": "ready"}}}


def _failed(**details: Any) -> dict[str, Any]:
    result = {"status": "error", "error": "HTTP 530", "error_details": details}
    return {"json": {"success": False, "result": result}}


@pytest.fixture(autouse=True)
def account(cloudflare_mock: StrictMock) -> StrictMock:
    cloudflare_mock.set_rows("servers", [server_row("notes", **WAITING)])
    return cloudflare_mock


def _becoming(
    account: StrictMock, after: float, **members: Any
) -> tuple[list[str], Callable[[WaitProgress], None]]:
    """A progress callback that changes the server after some seconds, and its arguments."""
    told: list[str] = []

    def on_progress(progress: WaitProgress) -> None:
        told.append(str(progress))
        if progress.seconds >= after:
            account.set_rows("servers", [server_row("notes", **members)])

    return told, on_progress


def test_a_ready_server_is_not_synced(account: StrictMock, do: Do, pauses: list[float]) -> None:
    account.set_rows("servers", [server_row("notes")])
    account.expect(1)
    done = do(wait_until_ready, "notes")
    assert done.facts == ("server notes: ready (tools: 2, prompts: 0) after 0 s",)
    assert (done.server.id, done.seconds, pauses) == ("notes", 0, [])


def test_a_waiting_server_is_synced(account: StrictMock, do: Do) -> None:
    account.expect(3)
    assert do(wait_until_ready, "notes").server.status == "ready"
    assert [entry.method for entry in account.log] == ["GET", "POST", "GET"]


def test_effects_that_show_late_are_waited_for(
    account: StrictMock, do: Do, pauses: list[float]
) -> None:
    account.fail_next({}, DONE)
    account.expect(6)
    told, on_progress = _becoming(account, 3)
    done = do(wait_until_ready, "notes", on_progress=on_progress)
    assert told == [
        "0 s: server notes is waiting (tools: 0, prompts: 0)",
        "0 s: server notes is waiting (tools: 0, prompts: 0)",
        "2 s: server notes is waiting (tools: 0, prompts: 0)",
        "4 s: server notes is waiting (tools: 0, prompts: 0)",
        "8 s: server notes is ready (tools: 2, prompts: 0)",
    ]
    assert (done.seconds, sum(pauses)) == (7.5, 7.5)


def test_a_sync_that_may_pass_is_tried_again(
    account: StrictMock, do: Do, pauses: list[float]
) -> None:
    account.fail_next({}, _failed(retryable=True), *[NOTHING] * 6, _failed(), *[NOTHING] * 20)
    with pytest.raises(WaitTimeoutError, match=r"is waiting .* after 30 s; its sync fails"):
        do(wait_until_ready, "notes", timeout=30)
    account.expect(len(account.log))
    assert sum(entry.method == "POST" for entry in account.log) == 2
    assert sum(pauses) == 30
    account.fail_next()


def test_an_error_that_stays_ends_the_wait(account: StrictMock, do: Do) -> None:
    account.fail_next({}, _failed(retryable=False))
    account.expect(2)
    with pytest.raises(CannotBecomeReadyError, match=r"notes cannot be synced: .*530") as caught:
        do(wait_until_ready, "notes")
    assert caught.value.server is not None
    assert caught.value.server.id == "notes"


@pytest.mark.parametrize(
    ("auth_type", "status", "needed"),
    [("oauth", "required", "a login"), ("oauth", "stale", "a login"), ("bearer", "required", "cr")],
)
def test_a_server_that_needs_a_login_ends_the_wait(
    account: StrictMock, do: Do, auth_type: str, status: str, needed: str
) -> None:
    login = {"auth_type": auth_type, "authentication_status": status}
    account.set_rows("servers", [server_row("notes", **WAITING | login)])
    account.expect(1)
    with pytest.raises(CannotBecomeReadyError, match=f"needs {needed}.* is {status}"):
        do(wait_until_ready, "notes")


def test_an_old_error_does_not_end_the_wait_but_a_new_one_does(account: StrictMock, do: Do) -> None:
    error = {"status": "error", "error": "HTTP 401", "error_details": {"retryable": False}}
    account.set_rows("servers", [server_row("notes", **WAITING | error)])
    account.fail_next({}, DONE)
    account.expect(4)
    new: dict[str, Any] = WAITING | error | {"last_synced": "2026-05-02T12:00:00Z"}
    _, on_progress = _becoming(account, 0.5, **new)
    with pytest.raises(CannotBecomeReadyError, match="cannot be synced: HTTP 401"):
        do(wait_until_ready, "notes", on_progress=on_progress)


def test_a_lost_answer_to_a_sync_is_looked_up(account: StrictMock, do: Do) -> None:
    account.fail_next({}, {"drop": True})
    account.expect(3)
    assert do(wait_until_ready, "notes").server.status == "ready"


def test_the_deadline_ends_a_wait(account: StrictMock, do: Do, pauses: list[float]) -> None:
    account.fail_next({}, {"status": 500}, *[NOTHING] * 20)
    with pytest.raises(WaitTimeoutError, match="after 9 s; its sync may not have run: 500") as late:
        do(wait_until_ready, "notes", timeout=9)
    assert not isinstance(late.value, CannotBecomeReadyError)
    assert sum(pauses) == 9
    account.expect(len(account.log))
    account.fail_next()


def test_the_deadline_ends_a_read(pauses: list[float]) -> None:
    late = APITimeoutError("no answer")
    for expected, passed in ((APITimeoutError, 8.0), (WaitTimeoutError, 9.0)):
        pauses.clear()
        job = ready_server(Account("a"), "notes", timeout=9)
        next(job)
        pauses.append(passed)
        with pytest.raises(expected):
            job.throw(late)


@pytest.mark.parametrize("timeout", [0, -1, float("nan"), float("inf")])
def test_a_deadline_must_be_in_the_near_future(do: Do, timeout: float) -> None:
    with pytest.raises(ValueError, match="`timeout` to be above 0"):
        do(wait_until_ready, "notes", timeout=timeout)
