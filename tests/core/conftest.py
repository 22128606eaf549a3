from __future__ import annotations

from collections.abc import Iterator

import pytest

from .support import AsyncDriver, Driver, SyncDriver, Wire


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_TOKEN", "EMAIL", "API_KEY", "BASE_URL"):
        monkeypatch.delenv(f"CLOUDFLARE_{name}", raising=False)


@pytest.fixture
def wire() -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.check()


@pytest.fixture(params=[SyncDriver, AsyncDriver], ids=["sync", "async"])
def kind(request: pytest.FixtureRequest) -> type[Driver]:
    kind: type[Driver] = request.param
    return kind


@pytest.fixture
def driver(kind: type[Driver], wire: Wire) -> Driver:
    return kind(wire)
