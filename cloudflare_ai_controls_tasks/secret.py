"""Secrets that a task holds from one call to the next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["Secret", "revealed"]


class Secret:
    """A secret value. Its repr does not show it, because crash reporters record variables."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return "***"


def revealed(members: Mapping[str, Any]) -> dict[str, Any]:
    """Return members for a call, with their secrets unwrapped. Do not keep them in a variable."""
    return {n: each.value if isinstance(each, Secret) else each for n, each in members.items()}
