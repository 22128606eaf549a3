"""A client in another language, asked through a program that reads and writes lines of JSON."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Any, Self, cast

__all__ = ["Adapter", "AdapterError"]


class AdapterError(RuntimeError):
    """The program ended, or wrote something that is no observation."""


class Adapter:
    """A running adapter; tests/contract_kit/README.md says what it reads and writes.

    command: what starts it. environment: what it finds there.
    """

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
        )

    def observe(self, request: Mapping[str, Any]) -> Mapping[str, Any]:
        """Let it make a request; return what it saw. Raises `AdapterError`."""
        assert self._process.stdin
        assert self._process.stdout
        with suppress(BrokenPipeError):
            self._process.stdin.write(json.dumps(request) + "\n")
            self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise AdapterError(f"it ended with {self._process.wait()}")
        try:
            seen: Any = json.loads(line)
        except ValueError:
            seen = None
        if not isinstance(seen, dict):
            raise AdapterError(f"it wrote {line[:80]!r}, which is no object of JSON")
        return cast(dict[str, Any], seen)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(BrokenPipeError):
            self._process.communicate()  # which closes its input
