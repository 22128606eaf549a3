"""The differences that redocly finds between two contracts."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any, Final

from attrs import frozen

from cloudflare_api_contract import Json
from tools.redocly import redocly

from .public_names import PublicNames

__all__ = ["Difference", "differences"]

_OPTIONS: Final = ("--format", "json", "--lint-config", "off", "--fail-on", "none")


@frozen
class Difference:
    """One difference, as redocly reports it."""

    kind: str
    """`added`, `removed` or `modified`."""
    type: str
    key: str | None
    """The member that was modified; `key` is the node's own name."""
    is_major: bool
    pointers: tuple[str | None, str | None]
    """JSON pointers to the node, before and after."""
    values: tuple[Any, Any]

    @property
    def pointer(self) -> str:
        """The JSON pointer to the node, or to its old place if it was removed."""
        return self.pointers[1] or self.pointers[0] or ""

    @property
    def component(self) -> str | None:
        """The kind of the component, if the node is a whole component."""
        match self.pointer.split("/"):
            case ["#", "components", kind, _]:
                return kind
            case _:
                return None

    def names(
        self, before: PublicNames, after: PublicNames, inside: str = ""
    ) -> dict[str, set[str]]:
        """Return the public names of the node, or of a node inside it, with their uses."""
        found: dict[str, set[str]] = {}
        for pointer, names in zip(self.pointers, (before, after), strict=True):
            if pointer is not None:
                for name, uses in names.find(pointer + inside):
                    found.setdefault(name, set()).update(uses)
        return found


def differences(base: Path, head: Path) -> list[Difference]:
    """Compare two contracts. Raises RedoclyError."""
    # In another folder, redocly does not find redocly.yaml, which has no rules for `diff`.
    with tempfile.TemporaryDirectory() as folder:
        printed, _ = redocly("diff", base.resolve(), head.resolve(), *_OPTIONS, cwd=folder)
    return [_difference(change) for change in json.loads(printed)["changes"]]


def _difference(change: Json) -> Difference:
    key = change.get("property")
    old, new = change.get("base", {}), change.get("revision", {})
    return Difference(
        kind=change["kind"],
        type=change["typeName"],
        key=key,
        is_major=change["impact"] == "major",
        pointers=(_pointer(old, key), _pointer(new, key)),
        values=(old.get("value"), new.get("value")),
    )


def _pointer(end: Json, key: str | None) -> str | None:
    """Return the pointer to the node; redocly's leads to the modified member."""
    return end["pointer"].removesuffix(f"/{key}") if end else None
