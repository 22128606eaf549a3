"""List the servers of a mock account with both kinds of credentials and print a table."""

import argparse

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Column, Table
from tqdm import tqdm

from cloudflare_ai_controls import Cloudflare, McpServer
from cloudflare_api_mock import EMAIL, KEY, TOKEN, Mock


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", type=int, default=25, help="number of servers")
    parser.add_argument("--latency-ms", type=int, default=0, help="milliseconds before each answer")
    options = parser.parse_args()
    with Mock(servers=options.servers, latency_ms=options.latency_ms) as mock:
        with Cloudflare(base_url=mock.base_url, api_token=TOKEN) as client:
            servers = list_servers(client, mock.account_id)
        with Cloudflare(base_url=mock.base_url, api_email=EMAIL, api_key=KEY) as client:
            again = list_servers(client, mock.account_id)
        requests = len(mock.log)
    show(servers)
    print(f"{len(servers)} servers with an API token, {len(again)} with e-mail and API key;")
    print(f"{requests} requests of up to 10 servers each to {mock.base_url}")


def list_servers(client: Cloudflare, account_id: str) -> list[McpServer]:
    page = client.zero_trust.access.ai_controls.mcp.servers.list(account_id=account_id, per_page=10)
    total = page.result_info.total_count if page.result_info else None
    # tqdm shows the progress after one second, and only on a terminal.
    return list(tqdm(page, total=total, unit=" servers", delay=1, disable=None, leave=False))


def show(servers: list[McpServer]) -> None:
    names = ("id", "name", "credentials", "status", "tools")
    columns = (Column(name, no_wrap=True, max_width=20) for name in names)
    table = Table(*columns, box=SIMPLE_HEAD, pad_edge=False)
    for server in servers:
        tools = str(len(server.tools))
        table.add_row(server.id, server.name, server.auth_type, server.status, tools)
    Console().print(table)


if __name__ == "__main__":
    main()
