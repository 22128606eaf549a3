"""Print every MCP server of an account, asynchronously, fetching up to eight pages at once.

Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
"""

import asyncio
import os
import sys

from tqdm.asyncio import tqdm

from cloudflare_ai_controls import AsyncCloudflare


async def main() -> None:
    account_id = os.environ.get("CLOUDFLARE_ACCOUNT_ID") or sys.exit("Set CLOUDFLARE_ACCOUNT_ID")
    async with AsyncCloudflare() as client:
        servers = client.zero_trust.access.ai_controls.mcp.servers
        page = await servers.list(account_id=account_id, per_page=100)
        total = page.result_info.total_count if page.result_info else None
        # tqdm shows the progress after one second, and only on a terminal.
        rows = tqdm(
            page.iter_items(concurrency=8),
            total=total,
            unit=" servers",
            delay=1,
            disable=None,
            leave=False,
        )
        async for server in rows:
            line = f"{server.id} {server.status} {server.hostname}"
            # Other people wrote it, and a terminal obeys escapes.
            rows.write("".join(each if each.isprintable() else " " for each in line))


asyncio.run(main())
