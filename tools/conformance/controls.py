"""The mock as a test in any language has it: an address, and what is under `/__mock__`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

import httpx

from cloudflare_api_mock.log import LogEntry

__all__ = ["Controls"]


class Controls:
    """A mock that may run in another process.

    base_url: where its API begins. account_id: the account that its credentials reach.
    """

    def __init__(self, base_url: str, account_id: str) -> None:
        self.base_url = base_url
        self.account_id = account_id

    @property
    def log(self) -> Sequence[LogEntry]:
        """What came since the last reset."""
        return [LogEntry(**entry) for entry in self._call("GET", "log").json()]

    def reset(self) -> None:
        """Put everything back as it was at the start."""
        self._call("POST", "reset")

    def fail_next(self, *faults: Mapping[str, Any]) -> None:
        """Let the next requests meet these faults."""
        self._call("PUT", "faults", faults)

    def set_quirks(self, *names: str) -> None:
        """Let the API differ from its contract in these ways."""
        self._call("PUT", "quirks", names)

    def _call(self, method: str, control: str, value: object = None) -> httpx.Response:
        url = urljoin(self.base_url, f"/__mock__/{control}")
        return httpx.request(method, url, json=value).raise_for_status()
