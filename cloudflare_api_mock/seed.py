"""Made-up but plausible rows, by the name of the schema that they follow.

Row number n is the same on every machine and in every run. The members vary at different paces, so
that hundreds of rows hold every combination that matters: each status with each kind of login, null
beside absent beside empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

__all__ = ["FACTORIES", "mcp_server"]

Row = dict[str, Any]

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
_START = datetime(2026, 3, 11, 16, 6, 1, 767000, UTC)


def mcp_server(number: int, tools: int = 4) -> Row:
    """An MCP server of about 2 kB. `tools` is how many it has once it was synced."""
    slug, title, noun = _PRODUCTS[number % len(_PRODUCTS)]
    host = f"https://{slug.replace('_', '-')}-{number}.example.com"
    auth = ("oauth", "bearer", "unauthenticated")[number % 3]
    status = ("ready", "ready", "stale", "error", "waiting")[number % 5]
    created = _START + timedelta(hours=7 * number)
    synced = created + timedelta(days=30, minutes=number)
    names = [
        f"{_VERBS[i % len(_VERBS)]}_{noun.replace(' ', '_')}"
        + (f"_{i}" if i >= len(_VERBS) else "")
        for i in range(tools)
    ]
    row: Row = {
        "id": f"{slug}-{number}",
        "auth_type": auth,
        "hostname": f"{host}/mcp",
        "name": title if number < len(_PRODUCTS) else f"{title} {number}",
        "prompts": [_prompt(noun)] if number % 2 else [],
        "tools": [_tool(name, noun) for name in names],
        "authentication_status": _authentication(auth, number),
        "created_at": _timestamp(created, number),
        "created_by": _PEOPLE[number % len(_PEOPLE)],
        "modified_at": _timestamp(synced, number),
        "modified_by": _PEOPLE[number % 3],
        "status": status,
    }
    if number % 4:  # present for three rows of four, and then null, empty or a text
        row["description"] = (None, "", f"Lets assistants work with every {noun}.")[number % 4 - 1]
    if number % 7:
        row["is_shared_oauth_callback_enabled"] = number % 2 == 0
        row["secure_web_gateway"] = number % 3 == 0
    if auth == "oauth":
        row["auth_config_summary"] = _auth_config(host, number)
    elif auth == "bearer":
        row["auth_config_summary"] = None
    if number % 6 == 1:
        row["updated_tools"] = [_override(name, i) for i, name in enumerate(names)]
        row["updated_prompts"] = []
    row.update(_sync(status, synced, number))
    return row


def _sync(status: str, synced: datetime, number: int) -> Row:
    """What the last sync left behind."""
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
    precision = "seconds" if number % 4 == 3 else "milliseconds"
    return when.isoformat(timespec=precision).replace("+00:00", "Z")


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
    callback = "https://oauth-callbacks.cloudflareaccess.com/cdn-cgi/access/outbound-oauth-callback"
    return {
        "auth_mode": "manual",
        "has_client_secret": True,
        "client_secret_version": number % 5 + 1,
        "config": {**config, "revocation_endpoint": f"{host}/revoke"},
        "registration_info": {
            "client_id": f"client-{number:06d}",
            "redirect_uris": [callback],
            "scope": "openid offline_access",
            "token_endpoint_auth_method": "client_secret_basic",
        },
    }


def _override(name: str, i: int) -> Row:
    """Renamed, switched off, or looked at and left alone."""
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


def _tool(name: str, noun: str) -> Row:
    """A tool as its server describes it, JSON schema included."""
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


FACTORIES: Mapping[str, Callable[[int, int], Row]] = {"McpServer": mcp_server}
