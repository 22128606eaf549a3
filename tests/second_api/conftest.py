"""The clients of other families, each generated once, and mocks of the families' contracts."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from cloudflare_api_contract import Document, read
from cloudflare_api_mock import TOKEN, StrictMock
from generator.generate import generate
from tests.clients import Caller, ClientKind

from .support import GATEWAY, GATEWAY_PACKAGE, PACKAGE, SPEC, Operation, operations

Call = Callable[..., Any]


def generated(spec: Path, folder: Path, package: str) -> Path:
    """Generate the client of a contract into a folder, which is returned."""
    config = folder / f"{package}.yaml"
    config.write_text(f"package_name_override: {package}\nliteral_enums: true\n")
    return generate(spec, config, folder).parent


def imported(folder: Path, package: str) -> Iterator[ModuleType]:
    """A package in a folder, which stays importable until the fixture ends."""
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    yield importlib.import_module(package)
    sys.path.remove(str(folder))


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the package of the weather stations."""
    return generated(SPEC, tmp_path_factory.mktemp("growth"), PACKAGE)


@pytest.fixture(scope="session")
def package(folder: Path) -> Iterator[ModuleType]:
    """The client of the weather stations."""
    yield from imported(folder, PACKAGE)


@pytest.fixture(scope="session")
def gateway_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the package of the gateway."""
    return generated(GATEWAY, tmp_path_factory.mktemp("growth"), GATEWAY_PACKAGE)


@pytest.fixture(scope="session")
def gateway(gateway_folder: Path) -> Iterator[ModuleType]:
    """The client of the gateway."""
    yield from imported(gateway_folder, GATEWAY_PACKAGE)


@pytest.fixture(scope="session")
def contract() -> Document:
    return read(SPEC)


@pytest.fixture(scope="session")
def described(contract: Document) -> dict[str, Operation]:
    """The operations of the contract, by their ids."""
    return {operation.id: operation for operation in operations(contract)}


@pytest.fixture(scope="session")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    """The server behind `cloudflare_mock`: a mock of the weather stations."""
    with StrictMock(spec=SPEC) as server:
        yield server
        server.reset()


@pytest.fixture
def call(client_kind: ClientKind, package: ModuleType, cloudflare_mock: StrictMock) -> Call:
    """Call a method of a client by its name, `a.b.method`."""
    client = client_kind.choose(package.Cloudflare, package.AsyncCloudflare)
    return Caller(client, api_token=TOKEN, base_url=cloudflare_mock.base_url).method
