"""A coroutine that runs beside the one that will ask for its result.

Imported when it is needed, as httpx imports asyncio and anyio.
"""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, Generic, TypeVar

import anyio

__all__ = ["BackgroundTask"]

T = TypeVar("T")


class BackgroundTask(Generic[T]):
    """Runs a coroutine in a task of its own, until it is done or cancelled."""

    def __init__(self, work: Coroutine[Any, Any, T]) -> None:
        # A task that is cancelled by asyncio may be given a connection in the same moment, and lose
        # it for good; a scope of anyio, which httpx's pool is made for, does not cut in there.
        self._scope = anyio.CancelScope()
        self._task = asyncio.create_task(self._run(work))
        # Otherwise asyncio would complain where nobody asks what became of it.
        self._task.add_done_callback(lambda task: task.cancelled() or task.exception())

    async def _run(self, work: Coroutine[Any, Any, T]) -> T:
        with self._scope:
            return await work
        raise asyncio.CancelledError

    async def wait(self) -> T:
        """Wait for the result. Who is cancelled meanwhile leaves the work running."""
        await asyncio.wait({self._task})
        return self.result()

    def done(self) -> bool:
        """Whether there is a result, or an exception."""
        return self._task.done()

    def exception(self) -> BaseException | None:
        """Return what the work raised, once it is done."""
        return self._task.exception()

    def result(self) -> T:
        """Return the result of what is done, or raise what it raised."""
        return self._task.result()

    def cancel(self) -> None:
        """Let the work end soon."""
        self._scope.cancel()

    async def wait_finished(self) -> None:
        """Wait for the end of the work, whatever becomes of it."""
        await asyncio.wait({self._task})
