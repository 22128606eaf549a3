"""An adapter: a program that calls a client in another language, over lines of JSON."""

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
    """The adapter ended, or its output is not a valid line."""


class Adapter:
    """A running adapter; tests/contract_kit/README.md describes its input and output.

    timeout: seconds for each request.
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
        """Send a request to the adapter and return its answer. Raises `AdapterError`."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        # Only the whole group includes the processes that make started.
        timer = threading.Timer(self._timeout, os.killpg, (self._process.pid, signal.SIGKILL))
        timer.start()
        line = self._process.stdout.readline()
        timer.cancel()
        if not line and self._process.wait() == -signal.SIGKILL:
            raise AdapterError(f"no line within {self._timeout:g} s; each line must be flushed")
        if not line:
            raise AdapterError(f"it ended with exit code {self._process.returncode}")
        try:
            answer: Any = json.loads(line)
        except ValueError:
            answer = None
        if not _is_valid(answer):
            raise AdapterError(f"expected an object with `result` or `error`, not {line[:80]!r}")
        return cast(dict[str, Any], answer)

    def close(self) -> None:
        """Close the input and wait for the end of the program."""
        with suppress(BrokenPipeError):
            self._process.communicate()  # This closes its input.


def _is_valid(answer: Any) -> bool:
    match answer:
        case {"error": {"kind": str()}, **rest} | {"result": _, **rest}:
            return not rest
        case _:
            return False
