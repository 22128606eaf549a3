"""The Python types of schemas with any names."""

from __future__ import annotations

import importlib
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints

import pytest

from cloudflare_api_core.command_line.declaration import Command

from .support import ANIMALS, Connection, Json, build, operation, zoo

TEXT: Json = {"type": "string"}
ENUM: Json = {"type": "string", "enum": ["a", "b"]}
CAGE: Json = {"$ref": "#/components/schemas/Cage"}
MAYBE: Json = {"nullable": True}

# Name of the property: its schema, the annotation if required and if not, and a value.
KINDS: dict[str, tuple[Json, str, str, Any, Any]] = {
    "text": (TEXT, "str", "str | None", "a", "a"),
    "uuid": (TEXT | {"format": "uuid"}, "str", "str | None", "a", "a"),
    "whole": ({"type": "integer"}, "int", "int | None", 7, 7),
    "number": ({"type": "number"}, "float", "float | None", 7.5, 7.5),
    "flag": ({"type": "boolean"}, "bool", "bool | None", True, True),
    "moment": (
        TEXT | {"format": "date-time"},
        "datetime",
        "datetime | None",
        "2019-12-27T18:11:19Z",
        datetime(2019, 12, 27, 18, 11, 19, tzinfo=UTC),
    ),
    "day": (TEXT | {"format": "date"}, "date", "date | None", "2019-12-27", date(2019, 12, 27)),
    "choice": (ENUM, "Literal['a', 'b'] | str", "Literal['a', 'b'] | str | None", "c", "c"),
    "maybe_choice": (
        ENUM | MAYBE | {"enum": ["a", None]},
        "Literal['a'] | str | None",
        "Literal['a'] | str | None",
        None,
        None,
    ),
    "maybe": (TEXT | MAYBE, "str | None", "str | None", None, None),
    "anything": ({}, "Any", "Any | None", [1, None], [1, None]),
    "free": (
        {"type": "object", "additionalProperties": True},
        "dict[str, Any]",
        "dict[str, Any] | None",
        {"a": [1]},
        {"a": [1]},
    ),
    "texts": ({"type": "array", "items": TEXT}, "list[str]", "list[str] | None", ["a"], ["a"]),
    "maybe_texts": (
        {"type": "array", "items": TEXT} | MAYBE,
        "list[str]",
        "list[str] | None",
        ["a"],
        ["a"],
    ),
    "holes": (
        {"type": "array", "items": TEXT | MAYBE},
        "list[str | None]",
        "list[str | None] | None",
        ["a", None],
        ["a", None],
    ),
    "table": (
        {"type": "array", "items": {"type": "array", "items": {"type": "integer"}}},
        "list[list[int]]",
        "list[list[int]] | None",
        [[1], []],
        [[1], []],
    ),
}


def plain(annotation: str) -> str:
    """An annotation as written, with any kind of quotes."""
    return " ".join(annotation.replace('"', "'").split())


# Groups of operations without arguments that return a model.
GROUPS: dict[str, Json] = {
    "trees": CAGE,
    "summer.trees": CAGE,
    "summer.nests": CAGE,
    "winter.nests": {"$ref": "#/components/schemas/Animal"},
    "cages": {"$ref": "#/components/schemas/Animal"},
}
NO_ARGUMENTS: Json = {"parameters": []}


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    data = zoo()
    schemas = data["components"]["schemas"]
    properties = {name: kind[0] for name, kind in KINDS.items()}
    properties["cage"] = CAGE
    schemas["Required"] = {"type": "object", "required": [*properties], "properties": properties}
    schemas["Optional"] = {"type": "object", "properties": properties}
    schemas["Cage"] = {
        "type": "object",
        "properties": {
            "name": TEXT,
            "key": TEXT | {"writeOnly": True},
            "cage": CAGE,
            "animals": {"type": "array", "items": {"$ref": "#/components/schemas/Animal"}},
        },
    }
    schemas["Animal"]["properties"] |= {
        name: {"$ref": f"#/components/schemas/{name}"} for name in ("Required", "Optional", "Cage")
    } | {"last": {"$ref": "#/components/schemas/CageReadResponse"}}
    schemas["CageReadResponse"] = {"type": "object", "properties": {"at": TEXT}}
    results: dict[str, Json | None] = {
        "read": CAGE,
        "find": {"type": "object", "nullable": True, "properties": {"name": TEXT}},
        "all": {"type": "array", "items": CAGE},
        "free": {"type": "object", "additionalProperties": True},
        "delete": None,
    }
    for name, result in results.items():
        path = data["paths"].setdefault(f"{ANIMALS[1]}/{name}", {})
        path["delete" if name == "delete" else "get"] = operation(name, result)
    for number, (group, result) in enumerate(GROUPS.items()):
        place = {"x-fern-sdk-group-name": group, "operationId": f"in{number}"}
        data["paths"][f"/{number}"] = {"get": operation("read", result) | place | NO_ARGUMENTS}
    return build(tmp_path_factory.mktemp("types"), data)


@pytest.mark.parametrize("name", KINDS)
def test_a_schema_becomes_a_type(name: str, package: ModuleType) -> None:
    _, required, optional, given, read = KINDS[name]
    for model, annotation in ((package.Required, required), (package.Optional, optional)):
        assert plain(model.__annotations__[name]) == annotation
        assert get_type_hints(model)
    optionally = package.Optional.from_dict({name: given})
    assert getattr(optionally, name) == read
    assert optionally.to_dict() == {name: given}
    assert getattr(package.Optional.from_dict({}), name) is None
    everything: Json = {key: kind[3] for key, kind in KINDS.items()} | {"cage": {}}
    assert getattr(package.Required.from_dict(everything), name) == read
    assert package.Required.from_dict(everything).to_dict() == everything


def test_models_that_lead_back_to_themselves_are_read(package: ModuleType) -> None:
    tree: Json = {"cage": {"cage": {}, "animals": [{"id": "1", "Cage": {"name": "inner"}}]}}
    cage = package.Cage.from_dict(tree)
    assert cage.cage.animals[0].cage.name == "inner"
    assert cage.to_dict() == tree
    assert package.Cage in get_type_hints(package.Cage)["cage"].__args__


def test_a_write_only_field_is_not_in_the_repr(package: ModuleType) -> None:
    assert "hunter2" not in repr(package.Cage.from_dict({"key": "hunter2", "name": "inner"}))


@pytest.mark.parametrize(
    ("name", "annotation"),
    [
        ("read", "_models.Cage"),
        ("find", "_models.FindAnimalsResponse200 | None"),
        ("all", "list[_models.Cage]"),
        ("free", "dict[str, Any]"),
        ("delete", "None"),
        ("list", "list[_models.Animal]"),
    ],
)
def test_a_response_becomes_a_type(name: str, annotation: str, package: ModuleType) -> None:
    module = importlib.import_module(f"{package.__name__}.api.animals.{name}_animals")
    returned = module.sync_detailed.__annotations__["return"]
    assert returned == f"_core.Response[{annotation}]"
    assert get_type_hints(module.sync_detailed)


def test_a_resource_may_be_named_like_its_parent_and_a_model(tmp_path: Path) -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["get"]["x-fern-sdk-group-name"] = "animal.animal"
    package = build(tmp_path, data)
    resource = package.Cloudflare(api_token="t").animal.animal
    assert get_args(get_type_hints(resource.list)["return"]) == (package.Animal,)


def test_a_model_has_the_name_that_the_official_sdk_gives_it(package: ModuleType) -> None:
    assert package.AnimalReadResponse is package.Cage
    assert package.AnimalFindResponse is package.FindAnimalsResponse200
    assert not {"AnimalAllResponse", "AnimalDeleteResponse"} & set(dir(package))


def test_a_name_of_two_models_or_of_something_else_is_left_out(package: ModuleType) -> None:
    assert package.TreeReadResponse is package.Cage
    assert "NestReadResponse" not in dir(package)
    assert package.CageReadResponse.__name__ == "CageReadResponse"


def test_an_operation_without_arguments_can_be_called_in_all_forms(package: ModuleType) -> None:
    client = package.Cloudflare(api_token="t", http_client=Connection({}))
    trees: Any = client.trees
    module = package.api.animals.in0
    assert trees.read() == package.Cage()
    assert trees.with_raw_response.read().parse() == package.Cage()
    with trees.with_streaming_response.read() as response:
        assert response.parse() == package.Cage()
    assert module.sync(client=client) == module.sync_detailed(client=client).parse()
    command = Command.of(module.OPERATION, trees.read)
    assert (command.summary, command.positional, command.arguments) == ("in0", (), {})


def test_a_client_without_models_can_be_imported(tmp_path: Path) -> None:
    data = zoo()
    data["paths"] = {f"{ANIMALS[1]}": {"get": operation("read", {"type": "array", "items": TEXT})}}
    package = build(tmp_path, data)
    assert importlib.import_module(f"{package.__name__}.models").__all__ == []


def test_a_client_without_operations_can_be_imported(tmp_path: Path) -> None:
    assert build(tmp_path, zoo() | {"paths": {}}).Cloudflare


ANIMAL: Json = {"$ref": "#/components/schemas/Animal"}


@pytest.mark.parametrize(
    ("result", "model"),
    [
        (ANIMAL, "Animal"),
        ({"allOf": [ANIMAL]} | MAYBE, "Animal"),
        ({"type": "array", "items": ANIMAL}, "Animal"),
        ({"type": "array", "items": {"allOf": [ANIMAL]} | MAYBE} | MAYBE, "Animal"),
        ({"type": "array", "items": {"type": "array", "items": ANIMAL}}, None),
        ({"type": "array", "items": TEXT}, None),
        (TEXT, None),
        (None, None),
    ],
)
def test_a_command_knows_the_model_of_its_result_or_rows(
    result: Json | None, model: str | None, tmp_path: Path
) -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["post"] = operation("find", result)
    package = build(tmp_path, data)
    main: Any = importlib.import_module(f"{package.__name__}.__main__")
    (found,) = (each.model for each in main.PROGRAM.operations.values() if each.name == "find")
    assert (found.__name__ if found else None) == model
