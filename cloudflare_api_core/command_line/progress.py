"""The progress of a list that is fetched page by page."""

from __future__ import annotations

import sys
from collections.abc import Generator, Iterable
from typing import TypeVar

from ..base_page import BasePage

__all__ = ["with_progress"]

T = TypeVar("T")


def with_progress(pages: Iterable[BasePage[T]], total: int | None) -> Generator[list[T]]:
    """Yield the rows of each page, and show on stderr how many of `total` have arrived.

    Nothing is shown if stderr is not a terminal, or if the rows are printed on one.
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
