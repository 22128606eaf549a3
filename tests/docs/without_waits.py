"""Runs the program in a file, in which no time passes while it sleeps."""

from __future__ import annotations

import runpy
import sys

from cloudflare_api_core import clock


def sleep(seconds: object) -> None:
    """Do not sleep."""


async def sleep_async(seconds: float) -> None:
    """Do not sleep."""


clock.sleep = sleep
clock.sleep_async = sleep_async
runpy.run_path(sys.argv[1], run_name="__main__")
