"""A family that is cut out of a published document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import Json, read
from tools.family.__main__ import main

SPEC = Path(__file__).parents[3] / "openapi.yaml"

ROW: Json = {"type": "object", "properties": {"id": {"$ref": "#/components/schemas/Id"}}}
ANSWER: Json = {
    "allOf": [
        {"$ref": "#/components/schemas/Envelope"},
        {
            "properties": {
                "result": {"type": "array", "items": {"$ref": "#/components/schemas/Row"}}
            }
        },
    ]
}


def operation(**more: Any) -> Json:
    media = {"application/json": {"schema": ANSWER}}
    return {"responses": {"200": {"description": "Rows.", "content": media}}, **more}


def parameter(name: str, where: str) -> Json:
    return {"name": name, "in": where, "required": where == "path", "schema": {"type": "string"}}


def published() -> Json:
    paged = [parameter(name, "query") for name in ("page", "per_page")]
    account = parameter("account_identifier", "path")
    return {
        "openapi": "3.0.3",
        "info": {"title": "Published", "version": "4.0.0"},
        "tags": [{"name": "Rows", "description": "Rows of an account."}, {"name": "Other"}],
        "paths": {
            "/accounts/{account_identifier}/rows": {
                "parameters": [account],
                "get": operation(operationId="rows-list-All", tags=["Rows"], parameters=paged),
                "put": operation(tags=["Rows", "Other"], security=[]),
            },
            "/accounts/{account_identifier}/rows/{row_id}": {
                "put": operation(operationId="row-Update", parameters=[account]),
            },
            "/accounts/{account_identifier}/rowsets": {"get": operation()},
        },
        "components": {
            "schemas": {
                "Unused": {"type": "string"},
                "Id": {"type": "string"},
                "Row": ROW,
                "Envelope": {"type": "object", "properties": {"result": {}}},
            }
        },
    }


def operations(cut: Json) -> list[Json]:
    return [
        item[method] for item in cut["paths"].values() for method in item.keys() - {"parameters"}
    ]


@pytest.fixture
def cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Json:
    """The family of rows, as printed."""
    file = tmp_path / "published.json"
    file.write_text(json.dumps(published()))
    assert main([str(file), "/accounts/{}/rows"]) == 0
    printed: Json = yaml.safe_load(capsys.readouterr().out)
    return printed


def test_it_has_the_operations_of_the_path_and_what_they_refer_to(cut: Json) -> None:
    assert [path.rpartition("/")[2] for path in cut["paths"]] == ["rows", "{row_id}"]
    assert [*cut["components"]["schemas"]] == ["Id", "Row", "Envelope"]


def test_names_come_from_the_document_or_from_the_path(cut: Json) -> None:
    named = {each["operationId"]: each for each in operations(cut)}
    assert {id: (each["tags"], each["x-fern-sdk-method-name"]) for id, each in named.items()} == {
        "rowsListAll": (["Rows"], "list"),
        "putAccountsAccountIdentifierRows": (["Rows"], "update"),
        "rowUpdate": (["Rows"], "update_by_account_identifier"),
    }
    assert {tuple(each["x-fern-sdk-group-name"]) for each in named.values()} == {("rows",)}
    assert cut["tags"] == [{"name": "Rows", "description": "Rows of an account."}]


def test_a_list_by_page_and_size_is_paged(cut: Json) -> None:
    paged = [each["operationId"] for each in operations(cut) if "x-fern-pagination" in each]
    assert paged == ["rowsListAll"]


def test_it_is_a_contract_of_ours(cut: Json) -> None:
    ours = read(SPEC).data
    assert cut["servers"] == ours["servers"]
    assert cut["security"] == ours["security"]
    assert not any("security" in each for each in operations(cut))


def test_a_path_that_the_document_lacks_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "published.json"
    file.write_text(json.dumps(published()))
    assert main([str(file), "/accounts/{}/row"]) == 1
    problem = "error: published.json: has no operation at /accounts/{}/row or below it\n"
    assert capsys.readouterr() == ("", problem)
