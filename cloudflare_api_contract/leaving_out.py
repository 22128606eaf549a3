"""A contract without the parts that have faults, so that the faults of the others are found too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from .document import Document
from .places import Json, Place, entries, is_array, is_object

__all__ = ["without"]

# Components that all operations have in common, without a `$ref`.
_SHARED: Final = ("securitySchemes",)


def without(document: Document, places: Iterable[Place]) -> Document | None:
    """Return a contract without the operations and components that lead to parts of it.

    Returns None if no operation or component leads there.
    """
    parts = dict(_parts(document.data))
    users: defaultdict[Place, set[Place]] = defaultdict(set)
    for place, node in parts.items():
        users[place[:2]].add(place)
        if place[0] == "paths":
            users["paths", place[1], "parameters"].add(place)
        for reference in _references(node):
            users[tuple(reference.split("/")[1:4])].add(place)
    pending = [place[:3] for place in places if len(place) > 1]
    faulty: set[Place] = set()
    while pending:
        place = pending.pop()
        if place not in faulty:
            faulty.add(place)
            pending += users[place]
    if not faulty & parts.keys():
        return None
    shared = {key: document.data.get("components", {}).get(key, {}) for key in _SHARED}
    data = document.data | {"paths": {}, "components": shared}
    for place, node in parts.items():
        if place not in faulty:
            folder, name, key = map(str, place)
            data[folder].setdefault(name, {})[key] = node
    return Document(document.name, data, document.lines, document.most)


def _parts(data: Json) -> Iterator[tuple[Place, Any]]:
    for folder in ("components", "paths"):
        for name, items in entries(data.get(folder)):
            for key, node in entries(items if name not in _SHARED else ()):
                yield (folder, name, key), node


def _references(node: Any) -> Iterator[str]:
    # Each part once, also if several aliases lead to it.
    met: set[int] = set()
    pending = [node]
    while pending:
        node = pending.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        if is_object(node) and isinstance(node.get("$ref"), str):
            yield node["$ref"]
        pending += [child for _, child in entries(node) if is_object(child) or is_array(child)]
