"""What the exit code of a command says."""

from __future__ import annotations

from typing import Final

import click

from ..errors import (
    APIConnectionError,
    APIResponseValidationError,
    CloudflareError,
    CredentialsError,
    PaginationError,
    one_line,
)

__all__ = ["EXIT_CODES", "describe", "exit_code"]

EXIT_CODES: Final = {
    0: "It worked, or whoever read the output had enough of it.",
    1: "The API refused or failed, or the output could not be written.",
    2: "The command, an argument or the credentials are wrong; nothing was sent.",
    3: "No answer came, or none in time.",
    4: "The answer is not what the contract says.",
    130: "Interrupted.",
}


def exit_code(error: BaseException) -> int:
    """Return the exit code for what ended a command."""
    match error:
        case KeyboardInterrupt():
            return 130
        case APIConnectionError():
            return 3
        case APIResponseValidationError() | PaginationError():
            return 4
        case click.UsageError() | CredentialsError() | ValueError():
            return 2
        case _:
            return 1


def describe(error: BaseException) -> str:
    """Say on one line what ended a command."""
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
