"""What a request asks for, once it is known to keep to the contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .operation import Operation

__all__ = ["Asked"]


@dataclass(frozen=True)
class Asked:
    """An operation and its arguments: those in the path, the query, the body ({} if none)."""

    operation: Operation
    arguments: Mapping[str, str]
    query: Mapping[str, str]
    body: Mapping[str, Any]
