"""A job: the steps of a task, described once for the sync and the async client.

A job is a generator. It yields each step, gets its outcome, and decides the next one, so
`yield from` makes one job a part of another. `run` takes the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import frozen

from cloudflare_ai_controls import Cloudflare, McpPortal, McpServer, SyncV4PagePaginationArray

__all__ = [
    "Call",
    "Job",
    "Listing",
    "Pages",
    "Pause",
    "Step",
    "Walk",
    "call",
    "joined",
    "pause",
    "walk",
]

T = TypeVar("T")
Row = TypeVar("Row", McpServer, McpPortal)
Pages: TypeAlias = SyncV4PagePaginationArray[Row]


@frozen
class Call(Generic[T]):
    """One call. The async client has the same methods, and what they return is awaited."""

    method: Callable[[Cloudflare], T]


@frozen
class Walk(Generic[Row]):
    """A walk over all pages of a list, given the call that fetches the first one."""

    first: Callable[[Cloudflare], Pages[Row]]


@frozen
class Pause:
    """A time in which nothing happens."""

    seconds: float


Step: TypeAlias = Call[Any] | Walk[Any] | Pause
Job: TypeAlias = Generator[Step, Any, T]


@frozen
class Listing(Generic[Row]):
    """The rows of a whole list."""

    rows: Mapping[str, Row]
    """Each row once, by its id, in the order of the list."""
    total: int
    """The number of rows that there are, as far as the API says; at least those that came."""

    @property
    def is_complete(self) -> bool:
        """Whether no row is known to be missing."""
        return len(self.rows) == self.total


def joined(pages: Iterable[Pages[Row]]) -> Listing[Row]:
    """Join the pages of a list, whose rows may move from one to another while it is walked."""
    rows: dict[str, Row] = {}
    totals = [0]
    for page in pages:
        rows |= {row.id: row for row in page.result}
        totals.append((page.result_info and page.result_info.total_count) or 0)
    return Listing(rows, max(*totals, len(rows)))


def call(method: Callable[[Cloudflare], T]) -> Job[T]:
    """Make one call and return its result."""
    result: T = yield Call(method)
    return result


def walk(first: Callable[[Cloudflare], Pages[Row]]) -> Job[Listing[Row]]:
    """Fetch a whole list, several pages at a time."""
    listing: Listing[Row] = yield Walk(first)
    return listing


def pause(seconds: float) -> Job[None]:
    """Wait."""
    yield Pause(seconds)
