"""Time and chance, in one place so that tests can put their own in it."""

from __future__ import annotations

import random
import time

__all__ = ["chance", "elapsed", "now", "sleep", "sleep_async"]


def now() -> float:
    """Return the seconds since 1970."""
    return time.time()


def elapsed() -> float:
    """Return the seconds since some moment, for measuring."""
    return time.perf_counter()


def chance() -> float:
    """Return a random number from 0 to 1."""
    return random.random()


def sleep(seconds: float) -> None:
    """Wait."""
    time.sleep(seconds)


async def sleep_async(seconds: float) -> None:
    """Wait, and let others work."""
    # Imported here because httpx, too, imports it only when it is needed.
    import anyio

    await anyio.sleep(seconds)
