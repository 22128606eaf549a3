"""An operation of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Operation"]


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
