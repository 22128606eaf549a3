"""redocly's differ of contracts, and the entries that it makes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from cloudflare_api_contract import Json
from tools.redocly import redocly

from .public_names import PublicNames

__all__ = ["Entry", "differences"]

_OPTIONS: Final = ("--format", "json", "--lint-config", "off", "--fail-on", "none")


@frozen
class Entry:
    """One change, as redocly says it."""

    kind: str
    """`added`, `removed` or `modified`."""
    type: str
    key: str | None
    """What of it was modified; `key` is its own name."""
    is_major: bool
    pointers: tuple[str | None, str | None]
    """Where it was and where it is."""
    values: tuple[Any, Any]

    @property
    def pointer(self) -> str:
        """Where it is, or was if it is gone."""
        return self.pointers[1] or self.pointers[0] or ""

    @property
    def component(self) -> str | None:
        """Kind of the component that this is as a whole."""
        match self.pointer.split("/"):
            case ["#", "components", kind, _]:
                return kind
            case _:
                return None

    def names(
        self, before: PublicNames, after: PublicNames, inside: str = ""
    ) -> dict[str, set[str]]:
        """Return the public names of it, or of what is inside, with their uses before and now."""
        found: dict[str, set[str]] = {}
        for pointer, names in zip(self.pointers, (before, after), strict=True):
            if pointer is not None:
                for name, uses in names.find(pointer + inside):
                    found.setdefault(name, set()).update(uses)
        return found


def differences(base: Path, head: Path) -> list[Entry]:
    """Compare two contracts. Raises RedoclyError."""
    # Away from redocly.yaml: beside rules for `lint` there would be none of its own for `diff`.
    with tempfile.TemporaryDirectory() as nowhere:
        printed, _ = redocly("diff", base.resolve(), head.resolve(), *_OPTIONS, cwd=nowhere)
    return [_entry(change) for change in json.loads(printed)["changes"]]


def _entry(change: Json) -> Entry:
    key = change.get("property")
    old, new = change.get("base", {}), change.get("revision", {})
    return Entry(
        kind=change["kind"],
        type=change["typeName"],
        key=key,
        is_major=change["impact"] == "major",
        pointers=(_pointer(old, key), _pointer(new, key)),
        values=(old.get("value"), new.get("value")),
    )


def _pointer(end: Json, key: str | None) -> str | None:
    """Return where the thing itself is; redocly leads to what of it was modified."""
    return end["pointer"].removesuffix(f"/{key}") if end else None
