"""A client in another language, asked through a program that reads and writes lines of JSON."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any, cast

__all__ = ["Adapter", "AdapterError"]


class AdapterError(RuntimeError):
    """The program ended, or wrote something that is no observation."""


class Adapter:
    """A running adapter; tests/contract_kit/README.md says what it reads and writes.

    command: what starts it. environment: what it finds there. timeout: the seconds that it has for
    each request.
    """

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str], *, timeout: float = 60
    ) -> None:
        self._timeout = timeout
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
            start_new_session=True,
        )

    def call_client(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Let it make a request; return what it saw. Raises `AdapterError`."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        # What make started ends with it only as a group.
        timer = threading.Timer(self._timeout, os.killpg, (self._process.pid, signal.SIGKILL))
        timer.start()
        line = self._process.stdout.readline()
        timer.cancel()
        if not line and self._process.wait() == -signal.SIGKILL:
            raise AdapterError(f"no line within {self._timeout:.0f} s: does it flush each one?")
        if not line:
            raise AdapterError(f"it ended with {self._process.returncode}")
        try:
            seen: Any = json.loads(line)
        except ValueError:
            seen = None
        if not _is_observation(seen):
            raise AdapterError(f"it wrote {line[:80]!r}, not an object with `result` or `error`")
        return cast(dict[str, Any], seen)

    def close(self) -> None:
        """End its input, and wait for its end."""
        with suppress(BrokenPipeError):
            self._process.communicate()  # which closes its input


def _is_observation(seen: Any) -> bool:
    if not isinstance(seen, dict):
        return False
    members = cast(dict[str, Any], seen)
    match members:
        case {"error": {"kind": str()}} | {"result": _} if len(members) == 1:
            return True
        case _:
            return False
