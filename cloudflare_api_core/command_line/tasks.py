"""The tasks of a program, found by their entry points when they are needed."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import click

from cloudflare_api_text import one_line

from ..errors import ConfigurationError
from .declaration import Program
from .task import TaskCommand

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

__all__ = ["Tasks"]


class Tasks:
    """The tasks of a program, by group and name.

    One that does not name one group of the program hangs below the root, under its whole name.
    """

    def __init__(
        self,
        program: Program,
        groups_ending: Callable[[str], list[str]],
        make: Callable[[str, TaskCommand], click.Command],
    ) -> None:
        self._package = program.api.name
        self._groups_ending = groups_ending
        self._make = make

    @cached_property
    def _found(self) -> dict[tuple[str, str], EntryPoint]:
        # Commands of operations need neither this module nor a look at what is installed.
        from importlib.metadata import entry_points

        found: dict[tuple[str, str], EntryPoint] = {}
        for entry in entry_points(group=f"{self._package}.commands"):
            end, _, name = entry.name.rpartition(".")
            groups = self._groups_ending(end)
            found[(groups[0], name) if len(groups) == 1 else ("", entry.name)] = entry
        return found

    def names(self, group: str) -> set[str]:
        """Return the names of the tasks in a group. The root is the group without a name."""
        return {name for of, name in self._found if of == group}

    def command(self, group: str, name: str) -> click.Command | None:
        """Import a task. Returns its command, or None if there is no such task.

        If the import fails, the command raises ConfigurationError when it runs.
        """
        entry = self._found.get((group, name))
        if entry is None:
            return None
        try:
            task = entry.load()
            if not isinstance(task, TaskCommand):
                raise TypeError(f"it is of type {type(task).__name__}")
            return self._make(name, task)
        # A faulty module of another distribution must not stop the other commands.
        except Exception as error:
            problem = one_line(f"{type(error).__name__}: {error}")
        return _broken(name, f"the command cannot be loaded from {entry.value}: {problem}")


def _broken(name: str, problem: str) -> click.Command:
    def run() -> None:
        raise ConfigurationError(problem)

    return click.Command(
        name,
        callback=run,
        short_help=f"({problem})",
        add_help_option=False,
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
