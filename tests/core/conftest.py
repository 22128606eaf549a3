from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.clients import ClientKind

from .support import Driver, Fork, Wire


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


@pytest.fixture
def fork(monkeypatch: pytest.MonkeyPatch) -> Fork:
    """Make this process look forked, by another process id."""
    child = os.getpid() + 1
    return lambda: monkeypatch.setattr("os.getpid", lambda: child)
