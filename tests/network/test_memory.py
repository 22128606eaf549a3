"""A client's memory stays within a small multiple of the largest answer that it takes."""

from __future__ import annotations

import gzip
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from .support import TOKEN, Reply, Server, answer

pytestmark = pytest.mark.check

_LIMIT: Final = 64 * 2**20
_PROGRAM: Final = """
import asyncio, sys
from pathlib import Path
from cloudflare_ai_controls import APIError, AsyncCloudflare, Cloudflare

def peak():
    # Not of the module `resource`, which counts what this process was before it became Python.
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024

def call():
    with Cloudflare(base_url=url, api_token=token, max_retry_wait=0) as client:
        client.zero_trust.access.ai_controls.mcp.servers.list(account_id="a")

async def call_async():
    async with AsyncCloudflare(base_url=url, api_token=token, max_retry_wait=0) as client:
        await client.zero_trust.access.ai_controls.mcp.servers.list(account_id="a")

kind, url, token = sys.argv[1:]
before = peak()
try:
    call() if kind == "sync" else asyncio.run(call_async())
except APIError:
    print(peak() - before)
"""


def _gzip(content: bytes, *, times: int = 1) -> Reply:
    for _ in range(times):
        content = gzip.compress(content, 1, mtime=0)
    return answer(200, content, ("Content-Encoding", ", ".join(["gzip"] * times)))


def _filled(unit: bytes) -> bytes:
    """An envelope of the largest size, full of a unit."""
    head, tail = b'{"success": false, "errors": [', b"0]}"
    return head + unit * ((_LIMIT - len(head + tail)) // len(unit)) + tail


_ANSWERS: Final[dict[str, Callable[[], Reply]]] = {
    "bomb": lambda: _gzip(bytes(4 * _LIMIT)),
    "bomb in layers": lambda: _gzip(bytes(4 * _LIMIT), times=3),
    "plain": lambda: answer(503, bytes(_LIMIT + 1)),
    "values": lambda: _gzip(_filled(b"{},")),
    "sparse values": lambda: _gzip(_filled(b"{}," + b" " * 30)),
    "wide text": lambda: _gzip(_filled('"\U0001f600'.encode() + b"a" * 9999 + b'",')),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read in /proc")
@pytest.mark.parametrize("name", _ANSWERS)
def test_no_answer_takes_more_memory_than_eight_times_its_bound(name: str) -> None:
    with Server(_ANSWERS[name]()) as server:
        for kind in ("sync", "async"):
            program = [sys.executable, "-c", _PROGRAM, kind, server.url, TOKEN]
            used = int(subprocess.run(program, capture_output=True, check=True).stdout)
            assert used < 8 * _LIMIT, kind
