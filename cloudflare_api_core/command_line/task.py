"""A command that is not an operation, as data."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from ..operation import Operation
from .declaration import Command, Program

if TYPE_CHECKING:
    import click

__all__ = ["TaskCommand"]


@frozen(kw_only=True)
class TaskCommand:
    """A command for a job that takes several calls.

    The distribution that has the job declares an entry point whose name is the command's place:

        [project.entry-points."cloudflare_ai_controls.commands"]
        "health" = "some_package.commands:HEALTH"
        "servers.rename" = "some_package.commands:RENAME"

    The module is imported for help and when the command runs. The docstring of `run` is the help.

        def rename(client: Cloudflare, output: Output, *, force: bool, **arguments: Any) -> int:
            \"""Rename a server, unless its name was changed by hand.\"""
            renamed = rename_server(client, force=force, **arguments)
            output.print(renamed)
            return 0 if renamed.is_done else CHANGED_BY_HAND

        RENAME = TaskCommand(
            run=rename,
            like=api.mcp_servers.update_mcp_server.OPERATION,
            arguments=("account_id", "id", "name"),
            options=(click.Option(["--force"], is_flag=True, help="Rename it all the same."),),
            result=Renamed,
            exit_codes={CHANGED_BY_HAND: "The name was changed by hand."},
        )

    `output` prints models, objects of attrs classes and JSON values as `--output` says. `note`
    prints a line on stderr, and `confirm` asks before something is deleted. Errors of the client
    that `run` raises have their exit codes. Another error may have the attributes `exit_code` and
    `retryable`, which says whether the same command may succeed later.
    """

    run: Callable[..., int]
    """Does the job and returns the exit code. It is given the client, the output, the arguments of
    the contract (`omit` for those that are not given) and the options."""
    like: Operation[Any]
    """The operation whose arguments the command takes, with their help, types and bounds."""
    arguments: tuple[str, ...] | None = None
    """The arguments that the command takes of these. None: all."""
    positional: tuple[str, ...] = ()
    """The arguments that are given by position, besides those in the operation's path."""
    options: tuple[click.Parameter, ...] = ()
    """Options of the command alone. One with the name of a general option, such as `--timeout`,
    replaces it."""
    needs_client: Callable[[Mapping[str, Any]], bool] = lambda _: True
    """Whether `run` is given a client, by the values of the options. Without one it is given None,
    and no credentials are needed."""
    result: type | None = None
    """The model or attrs class of the result or of its rows, if it has one."""
    exit_codes: Mapping[int, str] = {}
    """The exit codes of the command alone, from 10 on, and their meaning."""

    def command(self, program: Program) -> Command:
        """Return the arguments of the contract as those of a command, with their help."""
        like = program.command(self.like.id)
        parameters = self.like.parameters
        if self.arguments is not None:
            parameters = tuple(p for p in parameters if p.argument in self.arguments)
        names = {p.argument for p in parameters}
        return evolve(
            like,
            operation=replace(self.like, parameters=parameters, page_parameter=None),
            description=inspect.getdoc(self.run) or "",
            positional=tuple(n for n in (*like.positional, *self.positional) if n in names),
        )
