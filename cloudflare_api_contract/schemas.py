"""The schemas of a contract, wherever they are written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from .places import Json, Place, entries, is_object

__all__ = ["is_secret", "parts", "schemas"]

_SKIPPED: Final = {"example", "examples", "schema", "schemas"}


def parts(node: Any, place: Place = ()) -> Iterator[tuple[Place, Json]]:
    """Iterate over the objects of a contract and their places, without its schemas and examples.

    References are not followed: each object appears once, where it is written.
    """
    if is_object(node):
        yield place, node
    for step, child in entries(node):
        if step not in _SKIPPED:
            yield from parts(child, (*place, step))


def schemas(data: Json) -> Iterator[tuple[Place, Json]]:
    """Iterate over the schemas of a contract and their places, the outer ones first."""
    for name, schema in data.get("components", {}).get("schemas", {}).items():
        yield from _with_inner(schema, ("components", "schemas", name))
    for place, part in parts(data):
        if "schema" in part:
            yield from _with_inner(part["schema"], (*place, "schema"))


def _with_inner(schema: Any, place: Place) -> Iterator[tuple[Place, Json]]:
    if not is_object(schema):  # additionalProperties: true
        return
    yield place, schema
    for key in ("items", "additionalProperties", "not"):
        yield from _with_inner(schema.get(key), (*place, key))
    for key in ("properties", "allOf", "anyOf", "oneOf"):
        for step, child in entries(schema.get(key)):
            yield from _with_inner(child, (*place, key, step))


def is_secret(schema: Json) -> bool:
    """Return whether a value of a schema is a secret: write-only, a password, or `x-sensitive`."""
    is_marked = schema.get("writeOnly") or schema.get("x-sensitive") is True
    return bool(is_marked) or schema.get("format") == "password"
