"""Call every operation of the API once: create, use and delete a server and a portal.

Needs CLOUDFLARE_ACCOUNT_ID, and CLOUDFLARE_API_TOKEN or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY.
NOTES_TOKEN is the bearer token that the new server expects. The page of `make docs` shows the text
between `region` and `endregion`: for each operation the regions `*` and its own.
"""

# region *
import os
import sys

from cloudflare_ai_controls import Cloudflare

client = Cloudflare()
mcp = client.zero_trust.access.ai_controls.mcp
account_id = os.environ.get("CLOUDFLARE_ACCOUNT_ID") or sys.exit("Set CLOUDFLARE_ACCOUNT_ID")

# endregion


def show(*values: object) -> None:
    """Print values that other people may have written: a terminal would obey their escapes."""
    line = " ".join(map(str, values))
    print("".join(each if each.isprintable() else " " for each in line))


# region createMcpServer
server = mcp.servers.create(
    account_id=account_id,
    id="team-notes",
    name="Team notes",
    hostname="https://notes.example.com/mcp",
    auth_type="bearer",
    auth_credentials=os.environ.get("NOTES_TOKEN") or sys.exit("Set NOTES_TOKEN"),
)
# endregion
show("createMcpServer", server.id, server.status)

# region syncMcpServer
outcome = mcp.servers.sync("team-notes", account_id=account_id)
# endregion
show("syncMcpServer", outcome.status)

# region readMcpServer
server = mcp.servers.read("team-notes", account_id=account_id)
# endregion
show("readMcpServer", server.id, server.status, *[tool["name"] for tool in server.tools])

# region updateMcpServer
server = mcp.servers.update("team-notes", account_id=account_id, name="Notes of the team")
# endregion
show("updateMcpServer", server.id, server.name)

# region listMcpServers
servers = [server.id for server in mcp.servers.list(account_id=account_id, search="team-notes")]
# endregion
show("listMcpServers", *servers)

# region createMcpPortal
portal = mcp.portals.create(
    account_id=account_id,
    id="team",
    name="Team",
    hostname="mcp.example.com",
    servers=[{"server_id": "team-notes", "on_behalf": False}],
)
# endregion
show("createMcpPortal", portal.id, portal.hostname)

# region readMcpPortal
portal = mcp.portals.read("team", account_id=account_id)
# endregion
show("readMcpPortal", portal.id, *[server.id for server in portal.servers or []])

# region updateMcpPortal
portal = mcp.portals.update(
    "team",
    account_id=account_id,
    servers=[
        {
            "server_id": "team-notes",
            "on_behalf": False,
            "updated_tools": [{"name": "search_flag", "alias": "find-notes"}],
        },
    ],
)
# endregion
show("updateMcpPortal", portal.id, portal.modified_at)

# region readEffectiveRedirectUri
effective = mcp.portals.effective_redirect_uri(
    "team-notes", account_id=account_id, portal_id="team"
)
# endregion
show("readEffectiveRedirectUri", effective.redirect_uri)

# region listMcpPortals
portals = [portal.id for portal in mcp.portals.list(account_id=account_id)]
# endregion
show("listMcpPortals", *portals)

# region readServerToolCallTimeseries
calls = mcp.servers.tool_call_analytics("team-notes", account_id=account_id, days=30)
# endregion
show("readServerToolCallTimeseries", calls.total)

# region readPortalToolCallTimeseries
calls = mcp.portals.tool_call_analytics("team", account_id=account_id, tz="+01:00")
# endregion
show("readPortalToolCallTimeseries", calls.total)

# region readToolCallTimeseries
calls = mcp.tool_call_analytics(account_id=account_id, granularity="monthly")
# endregion
counts = [f"{each.day}: {each.count}" for each in calls.series or []]
show("readToolCallTimeseries", *counts)

# region deleteMcpPortal
portal = mcp.portals.delete("team", account_id=account_id)
# endregion
show("deleteMcpPortal", portal.id)

# region deleteMcpServer
server = mcp.servers.delete("team-notes", account_id=account_id)
# endregion
show("deleteMcpServer", server.id)
