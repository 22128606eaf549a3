"""Quirks of rows: each changes one object in the result of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable

from .mcp_portals import OVERRIDES
from .store import Row

__all__ = ["FOREIGN", "ROW_QUIRKS", "without"]

_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z")
# The upstream server's own objects, which the API does not change.
FOREIGN = ("tools", "prompts")


def bare_timestamps(row: Row) -> Row:
    """Timestamps have a space instead of the T, no fraction and no zone."""
    return _texts(row, lambda text: _TIME.sub(r"\1 \2", text))


def long_fractions(row: Row) -> Row:
    """Timestamps have five fractional digits."""
    return _texts(row, lambda text: _TIME.sub(r"\1T\2.12345Z", text))


def null_tools(row: Row) -> Row:
    """`tools` of a server that was never synced is null."""
    never = "tools" in row and not row.get("last_synced")
    return row | {"tools": None} if never else row


def null_auth_config(row: Row) -> Row:
    """`auth_config_summary` of a bearer server is null."""
    return row | {"auth_config_summary": None} if row.get("auth_type") == "bearer" else row


def null_overrides(row: Row) -> Row:
    """Overrides of tools and prompts are null in all members but the name."""
    return row | {
        name: [{n: v if n == "name" else None for n, v in each.items()} for each in row[name]]
        for name in OVERRIDES
        if name in row
    }


def null_status(row: Row) -> Row:
    """`status` is null."""
    return row | {"status": None} if "status" in row else row


def empty_texts(row: Row) -> Row:
    """`description` and `error` are empty strings."""
    return row | {name: "" for name in ("description", "error") if name in row}


def no_server_id(row: Row) -> Row:
    """The servers of a portal have no `server_id`."""
    return without(row, "server_id")


def no_servers(row: Row) -> Row:
    """Portals have no `servers`."""
    return without(row, "servers")


def reordered_servers(row: Row) -> Row:
    """The servers of a portal are in the order of their identifiers, not as they were written."""
    if "servers" not in row:
        return row
    return row | {"servers": sorted(row["servers"], key=lambda server: str(server["id"]))}


def listed_tools(row: Row) -> Row:
    """A portal lists an override for each tool and prompt of its servers, in their order."""
    if "default_disabled" not in row:
        return row
    return row | {f"updated_{name}": _listed(row, name) for name in FOREIGN if row[name]}


def active_status(row: Row) -> Row:
    """`status` is "active", which is not in the enum."""
    return row | {"status": "active"} if "status" in row else row


def number_booleans(row: Row) -> Row:
    """Booleans are 0 and 1."""
    return {name: int(value) if isinstance(value, bool) else value for name, value in row.items()}


def _texts(row: Row, change: Callable[[str], str]) -> Row:
    return {name: change(value) if isinstance(value, str) else value for name, value in row.items()}


def _listed(server: Row, kind: str) -> list[Row]:
    overrides: Row = {each["name"]: each for each in server.get(f"updated_{kind}", ())}
    enabled = not server["default_disabled"]
    names = [each["name"] for each in server[kind] if isinstance(each.get("name"), str)]
    return [{"name": name, "enabled": enabled} | overrides.get(name, {}) for name in names]


def without(row: Row, *names: str) -> Row:
    """The row without these members."""
    return {name: value for name, value in row.items() if name not in names}


ROW_QUIRKS = (
    bare_timestamps,
    long_fractions,
    null_tools,
    null_auth_config,
    null_overrides,
    null_status,
    empty_texts,
    no_server_id,
    no_servers,
    reordered_servers,
    listed_tools,
    active_status,
    number_booleans,
)
