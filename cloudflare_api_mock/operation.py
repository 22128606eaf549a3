"""An operation of the contract, and the route that leads to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Operation", "Route"]


@dataclass(frozen=True, eq=False)
class Operation:
    """One method of one path.

    method: in lower case. path: the template.
    parameters: those of the path and of the operation, references resolved.
    spec: the operation as it stands in the document.
    """

    id: str
    method: str
    path: str
    parameters: tuple[Mapping[str, Any], ...]
    spec: Mapping[str, Any]

    @property
    def query(self) -> dict[str, Mapping[str, Any]]:
        """The query parameters by name."""
        return {each["name"]: each for each in self.parameters if each["in"] == "query"}


@dataclass(frozen=True)
class Route:
    """Where a path leads: its operations by lower-case method, and its decoded arguments."""

    operations: Mapping[str, Operation]
    arguments: Mapping[str, str]

    def operation(self, method: str) -> Operation | None:
        """The operation of a method, upper or lower case."""
        return self.operations.get(method.lower())
