"""A sync with an imaginary upstream server; a host under .invalid does not resolve."""

from __future__ import annotations

from urllib.parse import urlsplit

from .capabilities import offer
from .credentials import needs_login
from .store import Row

__all__ = ["REAUTHORISE", "result", "synced"]

REAUTHORISE = "Authorization failed: needs_reauth"


def result(server: Row) -> Row:
    """The result of a sync, which fails if its `status` is not "ready"."""
    url: str = server["hostname"]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # not a URL
        host = "invalid"
    if host == "invalid" or host.endswith(".invalid"):  # RFC 2606: never resolves
        return _error(f"getaddrinfo ENOTFOUND {host}", is_upstream=False, retryable=True)
    if server.get("authentication_status", server.get("status")) == "stale":
        return {"status": "stale", "error": REAUTHORISE}
    if needs_login(server):
        return _error("Unauthorized", is_upstream=True, retryable=False, status_code=401)
    return {"status": "ready"}


def synced(server: Row, tools: int, now: str) -> Row:
    """The server after a sync. tools: the number of tools that the upstream server offers."""
    tried = result(server)
    if needs_login(server) and server["auth_type"] == "oauth":
        return server  # waits until an administrator logs in
    kept = {name: value for name, value in server.items() if name != "error_details"}
    kept |= {"last_synced": now, **tried}
    offered = offer(server["id"], tools)
    if tried["status"] != "ready":
        return kept | {name: server[name] or [] for name in offered}
    found = {name: server[name] or offered[name] for name in offered}
    return kept | found | {"error": "", "last_successful_sync": now}


def _error(cause: str, **details: object) -> Row:
    return {"status": "error", "error": cause, "error_details": {"cause": cause, **details}}
