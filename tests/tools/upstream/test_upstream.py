"""`python -m tools.upstream`: openapi.yaml beside Cloudflare's document."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import pytest

from cloudflare_api_contract import Document, read, read_json
from tools.upstream.__main__ import main
from tools.upstream.comparison import compare
from tools.upstream.deviations import find_deviations
from tools.upstream.report import Report

from .support import PREFIX, family, published

CONTRACT = Path(__file__).parents[3] / "openapi.yaml"

Json = dict[str, Any]
Row = tuple[str, ...]
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="session")
def whole_document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cloudflare's document: the family among other products."""
    path = tmp_path_factory.mktemp("upstream") / "openapi.json"
    path.write_bytes(orjson.dumps(published(family(), filler=300)))
    return path


def _section(out: str, title: str) -> list[Row]:
    """The rows under a title."""
    found = re.search(rf"^{re.escape(title)} \(\d+\)\n((?:.+\n)*)", out, re.MULTILINE)
    lines = found[1].splitlines() if found else []
    return [tuple(re.split(r" {2,}", line.strip())) for line in lines]


@pytest.fixture(scope="session")
def contract() -> Document:
    """openapi.yaml, read once."""
    return read(CONTRACT)


def _compared(contract: Document, file: Path) -> list[Row]:
    deviations = find_deviations(CONTRACT.read_text("utf-8"))
    return Report.of(compare(contract, read_json(file)), deviations).unlisted


@pytest.fixture
def differences(contract: Document, tmp_path: Path) -> Callable[[Json], list[Row]]:
    """Compare the contract with a document: the rows of what is not listed."""
    file = tmp_path / "openapi.json"

    def compared(document: Json) -> list[Row]:
        file.write_bytes(orjson.dumps(document))
        return _compared(contract, file)

    return compared


@pytest.fixture(scope="session")
def usual(contract: Document, tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    """The rows for a document that nobody changed."""
    file = tmp_path_factory.mktemp("usual") / "openapi.json"
    file.write_bytes(orjson.dumps(published(family())))
    return _compared(contract, file)


@pytest.fixture
def document() -> Json:
    """Cloudflare's document, no two parts of which are one object."""
    copied: Json = orjson.loads(orjson.dumps(published(family())))
    return copied


def test_the_contract_lists_every_difference(whole_document: Path, capsys: Capture) -> None:
    main([str(whole_document)])
    out = capsys.readouterr().out
    assert re.search(r", 0 differences not listed, \d+ deviations listed, 0 stale$", out)


def test_missing_operations_of_the_family_are_listed_and_no_others(
    tmp_path: Path, capsys: Capture
) -> None:
    paths = family()
    paths[f"{PREFIX}/prompts/{{id}}"] = {"patch": paths[f"{PREFIX}/servers/{{id}}"]["put"]}
    paths[f"{PREFIX}-next/things"] = paths[f"{PREFIX}/servers"]
    file = tmp_path / "openapi.json"
    file.write_bytes(orjson.dumps(published(paths, filler=2)))
    assert main([str(file)]) == 1
    rows = _section(capsys.readouterr().out, "Operations that openapi.yaml lacks")
    assert (f"PATCH {PREFIX}/prompts/{{id}}",) in rows
    assert all("/prompts/" in row[0] or "/analytics/" in row[0] for row in rows)


_LIST, _ITEM = f"{PREFIX}/servers", f"{PREFIX}/servers/{{id}}"
_PORTALS = f"{PREFIX}/portals"
_JSON = ("content", "application/json", "schema")
_BODY = (_LIST, "post", "requestBody", *_JSON)
_READ = (_ITEM, "get", "responses", "200", *_JSON, "allOf", 1, "properties", "result")
_PARAMETERS = (_LIST, "get", "parameters")
_PORTAL = (
    *(_PORTALS, "get", "responses", "200", *_JSON, "allOf", 1, "properties", "result"),
    *("items", "allOf"),
)
_OVERRIDE = (
    *(*_PORTAL, 1, "properties", "servers", "items", "allOf", 1),
    *("properties", "updated_tools", "items", "properties"),
)


def test_a_hostile_document_prints_nothing_that_a_terminal_obeys(
    document: Json, tmp_path: Path, capsys: Capture
) -> None:
    hostile = "\x1b]0;b\x07\x9b2J\u202e"
    paths = document["paths"]
    servers = paths[f"{PREFIX}/servers"]
    paths[f"{PREFIX}/servers/{hostile}"] = servers
    names = servers["post"]["requestBody"]["content"]["application/json"]["schema"]["properties"]
    names[f"a{hostile}"] = {"type": "string", "enum": [hostile], "default": hostile}
    file = tmp_path / "openapi.json"
    file.write_bytes(orjson.dumps(document))
    assert main([str(file)]) == 1
    servers["post"]["requestBody"] = {"$ref": f"#/components/{hostile}"}
    file.write_bytes(orjson.dumps(document))
    assert main([str(file)]) == 2
    out, err = capsys.readouterr()
    assert "]0;b" in out
    assert "]0;b" in err
    assert all(each.isprintable() or each == "\n" for each in out + err)


def _put(*steps: Any) -> Callable[[Json], None]:
    """Write the last of these to the place that the others lead to; take it away if it is None."""
    *place, last, value = steps

    def change(paths: Json) -> None:
        node: Any = paths
        for step in place:
            node = node[step]
        if value is None:
            del node[last]
        else:
            node[last] = value

    return change


def _move(*steps: Any) -> Callable[[Json], None]:
    """Give what is at a place another key."""
    *place, old, new = steps

    def change(paths: Json) -> None:
        node: Any = paths
        for step in place:
            node = node[step]
        node[new] = node.pop(old)

    return change


_ORDER: Json = {"name": "order", "in": "query", "schema": {"type": "string"}}
_TABLE: dict[str, tuple[Any, ...]] = {
    "operation that is gone": (
        _put(_LIST, "post", None),
        "    post:",
        ("-", "operation", "there", "-", "POST …/mcp/servers"),
    ),
    "success status": (
        _move(_LIST, "post", "responses", "201", "200"),
        "'201':",
        ("-", "success status", "201", "200", "POST …/mcp/servers"),
    ),
    "status of a failure": (
        _put(_LIST, "get", "responses", "302", {"description": ""}),
        "    get:",
        ("answer 302", "status", "-", "there", "GET …/mcp/servers"),
    ),
    "permission groups": (
        _put(_LIST, "get", "x-api-token-group", ["MCP Portals Read", "Access Read"]),
        "x-api-token-group: [MCP Portals Write, MCP Portals Read]",
        (
            *("-", "permission groups", "MCP Portals Read, MCP Portals Write"),
            *("Access Read, MCP Portals Read", "GET …/mcp/servers"),
        ),
    ),
    "parameter of theirs": (
        _put(*_PARAMETERS, slice(4, 4), [_ORDER]),
        "    get:",
        ("query order", "parameter", "-", "there", "GET …/mcp/servers"),
    ),
    "parameter of ours": (
        _put(*_PARAMETERS, 3, None),
        "- name: search",
        ("query search", "parameter", "there", "-", "GET …/mcp/servers"),
    ),
    "parameter elsewhere": (
        _put(*_PARAMETERS, 3, "in", "header"),
        "- name: search",
        ("query search", "parameter", "there", "-", "GET …/mcp/servers"),
        ("header search", "parameter", "-", "there", "GET …/mcp/servers"),
    ),
    "required parameter": (
        _put(*_PARAMETERS, 1, "required", True),
        "parameters/Page",
        ("query page", "required", "-", "yes", "GET …/mcp/servers"),
    ),
    "type of a parameter": (
        _put(*_PARAMETERS, 2, "schema", "type", "number"),
        "type: integer",
        ("query per_page", "type", "integer", "number", "GET …/mcp/servers"),
    ),
    "bound of a parameter": (
        _put(*_PARAMETERS, 2, "schema", "maximum", 50),
        "maximum: 100",
        ("query per_page", "maximum", "100", "50", "GET …/mcp/servers"),
    ),
    "bound that we lack": (
        _put(*_PARAMETERS, 3, "schema", "minLength", 1),
        "schema:",
        ("query search", "minLength", "-", "1", "GET …/mcp/servers"),
    ),
    "default of a parameter": (
        _put(*_PARAMETERS, 2, "schema", "default", None),
        "default: 20",
        ("query per_page", "default", "20", "-", "GET …/mcp/servers"),
    ),
    "enum of a parameter": (
        _put(*_PARAMETERS, 3, "schema", "enum", ["b", "a"]),
        "schema:",
        ("query search", "enum", "-", "a, b", "GET …/mcp/servers"),
    ),
    "request body": (
        _put(_LIST, "post", "requestBody", None),
        "requestBody:",
        ("body", "request body", "there", "-", "POST …/mcp/servers"),
    ),
    "request body that may be left out": (
        _put(_LIST, "post", "requestBody", "required", None),
        "requestBody:",
        ("body", "required", "yes", "-", "POST …/mcp/servers"),
    ),
    "field of a body that we lack": (
        _put(*_BODY, "properties", "tags", {"type": "array"}),
        "McpServerCreate:",
        ("body.tags", "field", "-", "there", "POST …/mcp/servers"),
    ),
    "field of a body that they lack": (
        _put(*_BODY, "properties", "client_secret", None),
        "client_secret: &server_client_secret",
        ("body.client_secret", "field", "there", "-", "POST …/mcp/servers"),
    ),
    "required field of a body": (
        _put(*_BODY, "required", ["id", "auth_type", "hostname"]),
        "required: [id, auth_type, hostname, name]",
        ("body.name", "required", "yes", "-", "POST …/mcp/servers"),
    ),
    "write-only": (
        _put(*_BODY, "properties", "client_secret", "writeOnly", None),
        "writeOnly: true",
        ("body.client_secret", "writeOnly", "yes", "-", "POST …/mcp/servers"),
    ),
    "read-only": (
        _put(*_READ, "properties", "modified_by", "readOnly", None),
        "readOnly: true",
        ("result.modified_by", "readOnly", "yes", "-", "GET …/servers/{id}"),
    ),
    "nullable": (
        _put(*_READ, "properties", "error", "nullable", True),
        "error: &server_error",
        ("result.error", "nullable", "-", "yes", "GET …/servers/{id}"),
    ),
    "type": (
        _put(*_READ, "properties", "name", "type", "integer"),
        "type: string",
        ("result.name", "type", "string", "integer", "GET …/servers/{id}"),
    ),
    "format": (
        _put(*_READ, "properties", "hostname", "format", None),
        "format: uri",
        ("result.hostname", "format", "uri", "-", "GET …/servers/{id}"),
    ),
    "enum": (
        _put(*_READ, "properties", "auth_type", "enum", ["bearer", "none"]),
        "enum: [oauth, bearer, unauthenticated]",
        (
            *("result.auth_type", "enum", "bearer, oauth, unauthenticated"),
            *("bearer, none", "GET …/servers/{id}"),
        ),
    ),
    "pattern": (
        _put(*_READ, "properties", "id", "pattern", "^a$"),
        "pattern: ^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        ("result.id", "pattern", "^[a-z0-9_]+(?:-[a-z0-9_]+)*$", "^a$", "GET …/servers/{id}"),
    ),
    "default": (
        _put(*_READ, "properties", "secure_web_gateway", "default", True),
        "default: false",
        ("result.secure_web_gateway", "default", "no", "yes", "GET …/servers/{id}"),
    ),
    "one and true": (
        _put(*_PARAMETERS, 1, "schema", "default", True),
        "default: 1",
        ("query page", "default", "1", "yes", "GET …/mcp/servers"),
    ),
    "required field of a result": (
        _put(*_READ, "required", ["id", "auth_type", "hostname", "name", "tools"]),
        "required: [id, auth_type, hostname, name, prompts, tools]",
        ("result.prompts", "required", "yes", "-", "GET …/servers/{id}"),
    ),
    "field of a list of a list": (
        _put(*_OVERRIDE, "icon", {"type": "string"}),
        "PortalCapabilityOverride:",
        ("result[].servers[].updated_tools[].icon", "field", "-", "there", "GET …/mcp/portals"),
    ),
    "type of the items of a list": (
        _put(*_READ, "properties", "tools", "items", "type", "string"),
        "type: object",
        ("result.tools[]", "type", "object", "string", "GET …/servers/{id}"),
    ),
    "type among alternatives": (
        _put(*_READ, "properties", "name", {"anyOf": [{"type": "integer"}, {"type": "string"}]}),
        "type: string",
        ("result.name", "type", "string", "integer or string", "GET …/servers/{id}"),
        ("result.name", "maxLength", "350", "-", "GET …/servers/{id}"),
    ),
}


@pytest.mark.parametrize("name", _TABLE)
def test_a_single_difference_is_one_row_at_its_line(
    name: str, document: Json, usual: list[Row], differences: Callable[[Json], list[Row]]
) -> None:
    change, text, *expected = _TABLE[name]
    change(document["paths"])
    before = {row[:-1] for row in usual}
    found = [row for row in differences(document) if row[:-1] not in before]
    assert sorted(row[1:] for row in found) == sorted(expected)
    line = next(row[0] for row in found if row[1:] == expected[0])
    assert text in CONTRACT.read_text("utf-8").splitlines()[int(line) - 1]


_NAME = (*_READ, "properties", "name")
_SAME: dict[str, Callable[[Json], None]] = {
    "alternatives": _put(*_NAME, {"oneOf": [{"type": "string", "maxLength": 350}, {}]}),
    "nested allOf": _put(
        *_NAME, {"allOf": [{"allOf": [{"maxLength": 350}]}, {"type": "string"}], "example": "A"}
    ),
    "flags that are off": _put(
        *_NAME, {"type": "string", "maxLength": 350, "nullable": False, "readOnly": False}
    ),
    "a flag for the list of the required": _put(
        *_NAME, {"type": "string", "maxLength": 350, "required": True}
    ),
    "no type": _put(*_READ, "type", None),
    "order of an enum": _put(
        *_READ, "properties", "auth_type", "enum", ["unauthenticated", "oauth", "bearer"]
    ),
    "order of the permissions": _put(
        _LIST, "get", "x-api-token-group", ["MCP Portals Read", "MCP Portals Write"]
    ),
    "read-only field of a body": _put(
        *_BODY, "properties", "seen", {"type": "string", "readOnly": True}
    ),
    "write-only field of a result": _put(
        *_READ, "properties", "secret", {"type": "string", "writeOnly": True}
    ),
    "texts": _put(*_NAME, {"type": "string", "maxLength": 350, "description": "A."}),
    "reference into a path": _put(
        *_READ,
        {
            "$ref": "#/paths/"
            + _LIST.replace("/", "~1").replace("{", "%7B").replace("}", "%7D")
            + "/get/responses/200/content/application~1json/schema/allOf/1/properties/result/items"
        },
    ),
    "a status among those that we have as a range": _put(
        _LIST, "get", "responses", "429", {"description": ""}
    ),
    "parameters of the path": _put(
        _ITEM, "parameters", [{"$ref": "#/components/parameters/mcp-portals_account"}]
    ),
}


@pytest.mark.parametrize("name", _SAME)
def test_another_way_to_write_the_same_is_not_a_difference(
    name: str, document: Json, usual: list[Row], differences: Callable[[Json], list[Row]]
) -> None:
    _SAME[name](document["paths"])
    assert differences(document) == usual


def test_names_of_path_variables_are_not_compared(
    document: Json, usual: list[Row], differences: Callable[[Json], list[Row]]
) -> None:
    paths = document["paths"]
    other = _ITEM.replace("{account_id}", "{account_identifier}")
    paths[other] = paths.pop(_ITEM)
    assert differences(document) == usual


def test_recursive_schemas_are_compared(
    document: Json, usual: list[Row], differences: Callable[[Json], list[Row]]
) -> None:
    errors = {"type": "array", "items": {"$ref": "#/components/schemas/message"}}
    message = {"properties": {"error_chain": errors, "message": {"type": "string"}}}
    document["components"]["schemas"]["message"] = message
    document["components"]["schemas"]["mcp-portals_success"]["properties"]["errors"] = errors
    found = [row for row in differences(document) if row not in usual]
    assert ("errors[].code", "field", "there", "-", "12 operations") in [row[1:] for row in found]


_UNUSABLE: dict[str, tuple[bytes, str]] = {
    "no JSON": (b'{"a":\n 1,}', r"openapi\.json:2: is not JSON: .+"),
    "a list": (b"[]", r"openapi\.json: must be an object"),
    "no paths": (b'{"openapi": "3.0.3"}', r"openapi\.json: is not an OpenAPI document: .+"),
    "a reference elsewhere": (
        b'{"paths": {"/a": {"$ref": "http://127.0.0.1/\\u001b[31m"}}}',
        r"openapi\.json: paths > /a > \$ref: 'http://127\.0\.0\.1/.x1b\[31m' does not begin .+",
    ),
    "nothing": (b"", r"openapi\.json:1: is not JSON: .+"),
}


@pytest.mark.parametrize("name", _UNUSABLE)
def test_a_file_that_is_not_an_openapi_document_is_one_line(
    name: str, tmp_path: Path, capsys: Capture
) -> None:
    content, expected = _UNUSABLE[name]
    file = tmp_path / "openapi.json"
    file.write_bytes(content)
    assert main([str(file)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(rf"error: .*{expected}\n", err)


@pytest.mark.parametrize(
    ("components", "expected"),
    [
        ({}, "there is no #/components/parameters/mcp-portals_account"),
        (
            {"parameters": {"mcp-portals_account": {"$ref": "#/components/parameters/b"}}},
            "there is no #/components/parameters/b",
        ),
        (
            {
                "parameters": {
                    "mcp-portals_account": {"$ref": "#/components/parameters/mcp-portals_account"}
                }
            },
            "#/components/parameters/mcp-portals_account leads to itself",
        ),
    ],
)
def test_a_reference_that_leads_nowhere_is_one_line(
    components: Json, expected: str, document: Json, tmp_path: Path, capsys: Capture
) -> None:
    file = tmp_path / "openapi.json"
    file.write_bytes(orjson.dumps(document | {"components": components}))
    assert main([str(file)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert re.fullmatch(rf"error: openapi\.json: .*{re.escape(expected)}", line)


def test_broken_operations_of_other_products_are_ignored(
    document: Json, usual: list[Row], differences: Callable[[Json], list[Row]]
) -> None:
    document["paths"]["/zones"] = {"get": {"parameters": [{"$ref": "#/nowhere"}]}, "put": 5}
    document["paths"]["/users"] = {"$ref": "#/nowhere"}
    assert differences(document) == usual


def test_an_endless_schema_is_one_line(document: Json, tmp_path: Path, capsys: Capture) -> None:
    endless = {"allOf": [{"$ref": "#/components/schemas/mcp-portals_success"}]}
    document["components"]["schemas"]["mcp-portals_success"] = endless
    file = tmp_path / "openapi.json"
    file.write_bytes(orjson.dumps(document))
    assert main([str(file)]) == 2
    assert capsys.readouterr().err == f"error: {file}: schemas are nested too deeply\n"


@pytest.mark.parametrize("keyword", ["allOf", "properties"])
def test_a_schema_that_is_large_when_written_out_is_one_line(
    keyword: str, document: Json, tmp_path: Path, capsys: Capture
) -> None:
    schemas = document["components"]["schemas"]
    for number in range(20):
        following = {"$ref": f"#/components/schemas/A{number + 1}"}
        twice = [following, following] if keyword == "allOf" else {"a": following, "b": following}
        schemas[f"A{number}"] = {keyword: twice}
    schemas["A20"] = {"type": "object"}
    schemas["mcp-portals_success"] = {"$ref": "#/components/schemas/A0"}
    file = tmp_path / "openapi.json"
    file.write_bytes(orjson.dumps(document))
    assert main([str(file)]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith("is too large with its aliases and references written out")


def test_a_missing_file_is_one_line(tmp_path: Path, capsys: Capture) -> None:
    missing = tmp_path / "missing"
    assert main([str(missing)]) == 2
    assert capsys.readouterr().err == f"error: {missing}: No such file or directory\n"
    assert main([str(missing), "--spec", str(missing)]) == 2
    assert capsys.readouterr().err == "error: missing: No such file or directory\n"


def test_a_contract_that_is_not_yaml_is_one_line(
    whole_document: Path, tmp_path: Path, capsys: Capture
) -> None:
    spec = tmp_path / "contract.yaml"
    spec.write_text("paths:\n  a: [\n")
    assert main([str(whole_document), "--spec", str(spec)]) == 2
    assert re.fullmatch(r"error: contract\.yaml:\d+: .+\n", capsys.readouterr().err)
