"""Behaviour of MCP portals: the servers that they publish."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .answer import Answer, Refusal, invalid, success
from .contract import Contract
from .hooks import CollectionHooks
from .request import Request
from .seed import SHARED_CALLBACK, mcp_portal
from .store import Row, Store, visible
from .violation import Violation

__all__ = ["OVERRIDES", "McpPortals"]

_NAME = "McpPortal"
_SERVERS = "McpServer"
OVERRIDES = ("updated_tools", "updated_prompts")
# Cloudflare documents these limits. The answer beyond them is a guess.
_MOST_PORTALS = 20
_MOST_SERVERS = 80
_OVERRIDDEN = ("alias", "description")
# The members of an override in a request, and in an answer.
_ATTACHED_AS = {"name": "name", "enabled": "enabled"} | {n: f"portal_{n}" for n in _OVERRIDDEN}


class McpPortals(CollectionHooks):
    """Portals store servers as requests attach them, and show the present state of each."""

    most_initial = 12

    def __init__(self, contract: Contract, store: Store, tools: int) -> None:
        self._store = store
        self._tools = tools
        entry = contract.component("PortalServer")
        self._defaults = {n: s["default"] for n, s in entry.items() if "default" in s}
        self._settings = contract.component("PortalServerAttachment").keys()
        self._example = (contract.argument("portal_id"), contract.argument("server_id"))
        self.actions = {"readEffectiveRedirectUri": self._redirect_uri}

    def make(self, number: int) -> Row:
        return mcp_portal(number, self._tools)

    def before_seed(self, row: Row) -> Row:
        attached = [_attached(entry) for entry in row.get("servers", ())]
        portal, server = self._example
        if row["id"] == portal and all(each["server_id"] != server for each in attached):
            attached.append({"server_id": server})
        known = [each for each in attached if self._store.find(_SERVERS, each["server_id"])]
        return row | {"servers": list(map(self._kept, known))}

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
            message = "code_mode and allow_code_mode disagree"
            yield Violation(("body", "code_mode"), message)
        for i, attached in enumerate(body.get("servers", ())):
            place = ("body", "servers", str(i))
            id_ = attached["server_id"]
            if self._store.find(_SERVERS, id_) is None:
                yield Violation((*place, "server_id"), f"Unknown server {id_}")
            elif "refused_unknown_tool" in self._store.quirks:
                for j, override in enumerate(attached.get("updated_tools", ())):
                    if override["name"] not in self._offered(id_):
                        message = f"Server {id_} has no tool {override['name']}"
                        yield Violation((*place, "updated_tools", str(j), "name"), message)

    def before_save(self, row: Row, body: Mapping[str, Any]) -> Row:
        servers = row.get("servers", [])
        is_new = self._store.find(_NAME, row["id"]) is None
        if is_new and len(self._store.rows(_NAME)) >= _MOST_PORTALS:
            message = f"An account can have at most {_MOST_PORTALS} portals"
            raise Refusal(invalid([Violation(("body",), message)]))
        if "servers" in body and len(servers) > _MOST_SERVERS:
            message = f"Array must contain at most {_MOST_SERVERS} element(s)"
            raise Refusal(invalid([Violation(("body", "servers"), message)]))
        row = row | {"servers": list(map(self._kept, servers)) if "servers" in body else servers}
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
            raise Refusal.not_found()
        if server.get("is_shared_oauth_callback_enabled"):
            return success(200, {"redirect_uri": SHARED_CALLBACK, "source": "shared_mcp22"})
        uri = f"https://{portal['hostname']}/servers-callback"
        return success(200, {"redirect_uri": uri, "source": "per_portal"})

    def _kept(self, attached: Row) -> Row:
        """An attachment without overrides of tools that its server does not offer."""
        if "updated_tools" not in attached:
            return attached
        offered = self._offered(attached["server_id"])
        kept = [each for each in attached["updated_tools"] if each["name"] in offered]
        return attached | {"updated_tools": kept}

    def _offered(self, server_id: str) -> set[object]:
        """The names of the tools of a server."""
        server = self._store.find(_SERVERS, server_id) or {}
        names = (tool.get("name") for tool in server.get("tools") or ())
        return {name for name in names if isinstance(name, str)}

    def _published(self, attached: Row) -> Row:
        """An attached server in the form of an answer."""
        server = visible(self._store.find(_SERVERS, attached["server_id"]) or {})
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
