"""The fixtures of the tests of the official SDK."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_service_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep away the one credential that the official SDK alone would read from the environment."""
    monkeypatch.delenv("CLOUDFLARE_API_USER_SERVICE_KEY", raising=False)
