"""How long a program takes to hold a client and its method, and how much memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from statistics import median

__all__ = ["PROGRAMS", "measure"]

_METHOD = "Cloudflare(api_token='x').zero_trust.access.ai_controls.mcp.servers.list"
PROGRAMS = {
    "httpx": "import httpx; httpx.Client()",
    "ours": f"from cloudflare_ai_controls import Cloudflare; {_METHOD}",
    "official SDK": f"from cloudflare import Cloudflare; {_METHOD}",
}

# The peak is the child's own: ru_maxrss would start from the parent's.
_HARNESS = """
import json, time
begun = time.perf_counter()
{program}
taken = time.perf_counter() - begun
status = open("/proc/self/status").read()
print(json.dumps([taken, int(status.split("VmHWM:")[1].split()[0]) / 1024]))
"""


def measure(rounds: int) -> dict[str, tuple[float, float]]:
    """Return seconds and MiB for each program: medians over fresh interpreters, taken in turns."""
    figures: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    for _ in range(rounds):
        for name, program in PROGRAMS.items():
            done = subprocess.run(
                [sys.executable, "-c", _HARNESS.format(program=program)],
                env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
                capture_output=True,
                text=True,
                check=True,
            )
            figures[name].append(tuple(json.loads(done.stdout)))
    return {name: _medians(taken) for name, taken in figures.items()}


def _medians(figures: Sequence[tuple[float, float]]) -> tuple[float, float]:
    seconds, memory = zip(*figures, strict=True)
    return median(seconds), median(memory)
