"""Behaviour of MCP portals: the servers that they publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .answer import Answer, Refusal, success
from .contract import Contract
from .hooks import CollectionHooks
from .request import Request
from .seed import SHARED_CALLBACK
from .store import Row, Store
from .violation import Violation

__all__ = ["OVERRIDES", "McpPortals"]

_NAME = "McpPortal"
_SERVERS = "McpServer"
OVERRIDES = ("updated_tools", "updated_prompts")
_OVERRIDDEN = ("alias", "description")
# The members of an override in a request, and in an answer.
_ATTACHED_AS = {"name": "name", "enabled": "enabled"} | {n: f"portal_{n}" for n in _OVERRIDDEN}


class McpPortals(CollectionHooks):
    """Portals store servers as requests attach them, and show the present state of each."""

    def __init__(self, contract: Contract, store: Store) -> None:
        self._store = store
        entry = contract.component("PortalServer")
        self._defaults = {n: s["default"] for n, s in entry.items() if "default" in s}
        self._settings = contract.component("PortalServerAttachment").keys()
        self._example = (contract.argument("portal_id"), contract.argument("server_id"))
        self.actions = {"readEffectiveRedirectUri": self._redirect_uri}

    def before_seed(self, row: Row) -> Row:
        attached = [_attached(entry) for entry in row.get("servers", ())]
        portal, server = self._example
        if row["id"] == portal and all(each["server_id"] != server for each in attached):
            attached.append({"server_id": server})
        known = [each for each in attached if self._store.find(_SERVERS, each["server_id"])]
        return row | {"servers": known}

    def before_set(self, row: Row) -> Row:
        return row | {"servers": [_attached(entry) for entry in row.get("servers", ())]}

    def show(self, row: Row) -> Row:
        return row | {"servers": [self._published(each) for each in row["servers"]]}

    def show_deleted(self, row: Row) -> Row:
        return {name: value for name, value in row.items() if name != "servers"}

    def check(self, id: str, body: Mapping[str, Any]) -> Iterator[Violation]:
        host = body.get("hostname", "").casefold()
        for other in self._store.rows(_NAME):
            if other["id"] != id and other["hostname"].casefold() == host:
                yield Violation(("body", "hostname"), f"Already used by portal {other['id']}")
        if {"allow_code_mode", "code_mode"} <= body.keys() and body["allow_code_mode"] == (
            body["code_mode"] == "off"
        ):
            message = f"code_mode {body['code_mode']} contradicts allow_code_mode"
            yield Violation(("body", "code_mode"), message)
        for i, attached in enumerate(body.get("servers", ())):
            place = ("body", "servers", str(i))
            server = self._store.find(_SERVERS, attached["server_id"])
            if server is None:
                message = f"Unknown server {attached['server_id']}"
                yield Violation((*place, "server_id"), message)
                continue
            names = (tool.get("name") for tool in server["tools"] or ())
            tools = {name for name in names if isinstance(name, str)}
            for j, override in enumerate(attached.get("updated_tools", ()) if tools else ()):
                if override["name"] not in tools:
                    message = f"Server {server['id']} has no tool {override['name']}"
                    yield Violation((*place, "updated_tools", str(j), "name"), message)

    def before_save(self, row: Row, body: Mapping[str, Any]) -> Row:
        row = row | {"servers": row.get("servers", [])}
        if "code_mode" in body:
            row["allow_code_mode"] = row["code_mode"] != "off"
        elif "allow_code_mode" in body and row["allow_code_mode"] == (row["code_mode"] == "off"):
            row["code_mode"] = "opt_in" if row["allow_code_mode"] else "off"
        return row

    def _redirect_uri(self, request: Request, portal: Row) -> Answer:
        """The redirect URI of OAuth for a server that is reached through this portal."""
        id = request.arguments["server_id"]
        server = self._store.find(_SERVERS, id)
        if server is None or all(each["server_id"] != id for each in portal["servers"]):
            raise Refusal.brief(404, 7002, "Not Found")
        if server.get("is_shared_oauth_callback_enabled"):
            return success(200, {"redirect_uri": SHARED_CALLBACK, "source": "shared_mcp22"})
        uri = f"https://{portal['hostname']}/servers-callback"
        return success(200, {"redirect_uri": uri, "source": "per_portal"})

    def _published(self, attached: Row) -> Row:
        """An attached server in the form of an answer."""
        server = self._store.find(_SERVERS, attached["server_id"]) or {}
        settings = {n: v for n, v in attached.items() if n in self._settings}
        entry = self._defaults | server | settings
        for name in OVERRIDES:
            if name in server or name in attached:
                entry[name] = _overrides(server.get(name, ()), attached.get(name, ()))
        return entry


def _overrides(of_server: Any, of_portal: Any) -> list[Row]:
    """The overrides of the server and of the portal, merged by name."""
    merged: dict[str, Row] = {}
    for whose, overrides in (("server", of_server), ("portal", of_portal)):
        for each in overrides:
            entry = merged.setdefault(each["name"], {"name": each["name"]})
            if "enabled" in each:  # the portal comes last and takes precedence
                entry["enabled"] = each["enabled"]
            entry |= {f"{whose}_{name}": each[name] for name in _OVERRIDDEN if name in each}
    return list(merged.values())


def _attached(entry: Row) -> Row:
    """The attachment for an entry of an answer; any other value is returned unchanged."""
    if "id" not in entry:
        return entry
    kept = ("server_id", "default_disabled", "on_behalf")
    attached = {name: entry[name] for name in kept if name in entry}
    for name in OVERRIDES:
        attached[name] = [
            {own: each[shown] for own, shown in _ATTACHED_AS.items() if shown in each}
            for each in entry.get(name, ())
        ]
    return attached
