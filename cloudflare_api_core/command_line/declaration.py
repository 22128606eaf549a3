"""A command line as data: the program, and each operation with its documentation."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from ..base_client import API
from ..client import SyncAPIClient
from ..operation import Operation

__all__ = ["VARIABLES", "Command", "Program"]

VARIABLES: Final = {"account_id": "CLOUDFLARE_ACCOUNT_ID"}
"""Environment variables that replace an option, by argument."""


@frozen(kw_only=True)
class Command:
    """One operation, and what the docstring of its method says about it."""

    operation: Operation[Any]
    description: str
    arguments: Mapping[str, str]
    """The text of each argument."""
    positional: tuple[str, ...]
    """The arguments that are given by position, in their order."""

    @classmethod
    def of(cls, operation: Operation[Any], method: Callable[..., Any]) -> Command:
        """Read the docstring of a generated method. Python has none if it runs with `-OO`."""
        description, _, rest = (inspect.getdoc(method) or "").rpartition("\n\nArgs:\n")
        listed = re.findall(r"^ {4}(\w+):(.*(?:\n {8}.*)*)", rest.partition("\n\n")[0], re.M)
        in_path = [p.argument for p in operation.parameters if p.location == "path"]
        return cls(
            operation=operation,
            description=description,
            arguments={name: " ".join(text.split()) for name, text in listed},
            positional=tuple(name for name in in_path if name not in VARIABLES),
        )

    @property
    def summary(self) -> str:
        """The first line of the description."""
        return self.description.partition("\n")[0].removesuffix(".")


@frozen(kw_only=True)
class Program:
    """The whole command line."""

    api: API
    client: Callable[..., SyncAPIClient]
    description: str
    operations: tuple[Operation[Any], ...]
    resources: tuple[tuple[str, type], ...]
    """Where each resource is on the client, and the class that documents its methods."""

    @property
    def commands(self) -> list[Command]:
        """The operations with their documentation."""
        resources = dict(self.resources)
        return [Command.of(o, getattr(resources[o.group], o.name)) for o in self.operations]

    @property
    def distribution(self) -> str:
        """Name of the distribution that has the command line."""
        return self.api.name.replace("_", "-")
