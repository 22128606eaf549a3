"""Time and randomness."""

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


def test_monotonic_never_goes_back() -> None:
    moments = [clock.monotonic() for _ in range(100)]
    assert moments == sorted(moments)


def test_random_varies_from_0_to_1() -> None:
    numbers = {clock.random() for _ in range(100)}
    assert len(numbers) > 1
    assert all(0 <= number <= 1 for number in numbers)


def test_sleep_waits_the_given_seconds() -> None:
    before = clock.monotonic()
    clock.sleep(0.01)
    assert clock.monotonic() - before >= 0.01


async def test_sleep_async_waits_the_given_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
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
