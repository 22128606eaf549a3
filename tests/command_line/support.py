"""Commands run as their users run them."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
import threading
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from types import MappingProxyType
from typing import IO, Any, NamedTuple

from cloudflare_api_core import Operation, Parameter, text
from cloudflare_api_core.command_line import Command
from cloudflare_api_mock import TOKEN, Mock

__all__ = ["COMMAND", "Done", "declared", "environment", "on_terminal", "start"]

COMMAND = (sys.executable, "-m", "cloudflare_ai_controls")


class Done(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str


def environment(mock: Mock) -> dict[str, str]:
    """What the commands find in the environment."""
    return {
        "CLOUDFLARE_ACCOUNT_ID": mock.account_id,
        "CLOUDFLARE_API_TOKEN": TOKEN,
        "CLOUDFLARE_BASE_URL": mock.base_url,
    }


def start(mock: Mock, arguments: Sequence[str], **settings: Any) -> subprocess.Popen[Any]:
    """Start a command as a process."""
    return subprocess.Popen([*COMMAND, *arguments], env=environment(mock), **settings)


def on_terminal(
    mock: Mock,
    arguments: Sequence[str],
    streams: Container[str],
    columns: int = 80,
    env: Mapping[str, str] = MappingProxyType({}),
    stdout: IO[str] | int = subprocess.PIPE,
) -> tuple[Done, str]:
    """Run a command with some streams on a terminal; also return what that was sent."""
    terminal, its_end = os.openpty()
    termios.tcsetwinsize(its_end, (24, columns))
    shown = bytearray()

    def read() -> None:
        with suppress(OSError):  # which is how a terminal ends
            while data := os.read(terminal, 1000):
                shown.extend(data)

    reader = threading.Thread(target=read)
    reader.start()
    done = subprocess.run(
        [*COMMAND, *arguments],
        env=environment(mock) | {"TERM": "xterm"} | dict(env),
        stdout=its_end if "stdout" in streams else stdout,
        stderr=its_end if "stderr" in streams else subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(its_end)
    reader.join()
    os.close(terminal)
    return Done(done.returncode, done.stdout, done.stderr), shown.decode().replace("\r\n", "\n")


def declared(*parameters: Parameter, positional: str | None = None, **more: Any) -> Command:
    """A command of these parameters."""
    operation = Operation(
        id="doIt", method="POST", path="/it", parameters=parameters, result=text, **more
    )
    return Command(
        operation=operation,
        group="a.things",
        name="do",
        summary="Do it",
        description="",
        parameters={each.argument: f"What {each.argument} is." for each in parameters},
        positional=positional,
    )
