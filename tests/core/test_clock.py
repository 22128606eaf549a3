"""Time and chance."""

from __future__ import annotations

import asyncio
import time

import anyio
import pytest

from cloudflare_api_core import clock

pytestmark = pytest.mark.anyio


def test_now_is_the_time_of_day() -> None:
    before = time.time()
    assert before <= clock.now() <= time.time()


def test_what_elapsed_never_shrinks() -> None:
    moments = [clock.elapsed() for _ in range(100)]
    assert moments == sorted(moments)


def test_chance_varies_from_0_to_1() -> None:
    chances = {clock.chance() for _ in range(100)}
    assert len(chances) > 1
    assert all(0 <= chance <= 1 for chance in chances)


def test_sleep_waits_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    clock.sleep(7.5)
    assert slept == [7.5]


async def test_sleep_async_waits_as_long_as_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(anyio, "sleep", sleep)
    await clock.sleep_async(7.5)
    assert slept == [7.5]


async def test_sleep_async_lets_others_work() -> None:
    done: list[str] = []

    async def other() -> None:
        done.append("other")

    task = asyncio.create_task(other())
    await clock.sleep_async(0)
    assert done == ["other"]
    await task
