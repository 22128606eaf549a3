"""How long a walk over all servers of an account takes, and how much memory."""

from __future__ import annotations

import json
import subprocess
import sys
from statistics import median

from .listing import serving
from .walker import PER_PAGE

__all__ = ["LATENCY_MS", "PER_PAGE", "SERVERS", "measure", "measure_memory"]

SERVERS = 5_000
LATENCY_MS = 30
_WAYS = {
    "one page at a time": ("ours", 1),
    "8 threads": ("ours", 8),
    "8 tasks": ("ours, async", 8),
    "official SDK": ("official SDK", 1),
}


def measure(rounds: int) -> dict[str, float]:
    """Return seconds for each way: medians, the ways taken in turns."""
    taken: dict[str, list[float]] = {name: [] for name in _WAYS}
    with serving(LATENCY_MS) as url:
        for _ in range(rounds):
            for name in _WAYS:
                taken[name].append(_walk(url, name, SERVERS)[0])
    return {name: median(times) for name, times in taken.items()}


def measure_memory(count: int) -> dict[str, float]:
    """Return for each way the MiB that a walk over so many servers takes beside one over one."""
    with serving(0) as url:
        return {name: _walk(url, name, count)[1] - _walk(url, name, 1)[1] for name in _WAYS}


def _walk(url: str, name: str, count: int) -> tuple[float, float]:
    way, concurrency = _WAYS[name]
    walker = [sys.executable, "-m", "tools.benchmarks.walker"]
    command = [*walker, way, url, str(count), str(concurrency)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    seconds, mib = json.loads(done.stdout)
    return seconds, mib
