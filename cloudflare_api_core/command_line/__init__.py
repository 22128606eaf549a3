"""The command line of a generated client, with a command for each operation and each task."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING

from ..lazy import lazy_names
from .declaration import Group, Program
from .task import TaskCommand

if TYPE_CHECKING:
    from .arguments import PositionalArgument
    from .confirmation import confirm
    from .exit_codes import ExitCode
    from .output import Output, note

__all__ = [
    "ExitCode",
    "Group",
    "Output",
    "PositionalArgument",
    "Program",
    "TaskCommand",
    "confirm",
    "note",
    "run",
]


def run(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. `arguments` defaults to those of the process."""
    if not (find_spec("click") and find_spec("rich")):
        wanted = f"pip install '{program.distribution}[cli]'"
        print(f"error: the command line needs click and rich: {wanted}", file=sys.stderr)
        return 2
    from .process import run_process

    return run_process(program, sys.argv[1:] if arguments is None else arguments)


if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "ExitCode": ".exit_codes",
            "Output": ".output",
            "PositionalArgument": ".arguments",
            "confirm": ".confirmation",
            "note": ".output",
        },
    )
