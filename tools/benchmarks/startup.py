"""Time and memory from a new interpreter to a client and its method."""

from __future__ import annotations

from .least import least

__all__ = ["measure"]

_METHOD = "Cloudflare(api_token='x').zero_trust.access.ai_controls.mcp.servers.list"
_PROGRAMS = {
    "httpx": "import httpx; httpx.Client()",
    "ours": f"from cloudflare_ai_controls import Cloudflare; {_METHOD}",
    "official SDK": f"from cloudflare import Cloudflare; {_METHOD}",
}

# ru_maxrss would include the peak of the parent.
_HARNESS = """
import json, time
begun = time.process_time()
{program}
taken = time.process_time() - begun
status = open("/proc/self/status").read()
print(json.dumps([taken, int(status.split("VmHWM:")[1].split()[0]) / 1024]))
"""


def measure(rounds: int) -> dict[str, list[float]]:
    """Return seconds and MiB for each program."""
    programs = {name: ["-c", _HARNESS.format(program=p)] for name, p in _PROGRAMS.items()}
    least(programs, 1)  # Writes the bytecode.
    return least(programs, rounds)
