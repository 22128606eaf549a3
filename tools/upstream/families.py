"""Families of operations: the paths that the operations of one tag share."""

from __future__ import annotations

import os.path
import re
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final

from cloudflare_api_contract import Document

from .operations import SCOPE, is_in, operations

__all__ = ["beside", "families", "missing"]

_LAST_STEP: Final = re.compile(r"(/\{\})?/[^/{]+(/\{\})*$")
_MOST_NAMES: Final = 8


def families(document: Document) -> list[str]:
    """Return the paths of the families of a contract, without the names of variables.

    A family is the longest path that the operations with one tag share inside one product. One that
    is inside another family belongs to that.
    """
    groups: dict[tuple[str, ...], list[str]] = {}
    for (path, _), operation in operations(document).items():
        scope = SCOPE.match(path)
        start = scope.end() if scope else 0
        product = path[start:].split("/")[1:2]
        for tag in operation.node.get("tags") or [""]:
            groups.setdefault((tag, path[:start], *product), []).append(path)
    shared = {os.path.commonpath(paths) for paths in groups.values()}
    inside = {path for path in shared for each in shared - {path} if is_in(path, each)}
    return sorted(shared - inside)


def missing(document: Document, families: Collection[str]) -> list[str]:
    """Return the families without an operation in a document."""
    return [family for family in families if not operations(document, [family])]


def beside(document: Document, families: Collection[str]) -> Iterator[str]:
    """Yield a line for each parent path whose other operations a document has."""
    known = operations(document, families)
    parents = {
        os.path.dirname(family.removesuffix("/{}")).removesuffix("/{}") for family in families
    }
    for parent in sorted(parents):
        if SCOPE.fullmatch(parent):  # All of Cloudflare's products would follow.
            continue
        others = [path for path, _ in operations(document, [parent]).keys() - known.keys()]
        if others:
            steps = Counter(f"{path}/"[len(parent) :].split("/")[1] for path in sorted(others))
            names = ", ".join(name or "itself" for name, _ in steps.most_common(_MOST_NAMES))
            yield f"{document.name} has {len(others)} others under {parent}: {names}"
