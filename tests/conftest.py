"""The fixtures of every test: no credentials in the environment, and asyncio."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import cache

import httpx
import pytest

from cloudflare_api_core import clock
from tests.clients import ClientKind

# Collected tests never become garbage: to search them less often saves each worker seconds.
gc.set_threshold(20_000)


@pytest.fixture
def anyio_backend() -> str:
    """Run asynchronous tests on asyncio."""
    return "asyncio"


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Remove the settings of the user who runs the tests."""
    for variable in (
        "CLOUDFLARE_API_TOKEN",
        "CLOUDFLARE_EMAIL",
        "CLOUDFLARE_API_KEY",
        "CLOUDFLARE_BASE_URL",
        # With these, each client would read the certificates again.
        "SSL_CERT_DIR",
        "SSL_CERT_FILE",
    ):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture(scope="session", autouse=True)
def read_certificates_once() -> Iterator[None]:
    """Read the trusted certificates once, because it takes most of the time of a new client."""
    with pytest.MonkeyPatch.context() as patch:
        cached = cache(httpx.create_ssl_context)
        for module in ("httpx", "httpx._transports.default"):
            patch.setattr(f"{module}.create_ssl_context", cached)
        yield


@pytest.fixture(params=ClientKind, ids=lambda kind: kind.value)
def client_kind(request: pytest.FixtureRequest) -> ClientKind:
    """Both kinds of client, one after the other."""
    kind: ClientKind = request.param
    return kind


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that calls wait, during which time stands still."""
    waits: list[float] = []

    async def sleep_async(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(clock, "monotonic", lambda: 0.0)
    monkeypatch.setattr(clock, "sleep", waits.append)
    monkeypatch.setattr(clock, "sleep_async", sleep_async)
    return waits
