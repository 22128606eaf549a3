"""A contract without its faulty parts, so that one run also finds the faults of other parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final

from .document import Document
from .places import Json, Place, entries, is_object
from .references import objects, references

__all__ = ["without"]

_SCHEMES: Final = ("components", "securitySchemes")
_STAND_INS: Final[Json] = {
    "info": {"title": "", "version": "0"},
    "servers": [{"url": "https://stand-in.example"}],
    "security": [{"token": []}],
}
"""The parts of a document that a contract needs besides its operations, without a fault."""
_STAND_IN_SCHEMES: Final[Json] = {"token": {"type": "http", "scheme": "bearer"}}


def without(document: Document, places: Iterable[Place]) -> Document | None:
    """Return a contract without the operations and components that lead to parts of it.

    A part that all operations have in common, such as `info`, is replaced by one without a fault.
    Returns None if the contract stays as it is, as it does for another version of OpenAPI.
    """
    places = [*places]
    parts = dict(_parts(document.data))
    users: defaultdict[Place, set[Place]] = defaultdict(set)
    for place, node in parts.items():
        users[place[:2]].add(place)
        if place[0] == "paths":
            users["paths", place[1], "parameters"].add(place)
        for _, each in objects(node):
            for _, reference in references(each):
                users[tuple(reference.split("/")[1:4])].add(place)
    pending = [place[:3] for place in places if len(place) > 1]
    faulty: set[Place] = set()
    while pending:
        place = pending.pop()
        if place not in faulty:
            faulty.add(place)
            pending += users[place]
    shared = _shared_keys(document, places)
    data = {key: value for key, value in document.data.items() if key not in shared}
    data |= {key: _STAND_INS[key] for key in shared if key in _STAND_INS}
    if data == document.data and not faulty & parts.keys():
        return None
    schemes = dict(entries(document.data.get("components"))).get("securitySchemes", {})
    is_stand_in = "security" in shared
    components = {"securitySchemes": _STAND_IN_SCHEMES if is_stand_in else schemes}
    data |= {"paths": {}, "components": components}
    for place, node in parts.items():
        if place not in faulty:
            folder, name, key = map(str, place)
            if is_stand_in and folder == "paths" and is_object(node):
                node = {each: node[each] for each in node if each != "security"}
            data[folder].setdefault(name, {})[key] = node
    return Document(document.name, data, document.lines, document.most)


def _shared_keys(document: Document, places: list[Place]) -> set[str | int]:
    """Return the keys of the document that lead to places, besides operations and components."""
    keys = {place[0] for place in places if place} - {"components", "openapi", "paths"}
    if any(place[:2] == _SCHEMES for place in places):
        keys.add("security")
    if () in places:  # Something is missing.
        keys |= _STAND_INS.keys() - document.data.keys()
    return keys


def _parts(data: Json) -> Iterator[tuple[Place, Any]]:
    for folder in ("components", "paths"):
        for name, items in entries(data.get(folder)):
            for key, node in entries(items if (folder, name) != _SCHEMES else ()):
                yield (folder, name, key), node
