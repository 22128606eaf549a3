"""Work beside the reader: it gives its result, or ends when it is told to, and never in between."""

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


async def test_it_gives_the_result() -> None:
    work = BackgroundTask(_echo(7))
    assert not work.done()
    assert await work.wait() == 7
    assert work.done()
    assert (work.exception(), work.result()) == (None, 7)


async def test_it_raises_what_was_raised() -> None:
    work = BackgroundTask(_fail())
    with pytest.raises(ValueError, match=r"^no$"):
        await work.wait()
    assert isinstance(work.exception(), ValueError)


async def test_it_ends_when_it_is_told_to() -> None:
    ended: list[bool] = []

    async def wait_for_ever() -> int:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(True)
        return 0

    for turns in range(4):
        work = BackgroundTask(wait_for_ever())
        for _ in range(turns):
            await asyncio.sleep(0)
        work.cancel()
        await work.wait_finished()
        assert work.done()
    assert len(ended) >= 3


async def test_a_failure_that_nobody_asks_for_is_no_complaint(
    caplog: pytest.LogCaptureFixture,
) -> None:
    work = BackgroundTask(_fail())
    while not work.done():
        await asyncio.sleep(0)
    del work
    gc.collect()
    await asyncio.sleep(0)
    assert caplog.records == []


async def test_who_waits_may_be_cancelled_without_ending_the_work() -> None:
    release = asyncio.Event()

    async def held() -> int:
        await release.wait()
        return 7

    work = BackgroundTask(held())
    waiting = asyncio.create_task(work.wait())
    await asyncio.sleep(0)
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    release.set()
    assert await work.wait() == 7


async def test_what_the_work_has_got_already_it_may_keep() -> None:
    """What it waits for has come when it is cancelled: it must not come and be lost."""
    arriving: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    kept: list[str] = []

    async def take() -> int:
        kept.append(await arriving)
        return 0

    work = BackgroundTask(take())
    await asyncio.sleep(0)
    arriving.set_result("a connection")
    work.cancel()
    await work.wait_finished()
    assert kept == ["a connection"]
