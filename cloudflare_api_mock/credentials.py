"""The credentials of MCP servers. Rows show only the parts that are not secret."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from typing import Any, cast

from .contract import Contract
from .store import Row

__all__ = ["authenticated", "is_manual", "manual", "needs_login"]

# The version of the last secret, kept when the server changes to another `auth_type`.
_VERSION = "_client_secret_version"
_IMPORTED = {"tokens", "config", "registration_info"}
_OF_A_SYNC = ("error", "error_details", "last_successful_sync", "last_synced")


def is_manual(server: Row) -> bool:
    """Whether the OAuth client of a server was configured by hand."""
    summary: Row = server.get("auth_config_summary") or {}
    return summary.get("auth_mode") == "manual"


def needs_login(server: Row) -> bool:
    """Whether a server needs credentials that Cloudflare does not have."""
    return server["auth_type"] != "unauthenticated" and server.get("authentication_status") in (
        "required",
        "manual",
    )


def manual(body: Mapping[str, Any]) -> Row:
    """The credentials of an OAuth client that was configured by hand, else {}."""
    given = _given(body)
    return given if given.get("auth_mode") == "manual" else {}


def authenticated(contract: Contract, row: Row, body: Mapping[str, Any], *, fresh: bool) -> Row:
    """A server after a creation or update, with its credentials.

    row: has the members of the body. fresh: whether its `auth_type` is new.
    """
    status: str = "required" if fresh else row.get("authentication_status", "required")
    summary: Row = row.get("auth_config_summary") or {}
    match row["auth_type"]:
        case "oauth":
            if fresh:  # nobody has logged in
                kept = {name: value for name, value in row.items() if name not in _OF_A_SYNC}
                row = kept | {"status": "waiting", "tools": None, "prompts": None}
            row = row | {"auth_config_summary": _summary(contract, row, body)}
            if _given(body).keys() >= _IMPORTED:
                status = "connected"
            elif manual(body):
                status = "manual"
        case "bearer":
            if body.get("auth_credentials"):
                status = "connected"
        case _:
            status = "not_required"
    if summary and row["auth_type"] != "oauth":
        version = summary.get("client_secret_version", 0)
        row = row | {"auth_config_summary": None, _VERSION: version}
    return row | {"authentication_status": status}


def _given(body: Mapping[str, Any]) -> Row:
    """The credentials of a body, {} if they are not an object."""
    with suppress(ValueError, RecursionError):
        given = json.loads(body.get("auth_credentials", ""))
        if isinstance(given, dict):
            return cast(Row, given)
    return {}


def _summary(contract: Contract, row: Row, body: Mapping[str, Any]) -> Row:
    """The OAuth settings without secrets."""
    summary: Row = {"auth_mode": "dcr", "has_client_secret": False}
    summary |= row.get("auth_config_summary") or {}
    given = _given(body)
    if given.get("auth_mode") == "manual":
        summary["auth_mode"] = "manual"
    if given.get("auth_mode") == "manual" or given.keys() >= _IMPORTED:
        for name, schema in contract.component("AuthConfigSummary").items():
            if schema.get("type") == "object" and isinstance(given.get(name), dict):
                members = contract.properties(schema)
                summary[name] = {  # any other member may be secret
                    n: value
                    for n, value in given[name].items()
                    if n in members and contract.admits(members[n], value)
                }
    if body.get("client_secret"):
        version: int = summary.get("client_secret_version") or row.get(_VERSION) or 0
        summary |= {"has_client_secret": True, "client_secret_version": version + 1}
    return summary
