"""The least of several runs: the figures of a program that nothing disturbs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence

from tools.repository import ROOT

__all__ = ["least"]


def least(programs: Mapping[str, Sequence[str]], rounds: int) -> dict[str, list[float]]:
    """Run programs in turns, each time in a new interpreter, and return the least of each figure.

    `programs` are arguments of the interpreter. A program prints its figures as a JSON array. Speed
    differs from process to process, even for `json.loads`, so one process proves nothing.
    """
    runs: dict[str, list[list[float]]] = {name: [] for name in programs}
    for _ in range(rounds):
        for name, arguments in programs.items():
            done = subprocess.run(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=os.environ | {"PYTHONDONTWRITEBYTECODE": ""},
                stdout=subprocess.PIPE,
                text=True,
                check=True,
            )
            runs[name].append(json.loads(done.stdout))
    return {
        name: [min(figures) for figures in zip(*run, strict=True)] for name, run in runs.items()
    }
