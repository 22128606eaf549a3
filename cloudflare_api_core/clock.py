"""Time and randomness, in one place so that tests can replace them."""

from __future__ import annotations

from random import random
from time import perf_counter as monotonic
from time import sleep
from time import time as now

__all__ = ["monotonic", "now", "random", "sleep", "sleep_async"]


async def sleep_async(seconds: float) -> None:
    """Sleep without blocking the event loop."""
    # Imported here because httpx, too, imports it only when it is needed.
    import anyio

    await anyio.sleep(seconds)
