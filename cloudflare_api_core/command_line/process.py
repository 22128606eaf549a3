"""A command as a process: its streams, its errors and its exit code."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

import click

from cloudflare_api_text import one_line

from .commands import make_commands
from .completion import complete
from .declaration import Program
from .exit_codes import exit_code
from .failure import describe, to_json_line

__all__ = ["run_process"]


def run_process(program: Program, arguments: Sequence[str]) -> int:
    """Run a command and return its exit code. An error is one line on stderr."""
    # A closed stream is None.
    sys.stdout = stdout = cast("Any", sys.stdout or open(os.devnull, "w"))  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    stdout.reconfigure(errors="backslashreplace")
    logger, waits = logging.getLogger(program.api.name), _Waits(logging.WARNING)
    if sys.stderr.isatty():
        logger.addHandler(waits)
    commands = make_commands(program)
    try:
        code = complete(program, commands)
        if code is None:
            code = _run(commands, _name(program), [*arguments])
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:
        _end_output()
        if isinstance(error, BrokenPipeError):
            return 0
        line = to_json_line(error) if _wants_json(arguments) else f"error: {describe(error)}"
        click.echo(line, err=True)
        if isinstance(error, KeyboardInterrupt):
            # Python would wait for the threads that still fetch pages.
            os._exit(exit_code(error))
        return exit_code(error)
    finally:
        logger.removeHandler(waits)
    return code


def _run(commands: click.Group, name: str, arguments: list[str]) -> int:
    try:
        with commands.make_context(name, arguments) as context:
            commands.invoke(context)
    except click.exceptions.Exit as end:
        return end.exit_code
    return 0


def _wants_json(arguments: Sequence[str]) -> bool:
    """Whether errors are wanted as JSON, also if the arguments could not be parsed."""
    return "--output=json" in arguments or ("--output", "json") in pairwise(arguments)


def _name(program: Program) -> str:
    """Return the command that the process was started with."""
    is_script = Path(sys.argv[0]).stem == program.distribution
    return program.distribution if is_script else f"python -m {program.api.name}"


class _Waits(logging.Handler):
    """Prints the waits of a command."""

    def emit(self, record: logging.LogRecord) -> None:
        print(one_line(record.getMessage()), file=sys.stderr)


def _end_output() -> None:
    try:
        sys.stdout.flush()
    except OSError:
        # Otherwise Python would try again when the process ends, and print a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
