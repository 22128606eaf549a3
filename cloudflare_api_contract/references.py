"""The references of a document, wherever they are, in examples too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from .places import Json, Place, entries, is_array, is_object

__all__ = ["objects", "references"]

# redocly follows both keys, wherever they are.
_KEYS: Final = ("$ref", "externalValue")


def objects(node: Any) -> Iterator[tuple[Place, Json]]:
    """Iterate over the objects in a part of a document, with the steps that lead to them.

    Each is met once, also if several aliases lead to it. References are not followed.
    """
    met: set[int] = set()
    pending: list[tuple[Any, Place]] = [(node, ())]
    while pending:
        node, place = pending.pop()
        if id(node) in met:
            continue
        met.add(id(node))
        if is_object(node):
            yield place, node
        pending += [
            (child, (*place, step))
            for step, child in entries(node)
            if is_object(child) or is_array(child)
        ]


def references(node: Json) -> Iterator[tuple[Place, str]]:
    """Iterate over the references of an object, with the steps that lead to them."""
    found: list[tuple[Place, Any]] = [((key,), node[key]) for key in _KEYS if key in node]
    discriminator = node.get("discriminator")
    mapping = discriminator.get("mapping") if is_object(discriminator) else None
    for name, target in entries(mapping):
        if "/" in str(target):  # Then it is a URL and not the name of a schema.
            found.append((("discriminator", "mapping", name), target))
    yield from ((place, target) for place, target in found if isinstance(target, str))
