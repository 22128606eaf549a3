"""The command line of a generated client: every operation as a command.

click and rich, which it is made with, are imported only when it runs.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.util import find_spec

from .declaration import Command, Program

__all__ = ["Command", "Program", "run"]


def run(program: Program, arguments: Sequence[str] | None = None) -> int:
    """Run a command, `arguments` being the process's own by default, and return its exit code."""
    if not (find_spec("click") and find_spec("rich")):
        wanted = f"pip install '{program.distribution}[cli]'"
        print(f"error: the command line needs click and rich: {wanted}", file=sys.stderr)
        return 2
    from .process import run_process

    return run_process(program, sys.argv[1:] if arguments is None else arguments)
