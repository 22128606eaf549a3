"""Background tasks under asyncio and trio: their result, and their cancellation."""

from __future__ import annotations

import gc

import anyio
import pytest
from anyio.lowlevel import checkpoint

from cloudflare_api_core import clock
from cloudflare_api_core.background import BackgroundTask, event_loop, run_in_background

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    backend: str = request.param
    return backend


async def _echo(value: int) -> int:
    await checkpoint()
    return value


async def _fail() -> int:
    raise ValueError("no")


async def test_an_event_loop_is_the_same_for_all_its_tasks() -> None:
    async def find() -> object:
        return event_loop()

    assert await BackgroundTask(lambda _: find()).wait() is event_loop()


async def test_wait_returns_the_result() -> None:
    work = BackgroundTask(lambda _: _echo(7))
    assert not work.done()
    assert await work.wait() == 7
    assert work.done()
    assert (work.exception(), work.result()) == (None, 7)


async def test_wait_raises_the_exception_of_the_task() -> None:
    work = BackgroundTask(lambda _: _fail())
    with pytest.raises(ValueError, match=r"^no$"):
        await work.wait()
    assert isinstance(work.exception(), ValueError)


async def test_cancel_ends_the_task() -> None:
    ended: list[bool] = []

    async def wait_for_ever() -> int:
        try:
            await anyio.sleep_forever()
        finally:
            ended.append(True)
        return 0

    for turns in range(4):
        work = BackgroundTask(lambda _: wait_for_ever())
        for _ in range(turns):
            await checkpoint()
        work.cancel()
        await work.wait_cancelled()
        assert work.done()
    assert len(ended) >= 3


async def test_an_exception_that_nobody_retrieves_gives_no_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work = BackgroundTask(lambda _: _fail())
    while not work.done():
        await checkpoint()
    del work
    gc.collect()
    await checkpoint()
    assert caplog.records == []


async def test_cancelling_the_wait_leaves_the_task_running() -> None:
    release = anyio.Event()

    async def held() -> int:
        await release.wait()
        return 7

    work = BackgroundTask(lambda _: held())
    with anyio.CancelScope() as scope:
        scope.cancel()
        await work.wait()
    assert scope.cancelled_caught
    release.set()
    assert await work.wait() == 7


async def test_a_cancelled_task_keeps_the_connection_that_it_has() -> None:
    """The connection arrives at the moment of the cancellation, and must not be lost."""
    waiting, arriving = anyio.Event(), anyio.Event()
    kept: list[str] = []

    async def take() -> int:
        waiting.set()
        await arriving.wait()
        kept.append("a connection")
        return 0

    work = BackgroundTask(lambda _: take())
    await waiting.wait()
    arriving.set()
    work.cancel()
    await work.wait_cancelled()
    assert kept == ["a connection"]


async def test_an_error_of_work_that_its_deadline_ends_is_raised() -> None:
    async def leave_open(_: object) -> None:
        try:
            await anyio.sleep_forever()
        finally:
            await _fail()

    with pytest.raises(ValueError, match=r"^no$"):
        await run_in_background(leave_open, until=clock.monotonic())
