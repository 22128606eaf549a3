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
PATHS = ("/accounts/{}/secondary_dns/acls", "/accounts/{}/secondary_dns/peers")
SCHEMAS = "#/components/schemas/"


def _reference(name: str) -> Json:
    return {"$ref": f"{SCHEMAS}dns_{name}"}


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
    account = {"name": "identifier", "in": "path", "required": True, "schema": _reference("id")}
    acls, item = PATHS[0].replace("{}", "{identifier}"), f"{PATHS[0]}/{{acl_id}}"
    by_id = {"name": "acl_id", "in": "path", "required": True, "schema": _reference("uuid")}
    paged = [
        {"name": name, "in": "query", "schema": {"type": "integer"}}
        for name in ("page", "per_page")
    ]
    row = _answer(_reference("acls"))
    rows = _answer({"type": "array", "items": _reference("acls")}, result_info={"type": "object"})
    return {
        "openapi": "3.0.3",
        "info": {"title": "Published", "version": "4.0.0"},
        "paths": {
            acls: {
                "parameters": [account],
                "get": _operation("acls-list-All", rows) | {"parameters": paged},
                "post": _operation("acls-create", row, {"schema": _reference("acls")}),
            },
            item.replace("{}", "{identifier}", 1): {
                "parameters": [by_id, account],
                "put": _operation("acls-update", row, {"schema": {"properties": {"name": {}}}}),
                "delete": _operation("acls-delete", _answer({"type": "object"}), {}),
            },
            "/accounts/{identifier}/secondary_dns/aclsets": {"get": _operation("sets", row)},
            PATHS[1].replace("{}", "{identifier}"): {
                "parameters": [account],
                "get": _operation("peers-list", rows),
            },
        },
        "components": {
            "schemas": {
                "dns_unused": {"type": "string"},
                "dns_id": {"example": "699d98642c564d2e855e9661899b7252"},
                "dns_uuid": {"type": "string", "description": "The ACL.", "readOnly": True},
                "dns_schemas-kind": {"type": "string", "enum": ["URL", "IP", None]},
                "dns_acls": {
                    "type": "object",
                    "title": "An ACL",
                    "required": ["id"],
                    "properties": {
                        "id": {"type": "string", "readOnly": True, "example": "a1"},
                        "kind": _reference("schemas-kind"),
                        "values": {"type": "array", "items": {"properties": {"value": {}}}},
                        "settings": {"type": "object"},
                        "owner": {"properties": {"name": {"type": "string"}}},
                    },
                },
                "dns_envelope": {
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
    """The family of ACLs and peers, as printed."""
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()) as printed:
        file = Path(folder, "published.json")
        file.write_text(json.dumps(published()))
        assert main([str(file), *PATHS]) == 0
    family: Json = yaml.safe_load(printed.getvalue())
    return family


@pytest.fixture
def family() -> Json:
    """The family of ACLs and peers, not to be changed."""
    return _printed()


def _operations(family: Json) -> dict[str, Json]:
    items = family["paths"].values()
    return {each["operationId"]: each for item in items for each in item.values()}


def test_a_family_has_the_operations_of_its_paths(family: Json) -> None:
    assert [*_operations(family)] == [
        *("aclsListAll", "aclsCreate", "aclsUpdate", "aclsDelete", "peersList")
    ]


def test_names_come_from_the_official_sdk(family: Json) -> None:
    group = ["dns", "zone_transfers", "acls"]
    named = _operations(family)
    assert named["aclsCreate"]["x-fern-sdk-group-name"] == group
    assert named["peersList"]["x-fern-sdk-group-name"] == [*group[:2], "peers"]
    methods = [each["x-fern-sdk-method-name"] for each in named.values()]
    assert methods == ["list", "create", "update", "delete", "list"]
    assert [each["tags"] for each in named.values()] == [["Zone Transfers Acls"]] * 4 + [
        ["Zone Transfers Peers"]
    ]
    assert [each["name"] for each in family["tags"]] == [
        "Zone Transfers Acls",
        "Zone Transfers Peers",
    ]


def test_names_that_the_sdk_lacks_come_from_the_document_or_from_the_path() -> None:
    data = published()
    [acls, item, *_] = data["paths"]
    data["paths"] = {
        path.replace("secondary_dns", "fence"): data["paths"][path] for path in (acls, item)
    }
    del data["paths"][acls.replace("secondary_dns", "fence")]["post"]["operationId"]
    data["paths"][item.replace("secondary_dns", "fence")]["post"] = {"responses": {}}
    document = Document("published.json", data)
    made = cut(document, [*document.operations()], read(SPEC).data)
    named = _operations({"paths": {path: _verbs(made, path) for path in made["paths"]}})
    assert {name: each["x-fern-sdk-method-name"] for name, each in named.items()} == {
        "aclsListAll": "list",
        "postAccountsIdentifierFenceAcls": "create",
        "aclsUpdate": "update",
        "postAccountsIdentifierFenceAclsAclId": "create_by_identifier",
        "aclsDelete": "delete",
    }
    assert {tuple(each["x-fern-sdk-group-name"]) for each in named.values()} == {("fence", "acls")}


def _verbs(made: Json, path: str) -> Json:
    return {verb: node for verb, node in made["paths"][path].items() if verb != "parameters"}


def test_a_list_by_page_and_size_is_paged(family: Json) -> None:
    named = _operations(family).items()
    assert [name for name, each in named if "x-fern-pagination" in each] == ["aclsListAll"]


def test_objects_and_enums_get_names(family: Json) -> None:
    schemas = family["components"]["schemas"]
    assert [*schemas] == [
        *(
            "SecondaryDnsAcl",
            "SecondaryDnsKind",
            "SecondaryDnsAclValue",
            "SecondaryDnsAclOwner",
            "SecondaryDnsAclList",
        ),
        *("SecondaryDnsAclAnswer", "SecondaryDnsAclUpdate", "SecondaryDnsAclDeleteAnswer"),
    ]
    members = schemas["SecondaryDnsAcl"]["properties"]
    assert members["kind"] == {"$ref": f"{SCHEMAS}SecondaryDnsKind"}
    assert members["values"]["items"] == {"$ref": f"{SCHEMAS}SecondaryDnsAclValue"}
    assert members["settings"] == {"type": "object", "additionalProperties": True}
    assert schemas["SecondaryDnsKind"] == {
        "type": "string",
        "enum": ["URL", "IP"],
        "nullable": True,
    }
    assert "title" not in schemas["SecondaryDnsAcl"]


def test_answers_have_our_envelope_errors_and_headers(family: Json) -> None:
    ours = read(SPEC).data["components"]["schemas"]["McpServerAnswer"]["properties"]
    answer = family["components"]["schemas"]["SecondaryDnsAclAnswer"]["properties"]
    assert answer == {
        **{name: ours[name] for name in ("success", "errors")},
        "result": {"$ref": f"{SCHEMAS}SecondaryDnsAcl"},
    }
    responses = _operations(family)["aclsCreate"]["responses"]
    assert [*responses] == ["200", "4XX", "5XX"]
    assert responses["4XX"] == {"$ref": "#/components/responses/ClientError"}
    assert [*responses["200"]["headers"]] == ["Ratelimit", "Ratelimit-Policy"]


def test_parameters_describe_themselves_and_the_account_is_ours(family: Json) -> None:
    assert all(path.startswith("/accounts/{account_id}/") for path in family["paths"])
    by_id, account = _operations(family)["aclsUpdate"]["parameters"]
    assert account == {"$ref": "#/components/parameters/AccountId"}
    assert by_id["description"] == "The ACL."
    assert by_id["schema"] == {"type": "string"}
    assert by_id["example"]


def test_bodies_and_answers_get_examples(family: Json) -> None:
    created = _operations(family)["aclsCreate"]
    media = created["requestBody"]["content"]["application/json"]
    assert media["example"].keys() == {"kind", "values", "settings", "owner"}
    answer = created["responses"]["200"]["content"]["application/json"]["example"]
    assert answer["success"]
    assert answer["result"]["id"] == "a1"


def test_a_body_without_a_schema_is_left_out(family: Json) -> None:
    assert "requestBody" not in _operations(family)["aclsDelete"]


def test_adding_a_family_leaves_the_rest_of_the_contract_unchanged(
    document: Path, tmp_path: Path
) -> None:
    file = tmp_path / "openapi.yaml"
    before = SPEC.read_text("utf-8")
    file.write_text(before, "utf-8")
    assert main([str(document), *PATHS, "--into", str(file)]) == 0
    after = file.read_text("utf-8")
    left = iter(after.splitlines())
    assert all(line in left for line in before.splitlines())
    contract = load(file)
    assert {"aclsCreate", "createMcpServer"} <= {each.id for each in contract.operations()}
    assert main([str(document), *PATHS, "--into", str(file)]) == 1
    assert file.read_text("utf-8") == after


def test_a_path_that_the_document_lacks_is_named(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(document), "/accounts/{}/secondary_dns/acl"]) == 1
    problem = "published.json: has no operation at /accounts/{}/secondary_dns/acl or below it"
    assert capsys.readouterr() == ("", f"error: {problem}\n")


def test_a_family_with_a_wrong_default_is_cut_without_examples(
    document: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = published()
    data["components"]["schemas"]["dns_schemas-kind"]["default"] = "none"
    document.write_text(json.dumps(data))
    assert main([str(document), *PATHS]) == 0
    out, err = capsys.readouterr()
    assert "example" not in str(yaml.safe_load(out)["paths"])
    assert err.startswith("note: no examples are made up: 'none' is not")
