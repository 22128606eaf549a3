"""The asynchronous client under trio, and in one event loop after the other."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from typing import Any

import anyio
import httpx
import pytest

from tests.clients import ASYNC

from .support import PATIENCE, Caller, Reply, Server, page


def _answer(request: str) -> Reply:
    asked = re.search(r"[?&]page=(\d+)", request)
    return page(int(asked[1]) if asked else 1, of=9)


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


@pytest.mark.anyio
async def test_calls_work_under_trio() -> None:
    with Server(_answer) as server:
        async with Caller(ASYNC, server.url) as caller:
            assert (await caller.plain()).result[0].id == "s1"
            assert (await caller.raw()).status_code == 200
            assert (await caller.streaming()).status_code == 200
            assert [row.id for row in await caller.all()] == [f"s{n}" for n in range(1, 10)]


@pytest.mark.anyio
async def test_pages_are_fetched_side_by_side_under_trio() -> None:
    with Server(_answer) as server:
        async with Caller(ASYNC, server.url) as caller:
            rows = await caller.walk(await caller.plain(), concurrency=4)
            assert [row.id for row in rows] == [f"s{n}" for n in range(1, 10)]


@pytest.mark.anyio
async def test_cancelled_calls_cost_no_connection_under_trio() -> None:
    connections = 2
    limits = httpx.Limits(max_connections=connections)
    timeout = httpx.Timeout(PATIENCE, pool=5)
    with Server(_answer) as server:
        async with httpx.AsyncClient(limits=limits, trust_env=False, verify=False) as http:
            caller = Caller(ASYNC, server.url, http_client=http, timeout=timeout)
            for turn in range(0, 40, 5):
                async with anyio.create_task_group() as group:
                    for _ in range(3 * connections):
                        group.start_soon(caller.plain)
                        group.start_soon(caller.streaming)
                    for _ in range(turn):
                        await anyio.lowlevel.checkpoint()
                    group.cancel_scope.cancel()
                async with anyio.create_task_group() as group:
                    for _ in range(connections):
                        group.start_soon(caller.plain)


def test_one_client_serves_one_event_loop_after_the_other() -> None:
    with Server(_answer) as server:
        caller = Caller(ASYNC, server.url)
        for _ in range(3):
            assert len(asyncio.run(caller.all())) == 9
        asyncio.run(caller.close())


_NEVER_CLOSED = """
import asyncio
from cloudflare_ai_controls import AsyncCloudflare, Cloudflare

url = "{url}"
sync = Cloudflare(api_token="t", base_url=url)
kept = AsyncCloudflare(api_token="t", base_url=url)

def servers(client):
    return client.zero_trust.access.ai_controls.mcp.servers

async def main():
    await servers(kept).list(account_id="a")
    await servers(AsyncCloudflare(api_token="t", base_url=url)).list(account_id="a")

servers(sync).list(account_id="a")
servers(Cloudflare(api_token="t", base_url=url)).list(account_id="a")
asyncio.run(main())
"""


def test_a_client_that_is_never_closed_is_quiet() -> None:
    # Not `-X dev`, with which asyncio reports slow steps as well.
    with Server(_answer) as server:
        program: Any = [sys.executable, "-W", "always", "-c", _NEVER_CLOSED.format(url=server.url)]
        ended = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE)
    assert (ended.stdout, ended.stderr, ended.returncode) == ("", "", 0)
