"""The JSON of a contract: its types, and where a part of it is."""

from __future__ import annotations

from typing import Any, TypeGuard

__all__ = ["Json", "Part", "Place", "is_array", "is_object"]

Json = dict[str, Any]
Place = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a document to a part of it."""
Part = tuple[Json, Place]


def is_object(value: object) -> TypeGuard[Json]:
    """Return whether a value is a JSON object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Return whether a value is a JSON array."""
    return isinstance(value, list)
