"""Names of the contract become names in Python: official ones, and none twice."""

from __future__ import annotations

import importlib
import inspect
from operator import attrgetter
from pathlib import Path
from types import ModuleType

import httpx
import pytest

from .support import (
    ANIMALS,
    CHECKERS,
    Connection,
    Json,
    build,
    folder_of,
    operation,
    require_strict_types,
    zoo,
)

TEXT: Json = {"type": "string"}

NAMES = {
    "additional_properties": "additional_properties_",
    "from_dict": "from_dict_",
    "from_dict_": "from_dict__2",
    "to_dict": "to_dict_",
    "text": "text",
    "field": "field",
    "model": "model",
    "class": "class_",
    "self": "self_",
    "list": "list",
    "str": "str",
    "type": "type",
    "format": "format",
    "hash": "hash",
    "None": "none",
    "date": "date",
    "datetime": "datetime",
    "id": "id",
    "hyphen-name": "hyphen_name",
    "a.b": "a_b",
    "1st": "field_1st",
    "_core": "field_core",
    "__model_source__": "field_model_source",
    "Kind": "kind",
    "$ref": "ref",
    "nullable": "nullable",
    "enum": "enum",
    "properties": "properties",
    "items": "items",
    "required": "required",
    "example": "example",
    "default": "default",
    "日本": "日本",
    "camelCase": "camel_case",
    "camel_case": "camel_case_2",
}


ARGUMENTS = {
    ("path", "zoo_id"): "zoo_id",
    ("path", "list"): "list",
    ("query", "self"): "self_",
    ("query", "client"): "client_",
    ("query", "options"): "options_",
    ("query", "timeout"): "timeout_",
    ("query", "timeout_"): "timeout__2",
    ("query", "class"): "class_",
    ("query", "date"): "date",
    ("query", "a[b]"): "ab",
    ("query", "url"): "url",
    ("query", "id"): "query_id",
    ("header", "id"): "header_id",
    ("body", "id"): "body_id",
    ("body", "type"): "type",
}


# The place of a group on a client, if not the same.
GROUPS = {
    "stream": "stream",
    "request": "request",
    "close": "close_",
    "copy": "copy_",
    "base_url": "base_url_",
    "class": "class_",
    "any": "any",
    "list.close": "list.close",
    "list.with_raw_response": "list.with_raw_response_",
}


IDS = ("date", "datetime", "annotations", "options", "list", "type", "class", "import", "self")


def _with_names() -> Json:
    parameters = [
        {"name": name, "in": place, "required": place == "path"}
        | {"schema": TEXT | {"format": "date"} if name == "date" else TEXT}
        for place, name in ARGUMENTS
        if place != "body"
    ]
    body = {"type": "object", "properties": {"id": TEXT, "type": TEXT}}
    content = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation("str", None, parameters=parameters, requestBody=content)


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    data = zoo()
    day = TEXT | {"format": "date"}
    special = {"date": day, "type": TEXT | {"enum": ["str", "list"]}}
    properties = {name: special.get(name, TEXT) for name in NAMES}
    data["components"]["schemas"]["Animal"] = {"type": "object", "properties": properties}
    data["paths"][f"{ANIMALS[1]}/{{list}}"] = {"post": _with_names()}
    for id, group in zip(IDS, GROUPS, strict=True):
        place = {"x-fern-sdk-group-name": group, "operationId": id}
        data["paths"][f"/zoos/{{zoo_id}}/{id}"] = {"get": operation("copy", None) | place}
    return build(tmp_path_factory.mktemp("named"), data)


@pytest.mark.parametrize("name", NAMES)
def test_any_name_can_be_a_field(name: str, named: ModuleType) -> None:
    value = "2019-12-27" if name == "date" else "a"
    animal = named.Animal.from_dict({name: value})
    assert animal.to_dict() == {name: value}
    assert animal.additional_properties == {}
    assert str(getattr(animal, NAMES[name])) == value


def test_fields_have_different_names(named: ModuleType) -> None:
    everything = {name: "2019-12-27" if name == "date" else name for name in NAMES}
    animal = named.Animal.from_dict(everything)
    assert animal.to_dict() == everything
    assert (animal.from_dict_, animal.from_dict__2) == ("from_dict", "from_dict_")


def test_any_name_can_be_an_argument(named: ModuleType) -> None:
    module = importlib.import_module(f"{named.__name__}.api.animals.str_animals")
    parameters = module.OPERATION.parameters
    found = {(each.location, each.name): each.argument for each in parameters}
    assert found == ARGUMENTS
    assert {*found.values()} < {*inspect.signature(module.sync_detailed).parameters}


def test_a_method_or_a_field_does_not_hide_the_type_that_has_its_name(named: ModuleType) -> None:
    module = importlib.import_module(f"{named.__name__}.resources.animals")
    annotations = module.Animals.str.__annotations__
    assert annotations["date"] == "date | _builtins.str | _core.Omit | None"
    assert module.Animals.list.__annotations__["return"] == "_builtins.list[_models.Animal]"
    fields = named.Animal.__annotations__
    assert fields["date"] == "_datetime.date | None"
    assert fields["type"] == "Literal['str', 'list'] | _builtins.str | None"


@pytest.mark.check
@pytest.mark.parametrize("checker", CHECKERS)
def test_any_name_is_typed_strictly(checker: str, named: ModuleType, tmp_path: Path) -> None:
    require_strict_types(checker, tmp_path, folder_of(named))


@pytest.mark.parametrize("group", GROUPS)
def test_any_name_can_be_a_group_and_no_public_name_of_a_client_is_hidden(
    group: str, named: ModuleType
) -> None:
    http = Connection(httpx.Response(200))
    client = named.Cloudflare(api_token="t", http_client=http).copy()
    resource = attrgetter(GROUPS[group])(client)
    assert resource.copy(zoo_id="z") is None
    assert resource.with_raw_response.copy(zoo_id="z").status_code == 200
    with resource.with_streaming_response.copy(zoo_id="z") as response:
        assert response.status_code == 200
    assert len(http.sent) == 3
    client.close()
