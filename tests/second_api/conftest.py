"""The client of another family, generated once, and a mock of that family's contract."""

from __future__ import annotations

import asyncio
import importlib
import sys
from collections.abc import Callable, Iterator
from operator import attrgetter
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cloudflare_api_contract import Document, read
from cloudflare_api_mock import TOKEN, StrictMock
from generator.generate import generate

from .support import PACKAGE, SPEC, Operation, operations

Call = Callable[..., Any]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the package of the client is."""
    folder = tmp_path_factory.mktemp("growth")
    config = folder / "generator-config.yaml"
    config.write_text(f"package_name_override: {PACKAGE}\nliteral_enums: true\n")
    return generate(SPEC, config, folder / "generated").parent


@pytest.fixture(scope="session")
def package(folder: Path) -> Iterator[ModuleType]:
    """The client."""
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield importlib.import_module(PACKAGE)
    sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def contract() -> Document:
    return read(SPEC)


@pytest.fixture(scope="session")
def described(contract: Document) -> dict[str, Operation]:
    """The operations of the contract, by their ids."""
    return {operation.id: operation for operation in operations(contract)}


@pytest.fixture
def mock() -> Iterator[StrictMock]:
    with StrictMock(spec=SPEC) as mock:
        yield mock


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def call(request: pytest.FixtureRequest, package: ModuleType, mock: StrictMock) -> Call:
    """Call a method of a client, which is `a.b.method`, with both clients."""
    settings: dict[str, Any] = {"api_token": TOKEN, "base_url": mock.base_url, "max_retries": 0}

    def sync(method: str, **arguments: Any) -> Any:
        with package.Cloudflare(**settings) as client:
            return attrgetter(method)(client)(**arguments)

    def asynchronous(method: str, **arguments: Any) -> Any:
        async def run() -> Any:
            async with package.AsyncCloudflare(**settings) as client:
                return await attrgetter(method)(client)(**arguments)

        return asyncio.run(run())

    return asynchronous if request.param else sync
