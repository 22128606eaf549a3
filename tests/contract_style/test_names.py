"""Every language can keep the names of the contract's schemas and fields."""

from __future__ import annotations

import re

import pytest

from cloudflare_api_contract import Json, parts

from .conftest import new, require_none
from .names import faults


def test_contract_has_no_name_that_a_language_could_not_keep(contract: Json) -> None:
    require_none(faults(contract))


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("Override", "Java, Rust"),
        ("override", "Java, Rust"),
        ("ApiError", "Ruby"),
        ("api_error", "Ruby"),
        ("Object", "Java, TypeScript"),
        ("Error", "TypeScript"),
        ("Option", "Rust"),
        ("Result", "Rust"),
        ("Exception", "Python"),
        ("List", "Java, PHP"),
        ("Class", "Java, PHP, Python, Ruby"),
        ("Version", "C#"),
    ],
)
def test_schema_whose_name_is_taken(contract: Json, name: str, languages: str) -> None:
    contract["components"]["schemas"][name] = {"type": "string"}
    problem = f"this name is taken in {languages}"
    assert new(faults, contract) == [f"components.schemas.{name}: {problem}"]


@pytest.mark.parametrize(
    ("name", "languages"),
    [
        ("in", "Python, Rust"),
        ("from", "Python"),
        ("From", "Python"),
        ("default", "Java"),
        ("match", "Rust"),
        ("model_config", "Python"),
        ("resultInfo", "C#"),
    ],
)
def test_field_whose_name_is_taken(contract: Json, name: str, languages: str) -> None:
    contract["components"]["schemas"]["ResultInfo"]["properties"][name] = {"type": "string"}
    place = f"components.schemas.ResultInfo.properties.{name}"
    assert new(faults, contract) == [f"{place}: this name is taken in {languages}"]


@pytest.mark.parametrize("name", ["Range", "Event"])
def test_keyword_of_a_language_that_writes_types_with_capitals(contract: Json, name: str) -> None:
    contract["components"]["schemas"][name] = {"type": "string"}
    assert new(faults, contract) == []


@pytest.mark.parametrize("name", ["alias", "record", "to", "event", "params", "func", "delete"])
def test_word_that_is_not_reserved_as_a_field(contract: Json, name: str) -> None:
    contract["components"]["schemas"]["ResultInfo"]["properties"][name] = {"type": "string"}
    assert new(faults, contract) == []


def test_field_with_a_name_of_the_api(contract: Json) -> None:
    contract["components"]["schemas"]["ResultInfo"]["properties"]["type"] = {"type": "string"}
    assert new(faults, contract) == []


@pytest.mark.parametrize("name", ["2fa", "@"])
def test_name_that_is_not_an_identifier(contract: Json, name: str) -> None:
    components = contract["components"]["schemas"]
    components["ResultInfo"]["properties"][name] = components[name] = {"type": "string"}
    assert new(faults, contract) == [
        f"components.schemas.{name}: no language can write this name",
        f"components.schemas.ResultInfo.properties.{name}: no language can write this name",
    ]


def test_names_that_differ_in_case_or_separators_only(contract: Json) -> None:
    components = contract["components"]["schemas"]
    components["mcp-server"] = {"type": "string"}
    components["ResultInfo"]["properties"]["perPage"] = {"type": "integer"}
    assert new(faults, contract) == [
        "components.schemas.mcp-server: differs from McpServer in case and separators only",
        "components.schemas.ResultInfo.properties.perPage: differs from per_page in case and "
        "separators only",
    ]


def test_operations_are_named_in_camel_case(contract: Json) -> None:
    operations = [each for path in contract["paths"].values() for each in path.values()]
    names = [each["operationId"] for each in operations if "operationId" in each]
    assert names
    assert [name for name in names if not re.fullmatch(r"[a-z][a-zA-Z0-9]*", name)] == []


def test_a_header_is_described_by_the_component_of_its_name(contract: Json) -> None:
    targets = {
        (str(place[-1]), node["$ref"])
        for place, node in parts(contract)
        if place[-2:-1] == ("headers",) and "$ref" in node
    }
    assert targets
    for name, target in targets:
        assert target == f"#/components/headers/{name.replace('-', '')}"
