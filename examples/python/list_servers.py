"""Print every MCP server of an account, fetching up to eight pages at once.

Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
"""

import os
import sys

from tqdm import tqdm

from cloudflare_ai_controls import Cloudflare

account_id = os.environ.get("CLOUDFLARE_ACCOUNT_ID") or sys.exit("Set CLOUDFLARE_ACCOUNT_ID")
with Cloudflare() as client:
    servers = client.zero_trust.access.ai_controls.mcp.servers
    page = servers.list(account_id=account_id, per_page=100)
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
    for server in rows:
        line = f"{server.id} {server.status} {server.hostname}"
        # Other people wrote it, and a terminal obeys escapes.
        rows.write("".join(each if each.isprintable() else " " for each in line))
