"""A long use of one client of each kind, with all kinds of faults in random order.

There are forks and cancellations, and a server that resets, cuts off, delays and refuses. No answer
may belong to another call. Descriptors, memory, threads and connections must not grow.
"""

from __future__ import annotations

import asyncio
import gc
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final, NamedTuple

from cloudflare_ai_controls import AsyncCloudflare, Cloudflare, CloudflareError

from .server import serving
from .unruly import PAGES, PER_PAGE

__all__ = ["Held", "measure"]

_ACCOUNT: Final = "an-account"
_AT_ONCE: Final = 8
_ALL: Final = [f"{page}-{row}" for page in range(1, PAGES + 1) for row in range(PER_PAGE)]


class Held(NamedTuple):
    """The resources that this process holds while no call is under way."""

    descriptors: int
    mib: float
    threads: int
    connections: int
    """Connections in use, of both clients."""


def measure(seconds: float, seed: int) -> tuple[Counter[str], Held, Held]:
    """Return the calls by outcome, and the resources after a sixth of the time and at the end.

    Raises AssertionError if a call gets the answer of another one.
    """
    ends, random_ = Counter[str](), random.Random(seed)
    settings: Any = {"api_token": "t", "max_retries": 1, "timeout": 20}
    with serving("unruly", seed) as url, asyncio.Runner() as runner:
        client = Cloudflare(base_url=url, **settings)
        asynchronous = AsyncCloudflare(base_url=url, **settings)

        def use(until: float) -> Held:
            while time.monotonic() < until:
                _use_threads(client, ends, random_)
                runner.run(_use_tasks(asynchronous, ends, random_))
            # Cancelled requests that are still connecting end by themselves.
            runner.run(asyncio.sleep(0.1))
            return _held(client, runner.run(_http(asynchronous)))

        begun = time.monotonic()
        before = use(begun + seconds / 6)
        after = use(begun + seconds)
    return ends, before, after


async def _http(client: Any) -> Any:
    return client._http


def _held(client: Any, http: Any) -> Held:
    gc.collect()
    statm = Path("/proc/self/statm").read_text("ascii").split()
    pools: list[Any] = [client._http._transport._pool, http._transport._pool]
    connections: list[Any] = [each for pool in pools for each in pool.connections]
    return Held(
        # Idle connections come and go.
        len(os.listdir("/proc/self/fd")) - len(connections),
        int(statm[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20,
        threading.active_count(),
        sum(not each.is_idle() for each in connections),
    )


def _servers(client: Any) -> Any:
    return client.zero_trust.access.ai_controls.mcp.servers


def _use_threads(client: Cloudflare, ends: Counter[str], random_: random.Random) -> None:
    kinds: list[Callable[[Any, str], str]]
    kinds = random_.choices([_read, _stream, _walk], k=_AT_ONCE * 2)
    names = [f"s{random_.randrange(10**6)}" for _ in kinds]
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        jobs = zip(kinds, names, strict=True)
        calls = [threads.submit(kind, client, name) for kind, name in jobs]
        # The other threads may hold any lock while this process forks.
        _use_child(client, names[0])
        ends.update(call.result() for call in calls)
        ends["used in a child process"] += 1


def _ended(call: Callable[[Any, str], None]) -> Callable[[Any, str], str]:
    def ended(client: Any, name: str) -> str:
        try:
            call(client, name)
        except CloudflareError as error:
            return type(error).__name__
        return "answered"

    return ended


@_ended
def _read(client: Any, name: str) -> None:
    assert _servers(client).read(name, account_id=_ACCOUNT).id == name


@_ended
def _stream(client: Any, name: str) -> None:
    streamed = _servers(client).with_streaming_response
    with streamed.read(name, account_id=_ACCOUNT) as response:
        assert response.parse().id == name


@_ended
def _walk(client: Any, name: str) -> None:
    page = _servers(client).list(account_id=_ACCOUNT)
    assert [row.id for row in page.iter_items(concurrency=3)] == _ALL


def _use_child(client: Cloudflare, name: str) -> None:
    """Use the client in a forked process."""
    pid = os.fork()
    if not pid:
        try:
            for kind in (_read, _stream, _walk):
                kind(client, f"{name}-child")
            os._exit(0)
        finally:
            os._exit(1)
    _, status = os.waitpid(pid, 0)
    assert status == 0, "a child process has read the answer of another call"


async def _use_tasks(client: AsyncCloudflare, ends: Counter[str], random_: random.Random) -> None:
    async def read(name: str) -> None:
        assert (await _servers(client).read(name, account_id=_ACCOUNT)).id == name

    async def stream(name: str) -> None:
        streamed = _servers(client).with_streaming_response
        async with streamed.read(name, account_id=_ACCOUNT) as response:
            assert (await response.parse()).id == name

    async def walk(name: str) -> None:
        page = await _servers(client).list(account_id=_ACCOUNT)
        assert [row.id async for row in page.iter_items(concurrency=3)] == _ALL

    kinds = random_.choices([read, stream, walk], k=_AT_ONCE * 4)
    tasks = [asyncio.create_task(kind(f"s{random_.randrange(10**6)}")) for kind in kinds]
    for _ in range(random_.randrange(60)):
        await asyncio.sleep(0)
    for task in random_.sample(tasks, len(tasks) // 2):
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, AssertionError):
            raise result
        ends[type(result).__name__ if result else "answered"] += 1
