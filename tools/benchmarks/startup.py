"""Time and memory of the start-up of a client, and of help."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from .least import least

__all__ = ["CLIENT", "HELP", "measure"]

CLIENT: Final = "start-up"
_METHOD: Final = "(api_token='x').zero_trust.access.ai_controls.mcp.servers.list"
_GROUP: Final = "zero-trust.access.ai-controls.mcp.servers"
HELP: Final = {
    "help": ("--help",),
    "help of a group": (_GROUP, "--help"),
    "help of a command": (_GROUP, "list", "--help"),
}
"""The arguments of the command line, by the help that they show."""
_CLIENT: Final = f"from cloudflare_ai_controls import Cloudflare; Cloudflare{_METHOD}"
_SHOW: Final = """
from contextlib import redirect_stdout
from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core.command_line import run
with open("/dev/null", "w") as nowhere, redirect_stdout(nowhere):
    run(PROGRAM, {typed!r})
"""
# ru_maxrss would include the peak of the parent.
_HARNESS: Final = """
import json, sys, time
sys.path.insert(0, {path!r})
begun = time.process_time()
{program}
taken = time.process_time() - begun
status = open("/proc/self/status").read()
print(json.dumps([taken, int(status.split("VmHWM:")[1].split()[0]) / 1024]))
"""


def measure(large: Path, rounds: int) -> dict[str, list[float]]:
    """Return seconds and MiB for each program: of our client, and of the one in another folder."""
    same = {CLIENT: _CLIENT} | {shown: _SHOW.format(typed=HELP[shown]) for shown in HELP}
    programs = {
        "httpx": _program("import httpx; httpx.Client()"),
        "official SDK": _program(f"from cloudflare import Cloudflare; Cloudflare{_METHOD}"),
    }
    for name, program in same.items():
        programs[f"ours: {name}"] = _program(program)
        programs[f"large: {name}"] = _program(program, large)
    least(programs, 1)  # Writes the bytecode.
    return least(programs, rounds)


def _program(program: str, folder: Path | None = None) -> list[str]:
    return ["-c", _HARNESS.format(program=program, path=str(folder or ""))]
