"""What ended a command is told by its exit code and a line."""

from __future__ import annotations

import click
import httpx
import pytest

from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APITimeoutError,
    CloudflareError,
    ConfigurationError,
    CredentialsError,
    NotFoundError,
    PaginationError,
)
from cloudflare_api_core.command_line.exit_codes import EXIT_CODES, describe, exit_code

NOT_FOUND = NotFoundError("404 Not Found", response=httpx.Response(404), body=None)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (NOT_FOUND, 1, "404 Not Found"),
        (APIError("a"), 1, "a"),
        (CloudflareError("the client is closed"), 1, "the client is closed"),
        (OSError(28, "No space left on device"), 1, "[Errno 28] No space left on device"),
        (ZeroDivisionError("division\nby zero"), 1, "ZeroDivisionError: division by zero"),
        (click.UsageError("No\n\tsuch option."), 2, "No such option"),
        (ConfigurationError("HTTPS_PROXY"), 2, "HTTPS_PROXY"),
        (CredentialsError("no credentials"), 2, "no credentials"),
        (ValueError("Expected `page`"), 2, "Expected `page`"),
        (APIConnectionError("no answer"), 3, "no answer"),
        (APITimeoutError("no answer in time"), 3, "no answer in time"),
        (APIResponseValidationError("result[0]"), 4, "result[0]"),
        (PaginationError("page 1 again"), 4, "page 1 again"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
    ids=lambda each: type(each).__name__ if isinstance(each, BaseException) else "",
)
def test_every_end_has_a_code_and_a_line(error: BaseException, code: int, line: str) -> None:
    assert exit_code(error) == code
    assert code in EXIT_CODES
    assert describe(error).startswith(line)
    assert "\n" not in describe(error)
