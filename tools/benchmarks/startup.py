"""Time and memory from a new interpreter to a client and its method."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from .generation import generate_large
from .least import least

__all__ = ["OPERATIONS", "measure"]

OPERATIONS = 480

_MCP = "Cloudflare(api_token='x').zero_trust.access.ai_controls.mcp"
_OURS = f"from cloudflare_ai_controls import Cloudflare; {_MCP}.servers"
_PROGRAMS = {
    "httpx": "import httpx; httpx.Client()",
    "ours": f"{_OURS}.list",
    # The resources of each copy of our contract have its number.
    "large": f"{_OURS}1.list",
    "official SDK": f"from cloudflare import Cloudflare; {_MCP}.servers.list",
}

# ru_maxrss would include the peak of the parent.
_HARNESS = """
import json, sys, time
sys.path.insert(0, {path!r})
begun = time.process_time()
{program}
taken = time.process_time() - begun
status = open("/proc/self/status").read()
print(json.dumps([taken, int(status.split("VmHWM:")[1].split()[0]) / 1024]))
"""


def measure(rounds: int) -> dict[str, list[float]]:
    """Return seconds and MiB for each program. The large client has 480 operations."""
    with TemporaryDirectory() as folder:
        generate_large(Path(folder), OPERATIONS)
        programs = {
            name: ["-c", _HARNESS.format(program=p, path=folder if name == "large" else "")]
            for name, p in _PROGRAMS.items()
        }
        least(programs, 1)  # Writes the bytecode.
        return least(programs, rounds)
