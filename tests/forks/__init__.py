"""Python programs that start at once, in forks of a process that has done their imports."""

from __future__ import annotations

import atexit
import subprocess
import sys
from functools import cache
from pathlib import Path

__all__ = ["python"]

_FOLDER = Path(__file__).parent


@cache
def python() -> tuple[str, ...]:
    """A command that runs `-m module` as `python -P` does, but one after the other.

    Python has already started, without what the shell sets: a program is given neither closed
    streams, limits or variables such as PYTHONIOENCODING, nor interrupts.
    """
    server = subprocess.Popen(
        [sys.executable, _FOLDER / "server.py"],
        env={},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(server.communicate)
    assert server.stdout
    return sys.executable, "-IS", str(_FOLDER / "client.py"), server.stdout.readline().strip()
