"""An attack, and its outcome in a process of its own."""

from __future__ import annotations

import json
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple, NoReturn

from cloudflare_api_text import one_line
from tools.repository import ROOT

__all__ = ["Attack", "Outcome", "attempt"]

# The machine must survive an attack that succeeds.
_MOST_BYTES: Final = 4 * 1024 * 1024 * 1024
_PATIENCE: Final = 120  # seconds


class Attack(NamedTuple):
    """An attack that must not succeed.

    act: attacks, and raises an exception if the attack succeeds. mebibytes, seconds: the largest
    memory and processor time of the process, the attacker's own part included.
    """

    name: str
    act: Callable[[], None]
    mebibytes: int
    seconds: int

    def run(self) -> NoReturn:
        """Attack in this process. Prints the problem or an empty line, then the memory in MiB."""
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (self.seconds, self.seconds + 1))
        problem = ""
        try:
            self.act()
        except BaseException as error:
            problem = f"{type(error).__name__}: {error}"
        # ru_maxrss would include the peak of the parent.
        peak = Path("/proc/self/status").read_text("ascii").split("VmHWM:")[1].split()[0]
        print(json.dumps([problem, int(peak) // 1024, time.process_time()]), flush=True)
        sys.exit()


class Outcome(NamedTuple):
    """The outcome of an attack; `problem` is empty if the attack was held off."""

    problem: str
    mebibytes: int
    seconds: float


def attempt(attack: Attack) -> Outcome:
    """Run an attack in a process of its own, and end it when its time is up."""
    command = [sys.executable, "-m", "tools.attacks", "--one", attack.name]
    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return Outcome(f"does not end within {_PATIENCE} s", 0, 0)
    if done.returncode == -signal.SIGXCPU:
        return Outcome(f"takes more than {attack.seconds} s", 0, attack.seconds)
    try:
        problem, mebibytes, seconds = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return Outcome(f"exit {done.returncode}: {one_line(done.stderr[-200:])}", 0, 0)
    if not problem and mebibytes > attack.mebibytes:
        problem = f"takes more than {attack.mebibytes} MiB"
    return Outcome(one_line(problem), mebibytes, seconds)
