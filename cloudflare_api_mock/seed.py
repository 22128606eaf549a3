"""Made-up, plausible rows for the initial data.

Row n is the same on every machine and in every run. The members vary at different intervals, so
that a few hundred rows contain every combination that matters, such as each status with each
authentication type, and null, absent and empty values.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from .store import Row, timestamp

__all__ = ["AT_MOST", "FACTORIES", "SHARED_CALLBACK", "mcp_portal", "mcp_server", "offer"]

SHARED_CALLBACK = (
    "https://oauth-callbacks.cloudflareaccess.com/cdn-cgi/access/outbound-oauth-callback"
)

_PRODUCTS = (
    ("wiki", "Team Wiki", "page"),
    ("tickets", "Support Tickets", "ticket"),
    ("crm", "Customer Records", "customer"),
    ("billing", "Billing & Invoices", "invoice"),
    ("docs-search", "Documentation Search", "article"),
    ("incident_bot", "Incident Bot", "incident"),
    ("metrics", "Metrics Explorer", "dashboard"),
    ("calendar", "Kalender für Teams", "event"),
    ("design-files", "Design Files", "drawing"),
    ("code-review", "Code Review", "pull request"),
    ("feature-flags", "Feature Flags", "flag"),
    ("inventory", "在庫管理", "item"),
)
_VERBS = ("search", "get", "list", "create", "update", "archive", "comment", "export")
_PEOPLE = ("ada@example.com", "grace@example.com", "terraform@example.net", "user@example.com")
_TEAMS = ("Engineering", "Support", "Sales", "Finance", "Forschung & Entwicklung", "Operations")
_START = datetime(2026, 3, 11, 16, 6, 1, 767000, UTC)


def mcp_server(number: int, tools: int = 4) -> Row:
    """An MCP server of about 2 kB. tools: the number of its tools once it is synced."""
    slug, title, noun = _PRODUCTS[number % len(_PRODUCTS)]
    host = f"https://{slug.replace('_', '-')}-{number}.example.com"
    auth = ("oauth", "bearer", "unauthenticated")[number % 3]
    status = ("ready", "ready", "stale", "error", "waiting")[number % 5]
    created = _START + timedelta(hours=7 * number)
    synced = created + timedelta(days=30, minutes=number)
    offered = _tools(noun, tools)
    row: Row = {
        "id": _server_id(number),
        "auth_type": auth,
        "hostname": f"{host}/mcp",
        "name": title if number < len(_PRODUCTS) else f"{title} {number}",
        "prompts": [_prompt(noun)] if number % 2 else [],
        "tools": offered,
        "authentication_status": _authentication(auth, number),
        "created_at": _timestamp(created, number),
        "created_by": _PEOPLE[number % len(_PEOPLE)],
        "modified_at": _timestamp(synced, number),
        "modified_by": _PEOPLE[number % 3],
        "status": status,
    }
    if number % 4:  # in three rows of four: null, empty or a text
        row["description"] = (None, "", f"Lets assistants work with every {noun}.")[number % 4 - 1]
    if number % 7:
        row["is_shared_oauth_callback_enabled"] = number % 2 == 0
        row["secure_web_gateway"] = number % 3 == 0
    if auth == "oauth":
        row["auth_config_summary"] = _auth_config(host, number)
    elif auth == "bearer":
        row["auth_config_summary"] = None
    if number % 6 == 1:
        row["updated_tools"] = [_override(tool["name"], i) for i, tool in enumerate(offered)]
        row["updated_prompts"] = []
    row.update(_sync(status, synced, number))
    return row


def mcp_portal(number: int, tools: int = 4) -> Row:
    """An MCP portal, with its servers in the form of a request."""
    slug = _PRODUCTS[number % len(_PRODUCTS)][0].replace("_", "-")
    team = _TEAMS[number % len(_TEAMS)]
    created = _START + timedelta(days=number)
    code_mode = ("opt_in", "off", "default_on", "enforced")[number % 4]
    row: Row = {
        "id": f"{slug}-portal-{number}",
        "hostname": f"{slug}-portal-{number}.example.com",
        "name": f"{team} Portal",
        "servers": [_attachment(3 * number + i, i, tools) for i in range(number % 4)],
        "allow_code_mode": code_mode != "off",
        "code_mode": code_mode,
        "created_at": _timestamp(created, number),
        "created_by": _PEOPLE[number % len(_PEOPLE)],
        "modified_at": _timestamp(created + timedelta(hours=number), number),
        "modified_by": _PEOPLE[number % 3],
    }
    if number % 3:
        row["description"] = ("", f"What {team} may use.")[number % 3 - 1]
    if number % 2:
        row["secure_web_gateway"] = number % 3 == 0
    return row


def offer(id: str, tools: int) -> Row:
    """The tools and prompts that a sync finds on a server."""
    noun = _PRODUCTS[zlib.crc32(id.encode()) % len(_PRODUCTS)][2]
    return {"tools": _tools(noun, tools), "prompts": [_prompt(noun)]}


def _server_id(number: int) -> str:
    return f"{_PRODUCTS[number % len(_PRODUCTS)][0]}-{number}"


def _attachment(server: int, i: int, tools: int) -> Row:
    noun = _PRODUCTS[server % len(_PRODUCTS)][2]
    attachment: Row = {"server_id": _server_id(server)}
    if i:
        attachment |= {"default_disabled": i % 2 == 0, "on_behalf": i % 2 == 1}
    if i == 1:
        names = [tool["name"] for tool in _tools(noun, tools)]
        attachment["updated_tools"] = [_override(name, i) for i, name in enumerate(names)]
    return attachment


def _sync(status: str, synced: datetime, number: int) -> Row:
    """The members that the last sync set."""
    if status == "waiting":
        return {"tools": None, "prompts": None}
    tried = {"last_synced": _timestamp(synced, number)}
    if status == "error":
        upstream = number % 2 == 0
        cause = "Server error: HTTP 530" if upstream else "connection refused"
        details: Row = {"cause": cause, "is_upstream": upstream, "retryable": number % 4 < 2}
        details |= {"status_code": 530, "mcp_code": -32603} if upstream else {}
        return {**tried, "tools": [], "prompts": [], "error": cause, "error_details": details}
    worked = synced - timedelta(days=3) if status == "stale" else synced
    return {**tried, "last_successful_sync": _timestamp(worked, number), "error": ""}


def _timestamp(when: datetime, number: int) -> str:
    """RFC 3339 in UTC; milliseconds and whole seconds both occur."""
    return timestamp(when, "seconds" if number % 4 == 3 else "milliseconds")


def _authentication(auth: str, number: int) -> str:
    if auth == "oauth":
        return ("connected", "stale", "required")[number % 4 % 3]
    return "manual" if auth == "bearer" else "not_required"


def _auth_config(host: str, number: int) -> Row:
    manual = number % 2 == 0
    config = {"issuer": host, "authorization_endpoint": f"{host}/authorize"}
    config |= {"token_endpoint": f"{host}/token", "resource": f"{host}/mcp"}
    if not manual:
        return {"auth_mode": "dcr", "has_client_secret": False, "config": config}
    return {
        "auth_mode": "manual",
        "has_client_secret": True,
        "client_secret_version": number % 5 + 1,
        "config": {**config, "revocation_endpoint": f"{host}/revoke"},
        "registration_info": {
            "client_id": f"client-{number:06d}",
            "redirect_uris": [SHARED_CALLBACK],
            "scope": "openid offline_access",
            "token_endpoint_auth_method": "client_secret_basic",
        },
    }


def _override(name: str, i: int) -> Row:
    """An override that renames, disables, or changes nothing."""
    return (
        {"name": name, "alias": name.replace("_", "-"), "description": None, "enabled": True},
        {"name": name, "alias": None, "description": "Ask a human first.", "enabled": False},
        {"name": name},
    )[i % 3]


def _prompt(noun: str) -> Row:
    return {
        "name": f"summarise_{noun.replace(' ', '_')}",
        "description": f"Sum up one {noun} in three sentences.",
        "arguments": [{"name": "id", "description": f"Which {noun}.", "required": True}],
    }


def _tools(noun: str, number: int) -> list[Row]:
    word = noun.replace(" ", "_")
    rounds = [f"_{i}" if i >= len(_VERBS) else "" for i in range(number)]
    return [_tool(f"{_VERBS[i % len(_VERBS)]}_{word}{end}", noun) for i, end in enumerate(rounds)]


def _tool(name: str, noun: str) -> Row:
    """A tool as its server describes it, with a JSON schema."""
    properties: Row = {
        "query": {"type": "string", "minLength": 1, "description": f"Words that the {noun} holds."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 10},
        "state": {"enum": ["open", "closed", None]},
    }
    return {
        "name": name,
        "title": name.replace("_", " ").capitalize(),
        "inputSchema": {"type": "object", "properties": properties, "required": ["query"]},
        "annotations": {"readOnlyHint": name.startswith(("search", "get", "list"))},
    }


# By the name of the schema; called with the row number and the number of tools of a server.
FACTORIES: Mapping[str, Callable[[int, int], Row]] = {
    "McpServer": mcp_server,
    "McpPortal": mcp_portal,
}
AT_MOST: Mapping[str, int] = {"McpPortal": 12}
