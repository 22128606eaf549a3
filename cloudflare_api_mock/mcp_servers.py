"""Behaviour of MCP servers: credentials, and the sync with the upstream server."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, cast
from urllib.parse import urlsplit

from .answer import Answer, success
from .contract import Contract
from .hooks import CollectionHooks
from .request import Request
from .seed import offer
from .store import Row, Store
from .violation import Violation

__all__ = ["McpServers", "is_manual"]

_NAME = "McpServer"
_PORTALS = "McpPortal"


def is_manual(server: Row) -> bool:
    """Whether the OAuth client of a server was configured by hand."""
    summary: Row = server.get("auth_config_summary") or {}
    return summary.get("auth_mode") == "manual"


class McpServers(CollectionHooks):
    """A row shows which secrets its server has, so the secrets themselves are not stored.

    tools: the number of tools that a sync finds.
    """

    def __init__(self, contract: Contract, store: Store, tools: int) -> None:
        self._contract = contract
        self._store = store
        self._tools = tools
        self.actions = {"syncMcpServer": self._sync}

    def check(self, id: str, body: Mapping[str, Any]) -> Iterator[Violation]:
        stored = self._store.find(_NAME, id) or {}
        has_secret = "auth_type" not in body and is_manual(stored)  # an update
        if _manual(body) and not (body.get("client_secret") or has_secret):
            message = "client_secret must not be empty with auth_mode manual"
            yield Violation(("body", "client_secret"), message)

    def before_save(self, row: Row, body: Mapping[str, Any]) -> Row:
        kind = row["auth_type"]
        given = bool(body.get("auth_credentials"))
        if kind == "bearer" and given:
            return row | {"authentication_status": "manual"}
        if kind == "oauth":
            row = row | {"auth_config_summary": self._summary(row, body)}
        fresh = "not_required" if kind == "unauthenticated" else "required"
        return row | {"authentication_status": row.get("authentication_status", fresh)}

    def after_delete(self, id: str) -> None:
        """Detach a deleted server from its portals."""
        for portal in self._store.rows(_PORTALS):
            kept = [each for each in portal["servers"] if each["server_id"] != id]
            if len(kept) < len(portal["servers"]):
                self._store.put(_PORTALS, portal["id"], portal | {"servers": kept})

    def _sync(self, _: Request, server: Row) -> Answer:
        """Sync with an imaginary upstream server; hosts under .invalid do not resolve."""
        now = self._store.now()
        if fault := _fault(server):
            result = {"status": "error", "error": fault["cause"], "error_details": fault}
            self._store.put(_NAME, server["id"], server | {"last_synced": now} | result)
            return Answer.of(200, {"success": False, "result": result})
        offered = offer(server["id"], self._tools)
        synced = {name: server[name] or offered[name] for name in offered}
        synced |= {"status": "ready", "error": "", "last_synced": now, "last_successful_sync": now}
        kept = {name: value for name, value in server.items() if name != "error_details"}
        self._store.put(_NAME, server["id"], kept | synced)
        return success(200, {"status": "ready"})

    def _summary(self, row: Row, body: Mapping[str, Any]) -> Row:
        """The OAuth settings without secrets."""
        summary: Row = {"auth_mode": "dcr", "has_client_secret": False}
        summary |= row.get("auth_config_summary") or {}
        if manual := _manual(body):
            summary["auth_mode"] = "manual"
            described = self._contract.component("AuthConfigSummary")
            for name, schema in described.items():
                if isinstance(given := manual.get(name), dict) and schema.get("type") == "object":
                    summary[name] = self._readable(schema, cast(Row, given))
        if body.get("client_secret"):
            version = summary.get("client_secret_version", 0) + 1
            summary |= {"has_client_secret": True, "client_secret_version": version}
        return summary

    def _readable(self, schema: Any, given: Row) -> Row:
        """The members that the contract has, with its types; any other may be secret."""
        types: dict[object, type] = {"string": str, "array": list}
        members = self._contract.properties(schema)
        return {
            name: value
            for name, value in given.items()
            if isinstance(value, types.get(members.get(name, {}).get("type"), ()))
        }


def _manual(body: Mapping[str, Any]) -> Row:
    """The credentials of an OAuth client that was configured by hand, else {}."""
    with suppress(ValueError):
        given = json.loads(body.get("auth_credentials", ""))
        if isinstance(given, dict):
            credentials = cast(Row, given)
            return credentials if credentials.get("auth_mode") == "manual" else {}
    return {}


def _fault(server: Row) -> Row | None:
    """The error of a sync; None if it succeeds."""
    url: str = server["hostname"]
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # not a URL
        host = "invalid"
    if host == "invalid" or host.endswith(".invalid"):  # RFC 2606: never resolves
        cause = f"getaddrinfo ENOTFOUND {host}"
        return {"cause": cause, "is_upstream": False, "retryable": True}
    if server["auth_type"] == "bearer" and server.get("authentication_status") == "required":
        cause = "Server error: HTTP 401"
        return {"cause": cause, "is_upstream": True, "retryable": False, "status_code": 401}
    return None
