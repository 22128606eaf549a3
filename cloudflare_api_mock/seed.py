"""Made-up, plausible rows for the initial data.

Row n is the same on every machine and in every run. The members vary at different intervals, so
that a few hundred rows contain every combination that matters, such as each status with each
authentication type, and null, absent and empty values.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from .capabilities import NOUNS, prompt_for, tools_for
from .store import Row, timestamp
from .sync import REAUTHORISE

__all__ = ["SHARED_CALLBACK", "coherent", "mcp_portal", "mcp_server"]

SHARED_CALLBACK = (
    "https://oauth-callbacks.cloudflareaccess.com/cdn-cgi/access/outbound-oauth-callback"
)

_PRODUCTS = (
    ("wiki", "Team Wiki"),
    ("tickets", "Support Tickets"),
    ("crm", "Customer Records"),
    ("billing", "Billing & Invoices"),
    ("docs-search", "Documentation Search"),
    ("incident-bot", "Incident Bot"),
    ("metrics", "Metrics Explorer"),
    ("calendar", "Kalender für Teams"),
    ("design-files", "Design Files"),
    ("code-review", "Code Review"),
    ("feature-flags", "Feature Flags"),
    ("inventory", "在庫管理"),
)
_PEOPLE = ("ada@example.com", "grace@example.com", "terraform@example.net", "user@example.com")
_TEAMS = ("Engineering", "Support", "Sales", "Finance", "Forschung & Entwicklung", "Operations")
_START = datetime(2026, 3, 11, 16, 6, 1, 767000, UTC)


def mcp_server(number: int, tools: int = 4) -> Row:
    """An MCP server of about 2 kB. tools: the number of its tools once it is synced."""
    slug, title = _PRODUCTS[number % len(_PRODUCTS)]
    noun = NOUNS[number % len(NOUNS)]
    host = f"https://{slug}-{number}.example.com"
    # Only OAuth has servers that wait for a login, and credentials that cannot be refreshed.
    status = ("ready", "ready", "ready", "error", ("waiting", "stale")[number // 5 % 2])[number % 5]
    kinds = ("oauth", "bearer", "unauthenticated")
    auth = kinds[number % 3] if status in {"ready", "error"} else "oauth"
    created = _START + timedelta(hours=7 * number)
    synced = created + timedelta(days=30, minutes=number)
    row: Row = {
        "id": _server_id(number),
        "auth_type": auth,
        "hostname": f"{host}/mcp",
        "name": title if number < len(_PRODUCTS) else f"{title} {number}",
        "prompts": [prompt_for(noun)] if number % 2 else [],
        "tools": tools_for(noun, tools),
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
    row |= _authentication(auth, status, host, number) | _sync(status, auth, synced, number)
    if number % 6 == 1:
        row["updated_tools"] = [_override(each["name"], i) for i, each in enumerate(row["tools"])]
        row["updated_prompts"] = []
    return row


def mcp_portal(number: int, tools: int = 4) -> Row:
    """An MCP portal, with its servers in the form of a request. tools: as of a server."""
    slug = _PRODUCTS[number % len(_PRODUCTS)][0]
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


def coherent(example: Row) -> Row:
    """The contract's example of a server without contradictions: synced, and with named tools."""
    kept = {name: value for name, value in example.items() if name != "error_details"}
    for kind in ("tools", "prompts"):
        names = [override["name"] for override in example.get(f"updated_{kind}", ())]
        kept[kind] = [
            each | {"name": name} for each, name in zip(example[kind], names, strict=False)
        ]
    return kept | {"authentication_status": "not_required", "status": "ready", "error": ""}


def _server_id(number: int) -> str:
    return f"{_PRODUCTS[number % len(_PRODUCTS)][0]}-{number}"


def _attachment(server: int, i: int, tools: int) -> Row:
    attachment: Row = {"server_id": _server_id(server)}
    if i:
        attachment |= {"default_disabled": i % 2 == 0, "on_behalf": i % 2 == 1}
    if mcp_server(server, 0)["auth_type"] == "bearer":  # a user has no credentials of their own
        attachment["on_behalf"] = False
    if i == 1:
        names = [each["name"] for each in tools_for(NOUNS[server % len(NOUNS)], tools)]
        attachment["updated_tools"] = [_override(name, i) for i, name in enumerate(names)]
    return attachment


def _sync(status: str, auth: str, synced: datetime, number: int) -> Row:
    """The members that the last sync set."""
    if status == "waiting":
        return {"tools": None, "prompts": None}
    tried = {"last_synced": _timestamp(synced, number)}
    if status == "error":
        details = _error(auth, number)
        error = {"error": details["cause"], "error_details": details}
        return {**tried, "tools": [], "prompts": [], **error}
    if status == "stale":
        worked = synced - timedelta(days=3)
        return {**tried, "last_successful_sync": _timestamp(worked, number), "error": REAUTHORISE}
    return {**tried, "last_successful_sync": tried["last_synced"], "error": ""}


def _error(auth: str, number: int) -> Row:
    if auth == "bearer" and number % 2:
        refused = {"is_upstream": True, "retryable": False, "status_code": 401}
        return {"cause": "Unauthorized", **refused}
    details: Row = {"is_upstream": number % 2 == 0, "retryable": number % 4 < 2}
    if not details["is_upstream"]:
        return {"cause": "connection refused", **details}
    return {"cause": "Server error: HTTP 530", **details, "status_code": 530, "mcp_code": -32603}


def _timestamp(when: datetime, number: int) -> str:
    """RFC 3339 in UTC; milliseconds and whole seconds both occur."""
    return timestamp(when, "seconds" if number % 4 == 3 else "milliseconds")


def _authentication(auth: str, status: str, host: str, number: int) -> Row:
    """The members that tell how Cloudflare authenticates to the server."""
    if auth == "unauthenticated":
        return {"authentication_status": "not_required"}
    if auth == "bearer":
        is_refused = status == "error" and _error(auth, number).get("status_code") == 401
        known = "required" if is_refused else "connected"
        return {"authentication_status": known, "auth_config_summary": None}
    manual = number % 20 == 14  # half of those that wait
    unknown = {"waiting": "manual" if manual else "required", "stale": "stale"}
    return {
        "authentication_status": unknown.get(status, "connected"),
        "auth_config_summary": _auth_config(host, manual, number),
    }


def _auth_config(host: str, manual: bool, number: int) -> Row:
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
