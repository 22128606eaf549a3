"""A story with openapi-generator's Python client, told to the mock."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Any

client: Any = import_module("openapi_client")
ACCOUNT, PER_PAGE = os.environ["CLOUDFLARE_ACCOUNT_ID"], 100


def main() -> None:
    """Tell the story, and print the number of servers."""
    configuration = client.Configuration(
        host=os.environ["CLOUDFLARE_BASE_URL"], access_token=os.environ["CLOUDFLARE_API_TOKEN"]
    )
    with client.ApiClient(configuration) as api:
        servers, portals = client.MCPServersApi(api), client.MCPPortalsApi(api)
        found: list[Any] = []
        while True:
            number = len(found) // PER_PAGE + 1
            page = servers.list_mcp_servers(ACCOUNT, page=number, per_page=PER_PAGE)
            found += page.result
            if len(page.result) < PER_PAGE:
                break
        body = client.McpServerCreate(
            id="notes",
            auth_type="unauthenticated",
            hostname="https://notes.example.com/mcp",
            name="Notes",
        )
        assert servers.create_mcp_server(ACCOUNT, body).result.id == "notes"
        assert servers.sync_mcp_server(ACCOUNT, "notes").result.status == "ready"
        attached = client.PortalServerAttachment(server_id="notes")
        portal = client.McpPortalCreate(
            id="staff", hostname="staff.example.com", name="Staff", servers=[attached]
        )
        portals.create_mcp_portal(ACCOUNT, portal)
        renamed = portals.update_mcp_portal(ACCOUNT, "staff", client.McpPortalUpdate(name="All"))
        assert [each.id for each in renamed.result.servers] == ["notes"]
        try:
            portals.read_mcp_portal(ACCOUNT, "none")
        except client.exceptions.NotFoundException:
            print(len(found), "servers")


if __name__ == "__main__":
    main()
