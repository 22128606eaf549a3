"""Argument parsers, tables and errors of the programs in tools/.

All text is made printable: documents, servers and other programs wrote it.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NoReturn

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from cloudflare_api_text import printable

__all__ = ["argument_parser", "at_least", "print_error", "print_line", "print_table", "run"]

_PIPE_WIDTH: Final = 1000


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {printable(message)}\n")


def argument_parser(program: str, description: str | None) -> ArgumentParser:
    """Return the parser of `python -m tools.<program>`, with this description as help."""
    return _Parser(
        prog=f"python -m tools.{program}",
        description=description,
        formatter_class=RawDescriptionHelpFormatter,
    )


def at_least(least: int) -> Callable[[str], int]:
    """Return the type of an option that is a whole number of at least `least`."""

    def number(text: str) -> int:
        if not text.isdecimal() or int(text) < least:
            raise ArgumentTypeError(f"must be a whole number of at least {least}, not {text!r}")
        return int(text)

    return number


def run(main: Callable[[], int]) -> NoReturn:
    """End the process with the exit code of a program, or with 1 if its output is closed."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Python writes what is left in the buffer when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    sys.exit(code)


def print_line(text: object) -> None:
    print(printable(f"{text}"))


def print_error(problem: object, prefix: str = "error: ") -> None:
    """Print a problem on stderr, a line for each of its lines."""
    for line in f"{problem}".splitlines():
        print(f"{prefix}{printable(line)}", file=sys.stderr)


def print_table(
    title: str,
    columns: Sequence[str | Column],
    rows: Iterable[Sequence[str]],
    *,
    show_header: bool = True,
) -> None:
    """Print a title and a table. A terminal wraps long cells; in a pipe, a row is one line."""
    table = Table(*columns, box=None, pad_edge=False, show_header=show_header)
    for row in rows:
        table.add_row(*(Text(printable(cell), overflow="fold") for cell in row))
    print_line(title)
    Console(width=None if sys.stdout.isatty() else _PIPE_WIDTH).print(table)
