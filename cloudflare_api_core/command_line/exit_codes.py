"""The exit codes of a command."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import click

from ..errors import (
    APIConnectionError,
    APIResponseValidationError,
    AuthenticationError,
    ConfigurationError,
    ConflictError,
    NotFoundError,
    PaginationError,
    PermissionDeniedError,
    RateLimitError,
    UnsuccessfulResponseError,
)

__all__ = ["EXIT_CODES", "ExitCode", "exit_code"]


class ExitCode(IntEnum):
    """The exit codes that every command has. A task has codes of its own from 10 on."""

    SUCCESS = 0
    FAILURE = 1
    WRONG_USE = 2
    NO_RESPONSE = 3
    BROKEN_CONTRACT = 4
    NOT_FOUND = 5
    CONFLICT = 6
    NOT_ALLOWED = 7
    RATE_LIMIT = 8
    UNSUCCESSFUL = 9
    INTERRUPTED = 130


EXIT_CODES: Final = {
    ExitCode.SUCCESS: "The command succeeded, or the reader of its output stopped reading.",
    ExitCode.FAILURE: "The API returned an error that has no code of its own, the task could not go"
    " on, or the output could not be written.",
    ExitCode.WRONG_USE: "The command, an argument, the credentials or the environment is wrong."
    " Nothing was sent.",
    ExitCode.NO_RESPONSE: "No response arrived, or none in time.",
    ExitCode.BROKEN_CONTRACT: "The response breaks the contract of the API.",
    ExitCode.NOT_FOUND: "The API returned 404: not found.",
    ExitCode.CONFLICT: "The API returned 409: in conflict with what exists.",
    ExitCode.NOT_ALLOWED: "The API returned 401 or 403: it refuses the credentials, or they lack a"
    " permission.",
    ExitCode.RATE_LIMIT: "The API returned 429: too many requests.",
    ExitCode.UNSUCCESSFUL: "The API carried the request out, but without success, such as a failed"
    " sync.",
    ExitCode.INTERRUPTED: "The command was interrupted, or its question not answered with yes.",
}


def exit_code(error: BaseException) -> int:
    """Return the exit code for the error that ended a command."""
    match error:
        case KeyboardInterrupt() | click.Abort():
            return ExitCode.INTERRUPTED
        case APIConnectionError():
            return ExitCode.NO_RESPONSE
        case APIResponseValidationError() | PaginationError():
            return ExitCode.BROKEN_CONTRACT
        case NotFoundError():
            return ExitCode.NOT_FOUND
        case ConflictError():
            return ExitCode.CONFLICT
        case AuthenticationError() | PermissionDeniedError():
            return ExitCode.NOT_ALLOWED
        case RateLimitError():
            return ExitCode.RATE_LIMIT
        case UnsuccessfulResponseError():
            return ExitCode.UNSUCCESSFUL
        case object(exit_code=int(code)):
            # An error of click or of a task.
            return code
        case ConfigurationError() | ValueError():
            return ExitCode.WRONG_USE
        case _:
            return ExitCode.FAILURE
