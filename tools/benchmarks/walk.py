"""Time and memory of a walk over all servers of an account."""

from __future__ import annotations

from .least import least
from .server import serving
from .walker import PER_PAGE

__all__ = ["LATENCY_MS", "ONE_AT_A_TIME", "PER_PAGE", "SERVERS", "measure", "measure_memory"]

SERVERS = 5_000
LATENCY_MS = 30
ONE_AT_A_TIME = "one page at a time"
_TASKS = ("check_health", "snapshot")
_WAYS = {
    ONE_AT_A_TIME: ("ours", 1),
    "8 threads": ("ours", 8),
    "8 tasks": ("ours, async", 8),
    "official SDK": ("official SDK", 1),
}


def measure(rounds: int) -> tuple[dict[str, float], dict[str, float]]:
    """Return seconds for each way, and for each task that walks over the servers."""
    ways = {**_WAYS, **{task: (task, 0) for task in _TASKS}}
    with serving("listing", LATENCY_MS) as url:
        taken = {way: seconds for way, (seconds, _) in _walk(url, ways, SERVERS, rounds).items()}
    return taken, {task: taken.pop(task) for task in _TASKS}


def measure_memory(count: int) -> dict[str, float]:
    """Return for each way the MiB of a walk over `count` servers, less those over one server."""
    with serving("listing", 0) as url:
        long, short = _walk(url, _WAYS, count, 1), _walk(url, _WAYS, 1, 1)
    return {way: long[way][1] - short[way][1] for way in _WAYS}


def _walk(
    url: str, ways: dict[str, tuple[str, int]], count: int, rounds: int
) -> dict[str, list[float]]:
    walker = ["-m", "tools.benchmarks.walker"]
    programs = {
        name: [*walker, way, url, str(count), str(concurrency)]
        for name, (way, concurrency) in ways.items()
    }
    return least(programs, rounds)
