"""The question before something is deleted or replaced."""

from __future__ import annotations

import sys

import click

from cloudflare_api_text import one_line

__all__ = ["confirm"]


def confirm(question: str) -> None:
    """Ask a question, and raise click.Abort unless the answer is yes.

    Without a terminal, such as in a pipe, nothing is asked.
    """
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        click.confirm(one_line(question), abort=True, err=True)
