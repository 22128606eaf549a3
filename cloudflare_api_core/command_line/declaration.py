"""What the contract says of a command line, as data."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen

from ..client import SyncAPIClient
from ..models import Model
from ..operation import Operation

__all__ = ["Command", "Program"]


@frozen(kw_only=True)
class Command:
    """One operation, and what is said of it beside its rules."""

    operation: Operation[Any]
    group: str
    """Where its method is on the client: `zero_trust.access`."""
    name: str
    """Name of that method."""
    summary: str
    description: str
    parameters: Mapping[str, str]
    """What is said of each argument."""
    positional: str | None = None
    """The argument that is given by position."""
    model: type[Model] | None = None
    """The model of what it gives, or of each row of that."""


@frozen(kw_only=True)
class Program:
    """The whole command line."""

    package: str
    version: str
    base_url: str
    description: str
    credentials: tuple[tuple[str, ...], ...]
    """Environment variables, alternatives of them, as in `Security`."""
    client: Callable[..., SyncAPIClient]
    groups: Mapping[str, str]
    """What is said of each group of methods."""
    commands: tuple[Command, ...]

    @property
    def wanted(self) -> str:
        """Which environment variables to set."""
        return ", or ".join(" and ".join(names) for names in self.credentials)

    @property
    def distribution(self) -> str:
        """What to install for it."""
        return self.package.replace("_", "-")
