"""The client follows the contract: each change of the contract changes it."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from importlib import import_module
from types import ModuleType
from typing import Any, get_type_hints

import pytest

from cloudflare_api_core import Operation, Parameter

from .support import Connection, build, contract, folder_of

SERVERS = "/accounts/{account_id}/access/ai-controls/mcp/servers"
WALK = "/zoos/{account_id}/walk"


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The client of a contract that differs from the project's in every way tested here."""
    data = contract()
    data["info"] |= {"title": "Zoo", "version": "9.8.7", "description": "Beasts."}
    data["servers"][0]["url"] = "https://zoo.example/v9"
    components = data["components"]
    components["securitySchemes"]["api_key"] |= {"name": "X-Zoo-Key", "description": "Of brass."}
    operation = data["paths"][SERVERS]["get"]
    data["paths"] = {WALK: {"get": operation}}
    operation |= {
        "operationId": "walkAnimals",
        "tags": ["Animals"],
        "summary": "Walk about",
        "description": "Slowly.",
        "deprecated": True,
        "x-api-token-group": ["Zoo Read"],
        "x-fern-sdk-group-name": "zoo.animals",
        "x-fern-sdk-method-name": "walk",
        "x-fern-pagination": {"offset": "$request.sheet", "results": "$response.result"},
    }
    operation["parameters"][3] = {
        "name": "order-by",
        "in": "query",
        "required": True,
        "description": "What comes first.",
        "schema": {"type": "string", "enum": ["legs", "age"], "minLength": 3, "pattern": "^[a-z]"},
    }
    components["parameters"]["Page"]["name"] = "sheet"
    per_page = components["parameters"]["PerPage"]
    per_page["schema"] |= {"minimum": 2, "maximum": 50, "default": 7}
    components["schemas"]["Animal"] = animal = deepcopy(components["schemas"]["McpServer"])
    components["schemas"]["McpServerList"]["properties"]["result"]["items"] = {
        "$ref": "#/components/schemas/Animal"
    }
    animal |= {"description": "A beast.", "required": ["id", "created_by", "name", "status"]}
    properties = animal["properties"]
    components["schemas"]["AuthType"]["enum"].append("mtls")
    properties["name"] |= {"nullable": True, "description": "What it is called."}
    properties["legs"] = {"type": "integer", "minimum": 0, "default": 4}
    del properties["hostname"]
    return build(tmp_path_factory.mktemp("changed"), data)


@pytest.fixture(scope="module")
def module(changed: ModuleType) -> Any:
    return __import__(f"{changed.__name__}.api.animals.walk_animals", fromlist=["OPERATION"])


def test_the_operation_follows_the_contract(changed: ModuleType, module: Any) -> None:
    operation: Operation[Any] = module.OPERATION
    described = vars(operation).copy()
    del described["result"], described["parameters"]
    assert described == {
        "id": "walkAnimals",
        "method": "GET",
        "path": WALK,
        "results": {},
        "answer": "envelope",
        "accept": "application/json",
        "content_type": "application/json",
        "optional_body": False,
        "permissions": ("Zoo Read",),
        "page_parameter": "sheet",
        "model": changed.Animal,
        "group": "zoo.animals",
        "name": "walk",
    }


def test_parameters_and_bounds_follow_the_contract(module: Any) -> None:
    default = {each.name: each.default for each in fields(Parameter)}
    parameters: list[Parameter] = [*module.OPERATION.parameters]
    given = [
        {name: value for name, value in vars(parameter).items() if value != default[name]}
        for parameter in parameters
    ]
    assert given == [
        {
            "argument": "account_id",
            "location": "path",
            "type": "string",
            "name": "account_id",
            "required": True,
        },
        {
            "argument": "sheet",
            "location": "query",
            "type": "integer",
            "name": "sheet",
            "minimum": 1,
        },
        {
            "argument": "per_page",
            "location": "query",
            "type": "integer",
            "name": "per_page",
            "minimum": 2,
            "maximum": 50,
        },
        {
            "argument": "order_by",
            "location": "query",
            "type": "string",
            "name": "order-by",
            "required": True,
            "enum": ("legs", "age"),
            "min_length": 3,
            "pattern": "^[a-z]",
        },
    ]


def test_the_request_follows_the_contract(changed: ModuleType) -> None:
    http = Connection([])
    client = changed.Cloudflare(api_email="a@b.example", api_key="secret", http_client=http)
    assert client.zoo.animals.walk(account_id="a", order_by="legs").result == []
    (request,) = http.sent
    assert str(request.url) == "https://zoo.example/v9/zoos/a/walk?order-by=legs"
    assert request.headers["X-Zoo-Key"] == "secret"
    assert "X-Auth-Key" not in request.headers
    assert request.headers["User-Agent"].endswith("/9.8.7")


def test_docstrings_follow_the_contract(changed: ModuleType) -> None:
    resource: Any = import_module(f"{changed.__name__}.resources.zoo_animals")
    said = " ".join(resource.Animals.walk.__doc__.split())
    for text in (
        "Walk about. Slowly. Deprecated. Needs the permission group Zoo Read.",
        "per_page: Maximum number of entries on the page. 2 to 50. The server's default is 7.",
        "order_by: What comes first. At least 3 characters. Pattern: `^[a-z]`.",
    ):
        assert text in said
    assert changed.__doc__
    assert changed.__doc__.startswith("Zoo.\n\nBeasts.\n")
    assert "client.zoo.animals.walk(account_id=…, order_by=…)" in changed.__doc__
    assert "api_key: Of brass." in changed.Cloudflare.__doc__
    assert changed.Animal.__doc__ == "A beast."
    source = folder_of(changed) / "models" / "animal.py"
    assert '"""What it is called. At most 350 characters."""' in source.read_text("utf-8")
    assert '"""At least 0. The server\'s default is 4."""' in source.read_text("utf-8")


def test_fields_follow_the_contract(changed: ModuleType) -> None:
    animal = changed.Animal
    given = {"id": "1", "name": None, "created_by": "me", "status": "ready", "hostname": "b"}
    assert animal.from_dict(given).additional_properties == {"hostname": "b"}
    for name in ("id", "created_by", "status"):
        with pytest.raises(changed.APIResponseValidationError, match=name):
            animal.from_dict({key: value for key, value in given.items() if key != name})
    hints = {name: str(hint) for name, hint in get_type_hints(animal).items()}
    assert hints["name"] == "str | None"
    assert hints["created_by"] == "<class 'str'>"
    assert hints["legs"] == "int | None"
    assert "'mtls'" in hints["auth_type"]
    assert "None" not in hints["status"]
    assert "hostname" not in hints


def test_names_follow_the_contract(changed: ModuleType) -> None:
    assert changed.__version__ == "9.8.7"
    assert changed.AnimalWalkResponse is changed.Animal
    assert {"Animal", "AnimalWalkResponse", "SyncErrorDetails"} <= set(changed.__all__)
    assert not {"McpServer", "ServerListResponse", "ErrorEnvelope"} & set(dir(changed))
    assert len(set(changed.__all__)) == len(changed.__all__)
    assert [name for name in changed.__all__ if not hasattr(changed, name)] == []
