"""How far a walk is, for whoever watches."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import TypeVar

from ..page_numbers import Page

__all__ = ["with_progress"]

T = TypeVar("T")


def with_progress(pages: Iterable[Page[T]], total: int | None) -> Generator[list[T]]:
    """Yield the rows of pages, showing on stderr how many of how many have come.

    Only a terminal is shown that, and not if the rows themselves are printed there.
    """
    if not sys.stderr.isatty() or sys.stdout.isatty():
        yield from (page.result for page in pages)
        return

    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeElapsedColumn

    with Progress(
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=True,
    ) as progress:
        task = progress.add_task("", total=total)
        for page in pages:
            progress.advance(task, len(page.result))
            yield page.result
