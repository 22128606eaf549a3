"""A family that is cut out of a published document and put into a contract."""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from cloudflare_api_contract import Document, Json, load, read
from tools.family.__main__ import main
from tools.family.cut import cut

SPEC = Path(__file__).parents[3] / "openapi.yaml"
PATHS = ("/accounts/{}/gateway/lists", "/accounts/{}/gateway/rules")
SCHEMAS = "#/components/schemas/"


def _reference(name: str) -> Json:
    return {"$ref": f"{SCHEMAS}gateway_{name}"}


def _answer(result: Json, **more: Any) -> Json:
    parts = [_reference("envelope"), {"properties": {"result": result, **more}}]
    return {
        "200": {
            "description": "An answer.",
            "content": {"application/json": {"schema": {"allOf": parts}}},
        },
        "4XX": {"description": "A failure.", "content": {"application/json": {"schema": {}}}},
    }


def _operation(name: str, answers: Json, media: Json | None = None) -> Json:
    sent = {} if media is None else {"requestBody": {"content": {"application/json": media}}}
    return {"operationId": name, "tags": ["Accounts"], **sent, "responses": answers}


def published() -> Json:
    account = {"name": "account_id", "in": "path", "required": True, "schema": _reference("id")}
    lists, item = PATHS[0].replace("{}", "{account_id}"), f"{PATHS[0]}/{{list_id}}"
    by_id = {"name": "list_id", "in": "path", "required": True, "schema": _reference("uuid")}
    paged = [
        {"name": name, "in": "query", "schema": {"type": "integer"}}
        for name in ("page", "per_page")
    ]
    row = _answer(_reference("lists"))
    rows = _answer({"type": "array", "items": _reference("lists")}, result_info={"type": "object"})
    return {
        "openapi": "3.0.3",
        "info": {"title": "Published", "version": "4.0.0"},
        "paths": {
            lists: {
                "parameters": [account],
                "get": _operation("lists-list-All", rows) | {"parameters": paged},
                "post": _operation("lists-create", row, {"schema": _reference("lists")}),
            },
            item.replace("{}", "{account_id}", 1): {
                "parameters": [by_id, account],
                "put": _operation("lists-update", row, {"schema": {"properties": {"name": {}}}}),
                "delete": _operation("lists-delete", _answer({"type": "object"}), {}),
            },
            "/accounts/{account_id}/gateway/listsets": {"get": _operation("sets", row)},
            PATHS[1].replace("{}", "{account_id}"): {
                "parameters": [account],
                "get": _operation("rules-list", rows),
            },
        },
        "components": {
            "schemas": {
                "gateway_unused": {"type": "string"},
                "gateway_id": {"example": "699d98642c564d2e855e9661899b7252"},
                "gateway_uuid": {"type": "string", "description": "The list.", "maxLength": 36},
                "gateway_schemas-kind": {"type": "string", "enum": ["URL", "IP", None]},
                "gateway_lists": {
                    "type": "object",
                    "title": "A list",
                    "required": ["id"],
                    "properties": {
                        "id": {"type": "string", "readOnly": True, "example": "a1"},
                        "kind": _reference("schemas-kind"),
                        "values": {"type": "array", "items": {"properties": {"value": {}}}},
                        "settings": {"type": "object"},
                        "owner": {"properties": {"name": {"type": "string"}}},
                    },
                },
                "gateway_envelope": {
                    "required": ["success", "result"],
                    "properties": {
                        "success": {"type": "boolean", "enum": [True]},
                        "errors": {"type": "array", "items": {"properties": {"code": {}}}},
                        "result": {"anyOf": [{"type": "object"}, {"type": "array", "items": {}}]},
                    },
                },
            }
        },
    }


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """Cloudflare's document."""
    file = tmp_path / "published.json"
    file.write_text(json.dumps(published()))
    return file


@cache
def _printed() -> Json:
    """The family of lists and rules, as printed."""
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()) as printed:
        file = Path(folder, "published.json")
        file.write_text(json.dumps(published()))
        assert main([str(file), *PATHS]) == 0
    family: Json = yaml.safe_load(printed.getvalue())
    return family


@pytest.fixture
def family() -> Json:
    """The family of lists and rules, not to be changed."""
    return _printed()


def _operations(family: Json) -> dict[str, Json]:
    items = family["paths"].values()
    return {each["operationId"]: each for item in items for each in item.values()}


def test_it_has_the_operations_of_the_paths(family: Json) -> None:
    assert [*_operations(family)] == [
        *("listsListAll", "listsCreate", "listsUpdate", "listsDelete", "rulesList")
    ]


def test_names_come_from_the_official_sdk(family: Json) -> None:
    group = ["zero_trust", "gateway", "lists"]
    named = _operations(family)
    assert named["listsCreate"]["x-fern-sdk-group-name"] == group
    assert named["rulesList"]["x-fern-sdk-group-name"] == [*group[:2], "rules"]
    methods = [each["x-fern-sdk-method-name"] for each in named.values()]
    assert methods == ["list", "create", "update", "delete", "list"]
    assert [each["tags"] for each in named.values()] == [["Gateway Lists"]] * 4 + [
        ["Gateway Rules"]
    ]
    assert [each["name"] for each in family["tags"]] == ["Gateway Lists", "Gateway Rules"]


def test_names_that_the_sdk_lacks_come_from_the_document_or_from_the_path() -> None:
    data = published()
    [lists, item, *_] = data["paths"]
    data["paths"] = {
        path.replace("gateway", "fence"): data["paths"][path] for path in (lists, item)
    }
    del data["paths"][lists.replace("gateway", "fence")]["post"]["operationId"]
    data["paths"][item.replace("gateway", "fence")]["post"] = {"responses": {}}
    document = Document("published.json", data)
    made = cut(document, [*document.operations()], read(SPEC).data)
    named = _operations({"paths": {path: _verbs(made, path) for path in made["paths"]}})
    assert {name: each["x-fern-sdk-method-name"] for name, each in named.items()} == {
        "listsListAll": "list",
        "postAccountsAccountIdFenceLists": "create",
        "listsUpdate": "update",
        "postAccountsAccountIdFenceListsListId": "create_by_account_id",
        "listsDelete": "delete",
    }
    assert {tuple(each["x-fern-sdk-group-name"]) for each in named.values()} == {("fence", "lists")}


def _verbs(made: Json, path: str) -> Json:
    return {verb: node for verb, node in made["paths"][path].items() if verb != "parameters"}


def test_a_list_by_page_and_size_is_paged(family: Json) -> None:
    named = _operations(family).items()
    assert [name for name, each in named if "x-fern-pagination" in each] == ["listsListAll"]


def test_objects_and_enums_get_names(family: Json) -> None:
    schemas = family["components"]["schemas"]
    assert [*schemas] == [
        *("GatewayList", "GatewayKind", "GatewayListValue", "GatewayListOwner", "GatewayListList"),
        *("GatewayListAnswer", "GatewayListUpdate", "GatewayListDeleteAnswer"),
    ]
    members = schemas["GatewayList"]["properties"]
    assert members["kind"] == {"$ref": f"{SCHEMAS}GatewayKind"}
    assert members["values"]["items"] == {"$ref": f"{SCHEMAS}GatewayListValue"}
    assert members["settings"] == {"type": "object", "additionalProperties": True}
    assert schemas["GatewayKind"] == {"type": "string", "enum": ["URL", "IP"], "nullable": True}
    assert "title" not in schemas["GatewayList"]


def test_answers_have_our_envelope_errors_and_headers(family: Json) -> None:
    ours = read(SPEC).data["components"]["schemas"]["McpServerAnswer"]["properties"]
    answer = family["components"]["schemas"]["GatewayListAnswer"]["properties"]
    assert answer == {
        **{name: ours[name] for name in ("success", "errors")},
        "result": {"$ref": f"{SCHEMAS}GatewayList"},
    }
    responses = _operations(family)["listsCreate"]["responses"]
    assert [*responses] == ["200", "4XX", "5XX"]
    assert responses["4XX"] == {"$ref": "#/components/responses/ClientError"}
    assert [*responses["200"]["headers"]] == ["Ratelimit", "Ratelimit-Policy"]


def test_parameters_describe_themselves_and_the_account_is_ours(family: Json) -> None:
    by_id, account = _operations(family)["listsUpdate"]["parameters"]
    assert account == {"$ref": "#/components/parameters/AccountId"}
    assert by_id["description"] == "The list."
    assert by_id["schema"] == {"type": "string", "maxLength": 36}
    assert by_id["example"]


def test_bodies_get_examples_of_what_is_sent(family: Json) -> None:
    created = _operations(family)["listsCreate"]
    media = created["requestBody"]["content"]["application/json"]
    assert media["example"].keys() == {"kind", "values", "settings", "owner"}
    answer = created["responses"]["200"]["content"]["application/json"]["example"]
    assert answer["success"]
    assert answer["result"]["id"] == "a1"


def test_a_body_of_which_nothing_is_said_is_left_out(family: Json) -> None:
    assert "requestBody" not in _operations(family)["listsDelete"]


def test_it_is_put_into_a_contract_of_which_all_else_stays(document: Path, tmp_path: Path) -> None:
    file = tmp_path / "openapi.yaml"
    before = SPEC.read_text("utf-8")
    file.write_text(before, "utf-8")
    assert main([str(document), *PATHS, "--into", str(file)]) == 0
    after = file.read_text("utf-8")
    left = iter(after.splitlines())
    assert all(line in left for line in before.splitlines())
    contract = load(file)
    assert {"listsCreate", "createMcpServer"} <= {each.id for each in contract.operations()}
    assert main([str(document), *PATHS, "--into", str(file)]) == 1
    assert file.read_text("utf-8") == after


def test_a_path_that_the_document_lacks_is_named(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "/accounts/{}/gateway/list"]) == 1
    problem = "published.json: has no operation at /accounts/{}/gateway/list or below it"
    assert capsys.readouterr() == ("", f"error: {problem}\n")
