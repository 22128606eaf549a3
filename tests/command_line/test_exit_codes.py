"""The exit code and the line for each error that ends a command."""

from __future__ import annotations

import json
import re
from pathlib import Path

import click
import httpx
import pytest

from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    CloudflareError,
    ConfigurationError,
    CredentialsError,
    PaginationError,
)
from cloudflare_api_core.command_line.exit_codes import EXIT_CODES, ExitCode, exit_code
from cloudflare_api_core.command_line.failure import describe, to_json_line
from cloudflare_api_core.errors import status_error_class


class Refusal(CloudflareError):
    """An error of a task."""

    exit_code = ExitCode.CONFLICT


def status_error(status: int) -> APIStatusError:
    """The error of a response."""
    response = httpx.Response(status)
    return status_error_class(status)(str(status), response=response, body=None)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (status_error(200), 9, "200"),
        (status_error(302), 1, "302"),
        (status_error(400), 1, "400"),
        (status_error(401), 7, "401"),
        (status_error(403), 7, "403"),
        (status_error(404), 5, "404"),
        (status_error(409), 6, "409"),
        (status_error(422), 1, "422"),
        (status_error(429), 8, "429"),
        (status_error(500), 1, "500"),
        (APIError("a"), 1, "a"),
        (CloudflareError("the client is closed"), 1, "the client is closed"),
        (OSError(28, "No space left on device"), 1, "[Errno 28] No space left on device"),
        (ZeroDivisionError("division\nby zero"), 1, "ZeroDivisionError: division by zero"),
        (Refusal("another\nhostname"), 6, "another hostname"),
        (click.UsageError("No\n\tsuch option."), 2, "No such option"),
        (ConfigurationError("HTTPS_PROXY"), 2, "HTTPS_PROXY"),
        (CredentialsError("no credentials"), 2, "no credentials"),
        (ValueError("Expected `page`"), 2, "Expected `page`"),
        (APIConnectionError("no answer"), 3, "no answer"),
        (APITimeoutError("no answer in time"), 3, "no answer in time"),
        (APIResponseValidationError("result[0]"), 4, "result[0]"),
        (PaginationError("page 1 again"), 4, "page 1 again"),
        (click.Abort(), 130, "not confirmed"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
    ids=lambda each: str(each) if isinstance(each, APIStatusError) else type(each).__name__,
)
def test_every_end_has_a_code_and_a_line(error: BaseException, code: int, line: str) -> None:
    assert exit_code(error) == code
    assert code in EXIT_CODES
    assert describe(error).startswith(line)
    assert "\n" not in describe(error)
    shown = json.loads(to_json_line(error))
    assert shown["message"] == describe(error)


def test_guide_lists_the_codes() -> None:
    guide = (Path(__file__).parents[2] / "docs/guide.md").read_text("utf-8")
    _, _, table = guide.partition("| exit code |")
    assert [*map(int, re.findall(r"^\| (\d+) \|", table, re.MULTILINE))] == [*EXIT_CODES]
