"""Walk once: `tools.benchmarks.walker WAY URL SERVERS CONCURRENCY`. Prints `[seconds, MiB]`.

Each walk has an interpreter of its own: the thousands of modules of the official SDK would slow
down every garbage collection of ours.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable

__all__ = ["PER_PAGE", "WAYS"]

PER_PAGE = 100


def _ours(url: str, account_id: str, concurrency: int) -> Callable[[], int]:
    from cloudflare_ai_controls import Cloudflare

    servers = Cloudflare(api_token="x", base_url=url).zero_trust.access.ai_controls.mcp.servers

    def walk() -> int:
        page = servers.list(account_id=account_id, per_page=PER_PAGE)
        return sum(1 for _ in page.iter_items(concurrency))

    return walk


def _ours_async(url: str, account_id: str, concurrency: int) -> Callable[[], int]:
    from cloudflare_ai_controls import AsyncCloudflare

    async def walk() -> int:
        async with AsyncCloudflare(api_token="x", base_url=url) as client:
            servers = client.zero_trust.access.ai_controls.mcp.servers
            page = await servers.list(account_id=account_id, per_page=PER_PAGE)
            return len([None async for _ in page.iter_items(concurrency)])

    return lambda: asyncio.run(walk())


def _official(url: str, account_id: str, concurrency: int) -> Callable[[], int]:
    from cloudflare import Cloudflare

    servers = Cloudflare(api_token="x", base_url=url).zero_trust.access.ai_controls.mcp.servers
    return lambda: sum(1 for _ in servers.list(account_id=account_id, per_page=PER_PAGE))


def _health(url: str, account_id: str, concurrency: int) -> Callable[[], int]:
    from cloudflare_ai_controls import Cloudflare
    from cloudflare_ai_controls_tasks import check_health

    client = Cloudflare(api_token="x", base_url=url)
    return lambda: check_health(client, account_id=account_id).servers


def _snapshot(url: str, account_id: str, concurrency: int) -> Callable[[], int]:
    from cloudflare_ai_controls import Cloudflare
    from cloudflare_ai_controls_tasks import snapshot

    client = Cloudflare(api_token="x", base_url=url)
    return lambda: len(snapshot(client, account_id=account_id).servers)


WAYS = {
    "ours": _ours,
    "ours, async": _ours_async,
    "official SDK": _official,
    "check_health": _health,
    "snapshot": _snapshot,
}


def main(way: str, url: str, count: str, concurrency: str) -> None:
    """Walk over `count` servers and print the figures."""
    WAYS[way](url, "1", 1)()  # Imports, and opens the connection.
    walk = WAYS[way](url, count, int(concurrency))
    begun = time.perf_counter()
    assert walk() == int(count)
    taken = time.perf_counter() - begun
    with open("/proc/self/status") as status:
        peak = status.read().split("VmHWM:")[1].split()[0]
    print(json.dumps([taken, int(peak) / 1024]))


if __name__ == "__main__":
    main(*sys.argv[1:])
