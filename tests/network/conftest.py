"""What the network tests share."""

from __future__ import annotations

from functools import cache

import httpx
import pytest

_create_ssl_context = cache(httpx.create_ssl_context)


@pytest.fixture(autouse=True)
def read_certificates_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading whom to trust takes most of the time that making a client does."""
    monkeypatch.setattr("httpx._transports.default.create_ssl_context", _create_ssl_context)
