"""Commands run as their users run them."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Container, Sequence
from typing import IO, Any, NamedTuple

from cloudflare_api_core import Operation, Parameter, text
from cloudflare_api_core.command_line.declaration import Command
from cloudflare_api_mock import TOKEN, Mock
from tests.forks import python
from tests.terminal import run_on_terminal

__all__ = ["COMMAND", "Done", "Terminal", "declared", "environment", "on_terminal", "start"]

COMMAND = ("-m", "cloudflare_ai_controls")


class Done(NamedTuple):
    """The end of a command."""

    code: int
    out: str
    err: str


class Terminal(io.StringIO):
    """A terminal in the place of a stream of this process."""

    def isatty(self) -> bool:
        return True

    def reconfigure(self, **settings: Any) -> None:
        """A terminal takes every character."""


def environment(mock: Mock) -> dict[str, str]:
    """The environment of the commands."""
    return {
        "CLOUDFLARE_ACCOUNT_ID": mock.account_id,
        "CLOUDFLARE_API_TOKEN": TOKEN,
        "CLOUDFLARE_BASE_URL": mock.base_url,
    }


def start(mock: Mock, arguments: Sequence[str], **settings: Any) -> subprocess.Popen[Any]:
    """Start a command as a process."""
    return subprocess.Popen(
        [sys.executable, *COMMAND, *arguments], env=environment(mock), **settings
    )


def on_terminal(
    mock: Mock,
    arguments: Sequence[str],
    streams: Container[str],
    stdout: IO[str] | int = subprocess.PIPE,
) -> tuple[Done, str]:
    """Run a command with some streams on a terminal. Also returns the text on the terminal."""
    program = [*python(), *COMMAND, *arguments]
    done, shown = run_on_terminal(program, environment(mock), streams, stdout=stdout)
    return Done(done.returncode, done.stdout, done.stderr), shown


def declared(*parameters: Parameter, positional: str = "", **more: Any) -> Command:
    """A command of these parameters."""
    operation = Operation(
        id="doIt", method="POST", path="/it", parameters=parameters, result=text, **more
    )
    return Command(
        operation=operation,
        description="Do it.",
        arguments={each.argument: f"What {each.argument} is." for each in parameters},
        positional=(positional,),
    )
