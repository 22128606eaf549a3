"""The difference of two snapshots."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Literal

from attrs import frozen

from cloudflare_api_text import one_line

from .result import MemberChange, Result
from .snapshots import KINDS, Snapshot

__all__ = ["CatalogueChange", "CatalogueDiff", "diff"]


@frozen(kw_only=True)
class CatalogueChange:
    """A server, tool or prompt that was added, removed or changed."""

    action: Literal["added", "removed", "changed"]
    kind: Literal["server", "tool", "prompt"]
    server_id: str
    name: str | None = None
    """The name of the tool or prompt. None for a server."""
    members: tuple[MemberChange, ...] = ()
    """The members that changed."""

    def __str__(self) -> str:
        place = f"{self.kind} {self.name} of server " if self.name is not None else "server "
        members = f": {'; '.join(map(str, self.members))}" if self.members else ""
        return one_line(f"{self.action}: {place}{self.server_id}{members}")


@frozen(kw_only=True)
class CatalogueDiff(Result):
    """The changes from one snapshot to another, by server."""

    changes: tuple[CatalogueChange, ...]

    def __bool__(self) -> bool:
        return bool(self.changes)


def diff(old: Snapshot, new: Snapshot) -> CatalogueDiff:
    """Compare two snapshots. All entries of a server that was added or removed are listed, too."""
    changes = tuple(_changes(old, new))
    return CatalogueDiff(facts=tuple(map(str, changes)), changes=changes)


def _changes(old: Snapshot, new: Snapshot) -> Iterator[CatalogueChange]:
    for server_id in sorted(old.servers.keys() | new.servers.keys()):
        before, after = old.servers.get(server_id), new.servers.get(server_id)
        if before is None or after is None:
            action = _action(before, after)
            yield CatalogueChange(action=action, kind="server", server_id=server_id)
        for kind in KINDS:
            entries = ((before or {}).get(kind, {}), (after or {}).get(kind, {}))
            yield from _entries(server_id, "tool" if kind == "tools" else "prompt", *entries)


def _entries(
    server_id: str,
    kind: Literal["tool", "prompt"],
    old: Mapping[str, Mapping[str, Any]],
    new: Mapping[str, Mapping[str, Any]],
) -> Iterator[CatalogueChange]:
    for name in sorted(old.keys() | new.keys()):
        before, after = old.get(name), new.get(name)
        action = _action(before, after)
        members = tuple(_members(before or {}, after or {})) if action == "changed" else ()
        if members or action != "changed":
            yield CatalogueChange(
                action=action, kind=kind, server_id=server_id, name=name, members=members
            )


def _action(old: object, new: object) -> Literal["added", "removed", "changed"]:
    if old is None:
        return "added"
    return "removed" if new is None else "changed"


def _members(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[MemberChange]:
    for name in sorted(old.keys() | new.keys()):
        # Not `get`: null is not the same as absent, nor 0 as false.
        if _exact(old, name) != _exact(new, name):
            yield MemberChange(name=name, old=old.get(name), new=new.get(name))


def _exact(entry: Mapping[str, Any], name: str) -> object:
    return name in entry, json.dumps(entry.get(name), sort_keys=True)
