"""A command line as data: the program, its groups, and each operation with its documentation."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from ..base_client import API
from ..client import SyncAPIClient
from ..operation import Operation

__all__ = ["VARIABLES", "Command", "Group", "Program"]

VARIABLES: Final = {"account_id": "CLOUDFLARE_ACCOUNT_ID"}
"""Environment variables that replace an option, by argument."""


@frozen(kw_only=True)
class Command:
    """One operation, with the texts in the docstring of its method."""

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


@frozen
class Group:
    """The commands of one resource."""

    description: str
    operations: Mapping[str, str]
    """The operationId of each method."""


@frozen(kw_only=True)
class Program:
    """The whole command line.

    Its mappings may import their values when they are reached. No command needs all of them.
    """

    api: API
    client: Callable[..., SyncAPIClient]
    description: str
    groups: Mapping[str, Group]
    """By the place of their resource on the client."""
    resources: Mapping[str, type]
    """The classes that document the methods, by the same places."""
    operations: Mapping[str, Operation[Any]]
    """By operationId."""

    def command(self, id: str) -> Command:
        """Return an operation with its documentation."""
        operation = self.operations[id]
        return Command.of(operation, getattr(self.resources[operation.group], operation.name))

    @property
    def distribution(self) -> str:
        """Name of the distribution that has the command line."""
        return self.api.name.replace("_", "-")
