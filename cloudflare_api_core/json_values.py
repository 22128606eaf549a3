"""JSON values as `json` produces them: their kinds, and how a message names them."""

from __future__ import annotations

from typing import Any, TypeGuard

__all__ = ["describe", "is_array", "is_object"]


def is_object(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a JSON value is an object."""
    return isinstance(value, dict)


def is_array(value: object) -> TypeGuard[list[Any]]:
    """Whether a JSON value is an array."""
    return isinstance(value, list)


def describe(value: object) -> str:
    """Name a JSON value in a few words, a long scalar cut at 60 characters."""
    if value is None:
        return "null"
    if is_object(value):
        return "an object"
    if is_array(value):
        return "an array"
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."
