"""Programs run on a terminal."""

from __future__ import annotations

import os
import subprocess
import termios
import threading
from collections.abc import Container, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

__all__ = ["run_on_terminal"]


def run_on_terminal(
    command: Sequence[str | Path],
    env: Mapping[str, str],
    streams: Container[str] = ("stderr",),
    columns: int = 80,
    stdout: IO[str] | int = subprocess.PIPE,
) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run a program with some streams on a terminal. Also returns the text on the terminal."""
    terminal, its_end = os.openpty()
    termios.tcsetwinsize(its_end, (24, columns))
    shown = bytearray()

    def read() -> None:
        with suppress(OSError):  # which is how a terminal ends
            while data := os.read(terminal, 1000):
                shown.extend(data)

    reader = threading.Thread(target=read)
    reader.start()
    done = subprocess.run(
        command,
        env={**env, "TERM": "xterm"},
        stdout=its_end if "stdout" in streams else stdout,
        stderr=its_end if "stderr" in streams else subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(its_end)
    reader.join()
    os.close(terminal)
    return done, shown.decode().replace("\r\n", "\n")
