"""A server of the benchmarks, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

from tools.repository import ROOT

__all__ = ["serving"]


@contextmanager
def serving(module: str, argument: int) -> Generator[str]:
    """Run a module that serves until stdin is closed. Yields the base URL that it prints."""
    command = [sys.executable, "-m", f"tools.benchmarks.{module}", str(argument)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as server:
        # The end of the block closes stdin, which ends the server.
        assert server.stdout is not None
        yield server.stdout.readline().strip()
