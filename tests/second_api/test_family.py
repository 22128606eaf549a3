"""Another family needs only its contract: no line here is about one operation."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import pytest

from cloudflare_api_contract import Json, read
from cloudflare_api_core import Model
from cloudflare_api_mock import StrictMock
from tests.generator.support import CHECKERS, require_strict_types

from .support import PACKAGE, SPEC, Operation, operations

OPERATIONS = list(operations(read(SPEC)))

# A program of a user, and its types.
PROGRAM = f"""
from datetime import UTC, date, datetime
from typing import assert_type

from {PACKAGE} import AsyncCloudflare, Cloudflare, Forecast, Period, Station

now = datetime.now(UTC)
client = Cloudflare(api_token="t")
stations = client.weather.stations
station = stations.create(
    account_id="a",
    idempotency_key="abcd",
    x_trace_id=None,
    id="north-pole",
    name="North Pole",
    elevation=None,
    maintenance=[Period(from_=now, to=now), {{"from": "2026-01-02T03:04:05Z", "to": now}}],
)
assert_type(station, Station)
assert_type(station.seen_at, datetime | None)
assert_type(station.built_on, date | None)
assert_type(stations.edit("north-pole", account_id="a", retired_at=now), Station)
assert_type(stations.forecast("north-pole", account_id="a"), Forecast | None)
for each in stations.list(account_id="a", seen_since=now, x_trace_id="b"):
    assert_type(each, Station)


async def delete() -> None:
    async with AsyncCloudflare(api_token="t") as client:
        await client.weather.stations.delete("north-pole", account_id="a")
"""

each_operation = pytest.mark.parametrize("operation", OPERATIONS, ids=lambda each: each.id)


def declared(package: ModuleType, operation: Operation) -> Any:
    """The operation in the generated module."""
    for path in Path(str(package.__file__)).parent.glob("api/*/*.py"):
        module = importlib.import_module(f"{PACKAGE}.api.{path.parent.name}.{path.stem}")
        found = getattr(module, "OPERATION", None)
        if found is not None and found.id == operation.id:
            return found
    raise LookupError(operation.id)


def as_json(value: Any) -> Any:
    if isinstance(value, list):
        return [as_json(item) for item in value]  # pyright: ignore[reportUnknownVariableType]
    return value.to_dict() if isinstance(value, Model) else value


def test_the_family_has_the_expected_size(package: ModuleType) -> None:
    models = importlib.import_module(f"{PACKAGE}.models")
    assert len(OPERATIONS) == 10
    assert len({getattr(models, name) for name in models.__all__}) == 20
    assert {each.method for each in OPERATIONS} == {"GET", "POST", "PUT", "PATCH", "DELETE"}


@pytest.mark.check
@pytest.mark.parametrize("checker", CHECKERS)
def test_the_package_is_typed_strictly(checker: str, folder: Path) -> None:
    program = folder / "program.py"
    program.write_text(PROGRAM)
    require_strict_types(checker, folder, program, folder / PACKAGE)


@each_operation
def test_every_operation_can_be_called(
    operation: Operation, package: ModuleType, cloudflare_mock: StrictMock, call: Callable[..., Any]
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next(operation.fault)
    arguments = operation.arguments(declared(package, operation))
    result = call(operation.attribute, **arguments)
    expected = operation.answer["result"] if operation.answer else None
    assert as_json(getattr(result, "result", result)) == expected
    (sent,) = cloudflare_mock.log
    path = operation.path
    for location, name in operation.parameters:
        if location == "path":
            path = path.replace(f"{{{name}}}", quote(operation.parameters[location, name], ""))
        elif location == "header":
            value = operation.parameters[location, name]
            assert sent.headers[name.lower()] == (
                value if isinstance(value, str) else str(value).lower()
            )
    assert (sent.method, sent.path.removeprefix("/client/v4")) == (operation.method, path)
    assert json.loads(sent.body or "{}").keys() == operation.body.keys()


@each_operation
def test_every_operation_refuses_as_any_other(
    operation: Operation, package: ModuleType, cloudflare_mock: StrictMock, call: Callable[..., Any]
) -> None:
    cloudflare_mock.expect()
    errors: Json = {"success": False, "errors": [{"code": 1000, "message": "no"}]}
    cloudflare_mock.fail_next({"status": 409, "json": errors})
    with pytest.raises(package.ConflictError, match=r"\[1000\] no"):
        call(operation.attribute, **operation.arguments(declared(package, operation)))
