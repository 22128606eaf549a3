"""Background tasks: their result, and their cancellation."""

from __future__ import annotations

import asyncio
import gc

import pytest

from cloudflare_api_core.background import BackgroundTask

pytestmark = pytest.mark.anyio


async def _echo(value: int) -> int:
    await asyncio.sleep(0)
    return value


async def _fail() -> int:
    raise ValueError("no")


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
            await asyncio.Event().wait()
        finally:
            ended.append(True)
        return 0

    for turns in range(4):
        work = BackgroundTask(lambda _: wait_for_ever())
        for _ in range(turns):
            await asyncio.sleep(0)
        work.cancel()
        await work.wait_cancelled()
        assert work.done()
    assert len(ended) >= 3


async def test_an_exception_that_nobody_retrieves_gives_no_warning(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work = BackgroundTask(lambda _: _fail())
    while not work.done():
        await asyncio.sleep(0)
    del work
    gc.collect()
    await asyncio.sleep(0)
    assert caplog.records == []


async def test_cancelling_the_wait_leaves_the_task_running() -> None:
    release = asyncio.Event()

    async def held() -> int:
        await release.wait()
        return 7

    work = BackgroundTask(lambda _: held())
    waiting = asyncio.create_task(work.wait())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    release.set()
    assert await work.wait() == 7


async def test_a_cancelled_task_keeps_the_connection_that_it_has() -> None:
    """What it waits for has come when it is cancelled: it must not come and be lost."""
    arriving: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    kept: list[str] = []

    async def take() -> int:
        kept.append(await arriving)
        return 0

    work = BackgroundTask(lambda _: take())
    await asyncio.sleep(0)
    arriving.set_result("a connection")
    work.cancel()
    await work.wait_cancelled()
    assert kept == ["a connection"]
