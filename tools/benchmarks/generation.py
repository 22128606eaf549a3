"""Time of a generation: of our contract, and for each operation of a large one."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.repository import CONFIG, ROOT, SPEC

__all__ = ["measure"]


def measure(large: Path, operations: int, rounds: int) -> tuple[float, float]:
    """Return seconds for our contract, and milliseconds for each operation of the large one.

    Each is the least of several runs of `python -m generator`, with the start of the interpreter
    and the reading of the file.
    """
    ours: list[float] = []
    of_large: list[float] = []
    for _ in range(rounds):
        ours.append(_generate(SPEC))
        of_large.append(_generate(large))
    return min(ours), min(of_large) * 1000 / operations


def _generate(spec: Path) -> float:
    with TemporaryDirectory() as output:
        options = ["--spec", str(spec), "--config", str(CONFIG), "--output", output]
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "generator", *options],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            check=True,
        )
        return time.perf_counter() - begun
