"""The task that records the tools and prompts of an account's servers."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, Final

import orjson
from attrs import frozen

from cloudflare_ai_controls import McpServer
from cloudflare_api_text import one_line

from .account import Account
from .errors import IncompleteListError
from .job import Job
from .json_values import is_object
from .run import task

__all__ = ["KINDS", "Catalogue", "Snapshot", "snapshot"]

_FORMAT: Final = "cloudflare-ai-controls snapshot"
_VERSION: Final = 1
KINDS: Final = ("tools", "prompts")

Catalogue = Mapping[str, Mapping[str, Mapping[str, Mapping[str, Any]]]]
"""The members of each tool and prompt: by server, then `tools` or `prompts`, then by name."""


@frozen
class Snapshot:
    """The tools and prompts of an account at one time.

    `str` returns the text of its file: sorted JSON with one member on each line, for line-by-line
    comparison. Texts are recorded in full, because a person must read what they tell a model. A
    schema is recorded as its digest.
    """

    servers: Catalogue

    def to_dict(self) -> dict[str, Any]:
        """Return the JSON value of the file."""
        return {"format": _FORMAT, "version": _VERSION, "servers": self.servers}

    def __str__(self) -> str:
        # Escaped, so that no text controls a terminal or looks like another text in a review.
        return json.dumps(self.to_dict(), indent=1, sort_keys=True)

    @classmethod
    def parse(cls, text: str | bytes) -> Snapshot:
        """Read a file. Raises ValueError, with one line, if it is not a snapshot."""
        try:
            source: Any = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValueError(f"not a snapshot: not JSON: {one_line(str(error))}") from None
        if not is_object(source) or source.get("format") != _FORMAT:
            raise ValueError(f'not a snapshot: its member `format` is not "{_FORMAT}"')
        if source.get("version") != _VERSION:
            version = one_line(repr(source.get("version")))
            raise ValueError(f"a snapshot of version {version}; this program reads {_VERSION}")
        _require_catalogue(source.get("servers"))
        return cls(source["servers"])


def _require_catalogue(servers: Any) -> None:
    level: list[Any] = [servers]
    place = "servers"
    for below in ("a server", "a kind", "an entry", "a member"):
        for each in level:
            if not is_object(each):
                raise ValueError(f"not a snapshot: {place} is not an object")
        level, place = [value for each in level for value in each.values()], below


@task
def snapshot(*, account_id: str) -> Job[Snapshot]:
    """Record the tools and prompts of all servers of an account.

    Args:
        client: A `Cloudflare`, or an `AsyncCloudflare`; then the task must be awaited.
        account_id: Identifier of the Cloudflare account.

    Raises:
        IncompleteListError: The list has fewer servers than its total. In a snapshot, the missing
            servers would look deleted.
        CloudflareError: A call failed.
    """
    servers = yield from Account(account_id).list_servers(_catalogue)
    if not servers.is_complete:
        raise IncompleteListError(
            f"the list of servers has {len(servers.rows)} of {servers.total}; try again"
        )
    return Snapshot(servers.rows)


def _catalogue(server: McpServer) -> dict[str, dict[str, dict[str, Any]]]:
    return {"tools": _by_name(server.tools), "prompts": _by_name(server.prompts)}


def _by_name(entries: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return entries by their names. A repeated or missing name gets a number."""
    result: dict[str, dict[str, Any]] = {}
    again = Counter[str]()
    if len({*map(_name, entries)}) < len(entries):
        # Sorted, because the server may change their order.
        entries = sorted(entries, key=_canonical)
    for entry in entries:
        name = key = _name(entry)
        while key in result:
            again[name] += 1
            key = f"{name} ({again[name] + 1})"
        result[key] = {
            member: _digest(value) if member.endswith("Schema") else value
            for member, value in entry.items()
            if member != "name"
        }
    return result


def _name(entry: Mapping[str, Any]) -> str:
    return str(entry.get("name", "(no name)"))


def _digest(value: Any) -> str:
    return f"sha256:{sha256(_canonical(value)).hexdigest()[:32]}"


def _canonical(value: Any) -> bytes:
    """Return JSON that is the same for the same value."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        # orjson refuses some integers, texts and depths, and always the same ones.
        return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
