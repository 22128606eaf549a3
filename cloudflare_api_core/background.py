"""Work that runs in a task of its own, on asyncio or trio.

Imported only when it is needed, as httpx imports asyncio and anyio.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from contextvars import copy_context
from math import inf
from types import ModuleType
from typing import Any, Final, Generic, TypeVar

import anyio

from . import clock

__all__ = ["BackgroundTask", "event_loop", "run_in_background"]

T = TypeVar("T")

# Event loops hold their tasks by weak references.
_RUNNING: Final = set[asyncio.Task[None]]()


def event_loop() -> object:
    """Return an object that stands for the running event loop of asyncio or trio."""
    if trio := _running_trio():
        return trio.lowlevel.current_trio_token()
    return asyncio.get_running_loop()


def _running_trio() -> ModuleType | None:
    # A program that runs in trio has imported it.
    trio = sys.modules.get("trio")
    return trio if trio and trio.lowlevel.in_trio_run() else None


class BackgroundTask(Generic[T]):
    """Work that runs until it is done or cancelled.

    `work` is given a scope of anyio. While the work shields that scope, a cancellation waits.
    """

    def __init__(self, work: Callable[[anyio.CancelScope], Awaitable[T]]) -> None:
        self._scope, self._shield = anyio.CancelScope(), anyio.CancelScope()
        self._ended = anyio.Event()
        self._results = list[T]()
        self._error: BaseException | None = None
        if trio := _running_trio():
            trio.lowlevel.spawn_system_task(self._run, work, context=copy_context())
        else:
            task = asyncio.create_task(self._run(work))
            _RUNNING.add(task)
            task.add_done_callback(_RUNNING.discard)
            # A task that is cancelled before it begins does not run at all.
            task.add_done_callback(lambda _: self._ended.set())

    async def _run(self, work: Callable[[anyio.CancelScope], Awaitable[T]]) -> None:
        try:
            with self._scope, self._shield:
                self._results.append(await work(self._shield))
        except BaseException as error:
            # `result` raises it in the waiting task.
            self._error = error
        finally:
            self._ended.set()

    def done(self) -> bool:
        """Whether the work has ended in any way."""
        return self._ended.is_set()

    @property
    def has_result(self) -> bool:
        """Whether the work has ended with a result."""
        return bool(self._results)

    def exception(self) -> BaseException | None:
        """Return the exception that has ended the work, if one has."""
        return self._error

    def result(self) -> T:
        """Return the result of work that has ended, or raise its exception."""
        if self._results:
            return self._results[0]
        try:
            raise self._error or asyncio.CancelledError
        finally:
            # The traceback holds this frame, which would hold the exception.
            del self

    async def wait(self) -> T:
        """Wait for the result. Cancelling the wait leaves the work running."""
        await self._ended.wait()
        return self.result()

    def cancel(self) -> None:
        """Cancel the work without waiting for its end."""
        self._scope.cancel()

    async def wait_cancelled(self) -> None:
        """Wait until work that was cancelled has ended, or is shielded and will end by itself."""
        interrupt = None
        with anyio.CancelScope(shield=True):
            while not (self.done() or self._shield.shield):
                try:
                    await self._ended.wait()
                except asyncio.CancelledError as error:
                    # The scope shields from other scopes, but not from `Task.cancel`.
                    interrupt = error
        if interrupt:
            raise interrupt


async def run_in_background(
    work: Callable[[anyio.CancelScope], Awaitable[T]],
    discard: Callable[[T], Awaitable[Any]] | None = None,
    *,
    until: float = inf,
) -> T:
    """Run work in a task of its own, and cancel it if the caller is cancelled.

    `discard` releases a result that arrives after the cancellation. At the moment `until` of
    `clock.monotonic`, unfinished work is cancelled and TimeoutError is raised.
    """
    task = BackgroundTask(work)
    try:
        with anyio.move_on_after(until - clock.monotonic()):
            return await task.wait()
        task.cancel()
        await task.wait_cancelled()
        if task.has_result or task.exception():
            # The work ended during its cancellation.
            return task.result()
        raise TimeoutError("the deadline has passed")
    except anyio.get_cancelled_exc_class():
        task.cancel()
        try:
            await task.wait_cancelled()
        finally:
            if discard and task.has_result:
                await run_in_background(lambda _: discard(task.result()))
        raise
