"""The exit codes of a command, and the message for an error."""

from __future__ import annotations

from typing import Final

import click

from cloudflare_api_text import one_line

from ..errors import (
    APIConnectionError,
    APIResponseValidationError,
    CloudflareError,
    ConfigurationError,
    PaginationError,
)

__all__ = ["EXIT_CODES", "describe", "exit_code"]

EXIT_CODES: Final = {
    0: "The command succeeded, or the reader of its output stopped reading.",
    1: "The API returned an error, or the output could not be written.",
    2: "The command, an argument, the credentials or the environment is wrong. Nothing was sent.",
    3: "No response arrived, or none in time.",
    4: "The response breaks the contract of the API.",
    130: "The command was interrupted.",
}


def exit_code(error: BaseException) -> int:
    """Return the exit code for the error that ended a command."""
    match error:
        case KeyboardInterrupt():
            return 130
        case APIConnectionError():
            return 3
        case APIResponseValidationError() | PaginationError():
            return 4
        case click.UsageError() | ConfigurationError() | ValueError():
            return 2
        case _:
            return 1


def describe(error: BaseException) -> str:
    """Return one line about the error that ended a command."""
    match error:
        case KeyboardInterrupt():
            return "interrupted"
        case click.UsageError():
            command = f" (see {error.ctx.command_path} --help)" if error.ctx else ""
            return one_line(error.format_message()).removesuffix(".") + command
        case CloudflareError() | ValueError() | OSError():
            return one_line(str(error))
        case _:
            return one_line(f"{type(error).__name__}: {error}")
