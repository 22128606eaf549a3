"""Behaviour of MCP servers: creations, updates, syncs and deletions."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from sys import maxsize
from typing import Any

from .answer import Answer, success
from .contract import Contract
from .credentials import authenticated, is_manual, manual
from .hooks import CollectionHooks
from .request import Request
from .seed import coherent, mcp_server
from .store import Row, Store
from .sync import result, synced
from .violation import Violation

__all__ = ["McpServers"]

_NAME = "McpServer"
_PORTALS = "McpPortal"
_DUE = "_sync_due"  # when the effects of a sync show, by the store's clock
_FIRST_SYNC = 1.0  # seconds from a creation


class McpServers(CollectionHooks):
    """The servers. A row shows which secrets its server has; the secrets are not stored.

    tools: the number of tools that a sync finds.
    """

    most_initial = maxsize
    kept_stamps = ("modified_at",)  # it was seen to stay

    def __init__(self, contract: Contract, store: Store, tools: int) -> None:
        self._contract = contract
        self._store = store
        self._tools = tools
        self._kinds = contract.component(_NAME).get("auth_type", {}).get("enum", [])
        self.actions = {"syncMcpServer": self._sync}

    @property
    def update_members(self) -> tuple[str, ...]:
        return ("auth_type",) if "auth_type_by_put" in self._store.quirks else ()

    def before_request(self) -> None:
        now = self._store.clock()
        for server in self._store.rows(_NAME):
            if server.get(_DUE, math.inf) <= now:
                self._finish(server)

    def make(self, number: int) -> Row:
        return mcp_server(number, self._tools)

    def from_example(self, row: Row) -> Row:
        return coherent(row)

    def check(self, id: str, body: Mapping[str, Any]) -> Iterator[Violation]:
        if "auth_type" in body and body["auth_type"] not in self._kinds:
            yield Violation(("body", "auth_type"), f"Expected one of {', '.join(self._kinds)}")
        has_secret = is_manual(self._store.find(_NAME, id) or {})
        if manual(body) and not (body.get("client_secret") or has_secret):
            message = "client_secret must be a non-empty string"
            yield Violation(("body", "client_secret"), message)

    def before_save(self, row: Row, body: Mapping[str, Any]) -> Row:
        is_new = "id" in body  # an update cannot have it
        stored = {} if is_new else self._store.find(_NAME, row["id"]) or {}
        fresh = stored.get("auth_type") != row["auth_type"]
        row = authenticated(self._contract, row, body, fresh=fresh)
        return self._later(row) if is_new else row

    def after_delete(self, id: str) -> None:
        """Detach a deleted server from its portals."""
        for portal in self._store.rows(_PORTALS):
            kept = [each for each in portal["servers"] if each["server_id"] != id]
            if len(kept) < len(portal["servers"]):
                self._store.put(_PORTALS, portal["id"], portal | {"servers": kept})

    def _sync(self, _: Request, server: Row) -> Answer:
        if "late_sync" in self._store.quirks:
            self._store.put(_NAME, server["id"], self._later(server))
        else:
            self._finish(server)
        outcome = result(server)
        if outcome["status"] == "ready":
            return success(200, outcome)
        return Answer.of(200, {"success": False, "result": outcome})

    def _later(self, server: Row) -> Row:
        """The server with a sync to come."""
        delay = self._store.quirks.get("late_sync", _FIRST_SYNC)
        return server | {_DUE: self._store.clock() + delay}

    def _finish(self, server: Row) -> None:
        kept = {name: value for name, value in server.items() if name != _DUE}
        self._store.put(_NAME, server["id"], synced(kept, self._tools, self._store.now()))
