"""The completion of commands in bash, zsh and fish."""

from __future__ import annotations

import os
from typing import Final

import click

from .declaration import Program

__all__ = ["complete", "setups"]

_SOURCES: Final = {
    "bash": 'eval "$({})"',
    "zsh": 'eval "$({})"',
    "fish": "{} | source",
}


def setups(program: Program) -> list[str]:
    """Return the line that switches completion on, for each shell."""
    name, variable = program.distribution, _variable(program)
    sources = {shell: f"{variable}={shell}_source {name}" for shell in _SOURCES}
    return [f"{shell}: {line.format(sources[shell])}" for shell, line in _SOURCES.items()]


def complete(program: Program, commands: click.Group) -> int | None:
    """Answer a shell that asks for completion. Returns the exit code, or None if no shell asks."""
    variable = _variable(program)
    instruction = os.environ.get(variable)
    if not instruction:
        return None
    # Few commands need it.
    from click.shell_completion import shell_complete

    return shell_complete(commands, {}, program.distribution, variable, instruction)


def _variable(program: Program) -> str:
    return f"_{program.distribution.replace('-', '_').upper()}_COMPLETE"
