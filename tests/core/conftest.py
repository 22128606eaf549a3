from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.clients import ClientKind

from .support import Driver, Wire


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def wire() -> Iterator[Wire]:
    wire = Wire()
    yield wire
    wire.check()


@pytest.fixture
def driver(client_kind: ClientKind, wire: Wire) -> Driver:
    return Driver(client_kind, wire)
