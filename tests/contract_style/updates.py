"""The rule that an update leaves omitted members unchanged.

A client may send the default of a member that a program does not give, and so reset it, so no
member has one. Cloudflare does not say of most families whether an update leaves or resets what it
omits: then no member says that it stays.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from cloudflare_api_contract import Document, Json, written_out

__all__ = ["UNCHANGED", "faults"]

UNCHANGED: Final = "Unchanged if omitted."


def faults(contract: Json) -> Iterator[str]:
    """Return a line for each member of an update that does not stay, or does not say so."""
    document = written_out(Document("openapi.yaml", contract))
    for operation in document.operations():
        body = document.body(operation) if operation.method in {"patch", "put"} else None
        if body is None:
            continue
        schema, place = document.follow(body[0]["schema"], (*body[1], "schema"))
        members = {
            name: document.resolve(each) for name, each in schema.get("properties", {}).items()
        }
        says_so = any(map(_stays, members.values()))
        for name, member in members.items():
            where = ".".join(map(str, (*place, "properties", name)))
            if "default" in member:
                yield f"{where}: has a default"
            is_required = name in schema.get("required", ())
            if says_so and not is_required and not _stays(member):
                yield f"{where}: does not end with {UNCHANGED!r}"


def _stays(member: Json) -> bool:
    return str(member.get("description", "")).endswith(UNCHANGED)
