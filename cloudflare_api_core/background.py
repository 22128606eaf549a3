"""A coroutine that runs in a task of its own.

Imported only when it is needed, as httpx imports asyncio and anyio.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

import anyio

__all__ = ["BackgroundTask"]

T = TypeVar("T")


class BackgroundTask(Generic[T]):
    """A coroutine that runs until it is done or cancelled."""

    def __init__(self, work: Coroutine[Any, Any, T]) -> None:
        # A task that asyncio cancels may be given a connection in the same moment, and lose it for
        # good. httpx's pool is made for scopes of anyio, which do not cancel at that point.
        self._scope = anyio.CancelScope()
        self._task = asyncio.create_task(self._run(work))
        # Otherwise asyncio would warn of an exception that nobody has retrieved.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def _run(self, work: Coroutine[Any, Any, T]) -> T:
        with self._scope:
            return await work
        raise asyncio.CancelledError

    async def wait(self) -> T:
        """Wait for the result. Cancelling the wait leaves the coroutine running."""
        await asyncio.wait({self._task})
        return self.result()

    def done(self) -> bool:
        """Whether there is a result, or an exception."""
        return self._task.done()

    def exception(self) -> BaseException | None:
        """Return the exception that the coroutine has raised, once it is done."""
        return self._task.exception()

    def result(self) -> T:
        """Return the result of the coroutine once it is done, or raise its exception."""
        return self._task.result()

    def cancel(self) -> None:
        """Cancel the coroutine without waiting for its end."""
        self._scope.cancel()

    async def wait_finished(self) -> None:
        """Wait until the coroutine has ended in any way."""
        await asyncio.wait({self._task})
