"""A job: the steps of a task, described once for the sync and the async client.

A job is a generator. It yields each step, gets its outcome, and decides the next one, so
`yield from` makes one job a part of another. `run` takes the steps.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from attrs import define, field, frozen

from cloudflare_ai_controls import McpPortal, McpServer, SyncV4PagePaginationArray

if TYPE_CHECKING:
    from cloudflare_ai_controls.resources.zero_trust_access_ai_controls_mcp import Mcp

__all__ = ["Call", "Job", "Listing", "Pages", "Pause", "Step", "Walk", "call", "pause", "walk"]

T = TypeVar("T")
Row = TypeVar("Row", McpServer, McpPortal)
Pages: TypeAlias = SyncV4PagePaginationArray[Row]


@frozen
class Call(Generic[T]):
    """One call. The result of an async client's method is awaited."""

    method: Callable[[Mcp], T]
    deadline: float | None
    """Seconds in which the call must end. None: as the client has it."""


@frozen
class Walk(Generic[Row, T]):
    """A walk over all pages of a list."""

    first: Callable[[Mcp], Pages[Row]]
    """Fetches the first page."""
    keep: Callable[[Row], T]
    """Returns the part of a row to keep. Runs while other pages are being fetched."""


@frozen
class Pause:
    """A time in which nothing happens."""

    seconds: float


Step: TypeAlias = Call[Any] | Walk[Any, Any] | Pause
Job: TypeAlias = Generator[Step, Any, T]


@define
class Listing(Generic[T]):
    """The kept parts of the rows of a whole list."""

    rows: dict[str, T] = field(factory=dict[str, T])
    """By the id of the row, in the order of the list. A row may move from one page to another."""
    total: int = 0
    """The largest total that a page has given."""

    def add(self, page: Pages[Row], keep: Callable[[Row], T]) -> None:
        self.rows |= {row.id: keep(row) for row in page.result}
        self.total = max(self.total, (page.result_info and page.result_info.total_count) or 0)

    @property
    def is_complete(self) -> bool:
        """Whether no row is known to be missing."""
        return len(self.rows) >= self.total


def call(method: Callable[[Mcp], T], deadline: float | None = None) -> Job[T]:
    """Make one call and return its result."""
    result: T = yield Call(method, deadline)
    return result


def walk(first: Callable[[Mcp], Pages[Row]], keep: Callable[[Row], T]) -> Job[Listing[T]]:
    """Fetch a whole list, several pages at a time."""
    listing: Listing[T] = yield Walk(first, keep)
    return listing


def pause(seconds: float) -> Job[None]:
    """Wait."""
    yield Pause(seconds)
