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
        self.task: asyncio.Task[T] = asyncio.create_task(self._run(work))
        # Otherwise asyncio would warn of an exception that nobody has retrieved.
        self.task.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def _run(self, work: Coroutine[Any, Any, T]) -> T:
        with self._scope:
            return await work
        raise asyncio.CancelledError

    async def wait(self) -> T:
        """Wait for the result. Cancelling the wait leaves the coroutine running."""
        await asyncio.wait({self.task})
        return self.task.result()

    def cancel(self) -> None:
        """Cancel the coroutine without waiting for its end."""
        self._scope.cancel()

    async def wait_finished(self) -> None:
        """Wait until the coroutine has ended in any way."""
        await asyncio.wait({self.task})
