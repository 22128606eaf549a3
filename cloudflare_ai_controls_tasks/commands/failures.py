"""The exit codes that tasks have of their own, and the errors that they turn into others."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Final

import click

from cloudflare_api_core.command_line import ExitCode

from ..errors import (
    CannotBecomeReadyError,
    ConcurrentChangeError,
    RecreateRequiredError,
    TaskError,
    WaitTimeoutError,
)

__all__ = ["CANNOT_HELP", "DEADLINE", "DIFFERENT", "UNHEALTHY", "UNKNOWN", "failures"]

UNHEALTHY: Final = 10
UNKNOWN: Final = 11
DIFFERENT: Final = 12
DEADLINE: Final = 13
CANNOT_HELP: Final = 14
_CODES: Final[Mapping[type[TaskError], int]] = {
    # This one before its base.
    CannotBecomeReadyError: CANNOT_HELP,
    WaitTimeoutError: DEADLINE,
    ConcurrentChangeError: ExitCode.CONFLICT,
    RecreateRequiredError: ExitCode.CONFLICT,
}


@contextmanager
def failures() -> Generator[None]:
    """Give an error of a task that has an exit code of its own that code."""
    try:
        yield
    except TaskError as error:
        code = next((code for kind, code in _CODES.items() if isinstance(error, kind)), None)
        if code is None:
            raise
        name, message = type(error).__name__, str(error)
        members = {"exit_code": code, "retryable": error.retryable}
    else:
        return
    raise type(name, (click.ClickException,), members)(message)
