"""Print every MCP server of an account.

Needs CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
"""

import os

from cloudflare_ai_controls import Cloudflare

with Cloudflare() as client:
    servers = client.zero_trust.access.ai_controls.mcp.servers
    for server in servers.list(account_id=os.environ["CLOUDFLARE_ACCOUNT_ID"], per_page=100):
        print(server.id, server.status, server.hostname)
