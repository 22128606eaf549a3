"""An error as JSON, for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cloudflare_api_core import APIError, APITimeoutError
from cloudflare_api_core.command_line.failure import to_json_line
from cloudflare_api_mock import StrictMock

from .support import Done

Run = Callable[..., Done]


def error_of(done: Done) -> dict[str, Any]:
    """The error on stderr. Nothing else was printed."""
    assert done.out == ""
    assert done.err.isascii()
    assert done.err.removesuffix("\n").isprintable()
    error: dict[str, Any] = json.loads(done.err)
    return error


def test_error_of_the_api_has_all_members(command: Run, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    entry = {"code": 7, "message": "No\x7f \u202e\U0001f600", "path": ["a"]}
    cloudflare_mock.fail_next(
        {
            "status": 429,
            "json": {"success": False, "errors": [entry | {"source": {"pointer": "/a"}}]},
            "headers": {"cf-ray": "8a-FRA", "retry-after": "5"},
        }
    )
    done = command("servers", "read", "a", "--max-retries", "0", "--output=json")
    error = error_of(done)
    assert done.code == 8
    assert error.pop("message").startswith("429 Too Many Requests: [7] No")
    assert error == {
        "type": "RateLimitError",
        "status": 429,
        "errors": [entry | {"documentation_url": None, "source": {"pointer": "/a"}}],
        "ray_id": "8a-FRA",
        "retryable": True,
        "retry_after": 5.0,
        "result": None,
    }


@pytest.mark.parametrize("details", [{"retryable": True}, {"retryable": False}, None])
def test_failed_sync_has_its_result(
    command: Run, cloudflare_mock: StrictMock, details: dict[str, Any] | None
) -> None:
    cloudflare_mock.expect()
    result = {"status": "error", "error": "refused", "error_details": details}
    cloudflare_mock.fail_next({"status": 200, "json": {"success": False, "result": result}})
    done = command("servers", "sync", "my-mcp-server", "--output", "json")
    error = error_of(done)
    assert done.code == 9
    assert error["message"].startswith("200 without success: error: refused (POST ")
    assert (error["type"], error["status"]) == ("UnsuccessfulResponseError", 200)
    assert error["result"] == result
    assert error["retryable"] is bool(details and details["retryable"])


def test_secret_that_the_api_echoes_is_not_shown(
    command: Run, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "canary-1")
    cloudflare_mock.expect()
    error = {"code": 1, "message": "canary-1", "path": ["canary-1"]}
    result = {"error": "canary-1", "auth_credentials": "canary-1"}
    answer = {"success": False, "errors": [error], "result": result}
    cloudflare_mock.fail_next({"status": 200, "json": answer})
    typed = ["servers", "update", "a", "--auth-credentials", "env:SECRET", "--output", "json"]
    done = command(*typed)
    assert done.code == 9
    assert error_of(done)["result"]["error"] == "***"
    assert "canary" not in done.err


@pytest.mark.parametrize(
    ("typed", "kind", "part"),
    [
        (["--bogus"], "UsageError", "No such option"),
        (["--page", "x"], "UsageError", "Invalid value for '--page'"),
        (["--per-page", "101"], "ValueError", "Expected `--per-page` to be at most 100"),
    ],
)
def test_wrong_use_is_json_too(command: Run, typed: list[str], kind: str, part: str) -> None:
    done = command("servers", "list", *typed, "--output", "json")
    error = error_of(done)
    assert (done.code, error["type"], error["status"]) == (2, kind, None)
    assert part in error["message"]
    assert (error["errors"], error["retryable"]) == ([], False)


def test_missing_credentials_are_json_too(command: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CLOUDFLARE_API_TOKEN")
    done = command("servers", "list", "--output", "json")
    assert (done.code, error_of(done)["type"]) == (2, "CredentialsError")


@pytest.mark.parametrize(
    ("error", "retryable"),
    [
        (APITimeoutError("late"), True),
        (APIError("broken"), False),
        (OSError(28, "No space left on device"), False),
        (KeyboardInterrupt(), False),
    ],
)
def test_error_without_a_response_has_no_status(error: BaseException, retryable: bool) -> None:
    shown = json.loads(to_json_line(error))
    assert (shown["type"], shown["status"]) == (type(error).__name__, None)
    assert shown["retryable"] is retryable
