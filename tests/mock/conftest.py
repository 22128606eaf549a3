"""A running mock, whose answers must follow the contract in every test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock

from .support import MCP, other_spec


@pytest.fixture(scope="session")
def session_mock() -> Iterator[Mock]:
    with Mock(clock=lambda: 0) as mock:  # no server syncs by itself meanwhile
        yield mock


@pytest.fixture(scope="session")
def session_api(session_mock: Mock) -> Iterator[httpx.Client]:
    url = session_mock.base_url.removesuffix("/client/v4") + MCP
    with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {TOKEN}"}) as client:
        yield client


@pytest.fixture(scope="session")
def zoo_spec(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of another contract, which `Contract.load` and `Mock` read once."""
    return other_spec(tmp_path_factory.mktemp("zoo"))


@pytest.fixture
def mock(session_mock: Mock) -> Iterator[Mock]:
    session_mock.reset()
    yield session_mock
    lines = [line for entry in session_mock.log for line in entry.violations]
    assert [line for line in lines if line.startswith(("answer", "mock"))] == []


@pytest.fixture
def api(mock: Mock, session_api: httpx.Client) -> httpx.Client:
    """An authenticated client whose base URL is the common part of the paths."""
    return session_api
