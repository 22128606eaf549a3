"""The differences between openapi.yaml and a document, with one fact changed at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import pytest

from cloudflare_api_contract import Document, Json, read
from tools.upstream.comparison import compare
from tools.upstream.difference import Difference
from tools.upstream.families import families
from tools.upstream.record import record

from .support import CONTRACT, PREFIX, Change, contract, only, published, put

_SERVERS, _SERVER = f"{PREFIX}/servers", f"{PREFIX}/servers/{{id}}"
_LIST, _CREATE, _READ = (_SERVERS, "get"), (_SERVERS, "post"), (_SERVER, "get")
_PORTALS = (f"{PREFIX}/portals", "get")
_JSON = "content application/json schema"
_TEXT: Json = {"type": "string"}
_NAME: Json = {"type": "string", "maxLength": 350}
_SECURITY: list[Json] = [{"api_token": []}, {"api_email": [], "api_key": []}]
_KEYS = "apiKey header X-Auth-Email and apiKey header X-Auth-Key or http bearer"
_GROUPS = "MCP Portals Read, MCP Portals Write"
_PAGES = "{'offset': '$request.page', 'results': '$response.result'}"


class _Changed(NamedTuple):
    """A change of published.yaml, and the operation to compare."""

    path: str
    method: str
    change: Change


def _differences(path: str, method: str, change: Change | None = None) -> list[Difference]:
    """Compare an operation with a changed record, and with the record of that."""
    ours = only(contract(), path, method)
    theirs = only(Document("published.yaml", published()), path, method)
    if change:
        change(theirs.data)
    found = compare(ours, theirs)
    assert compare(ours, record(theirs, theirs, families(ours))) == found
    return found


_usual = cache(_differences)


def _inside(operation: tuple[str, str], before: str) -> Callable[[str, Any], _Changed]:
    """Return a function that changes a place inside a place."""
    return lambda place, value: _Changed(*operation, put(f"{before} {place}".strip(), value))


def _all(*changes: _Changed) -> _Changed:
    def change(document: Json) -> None:
        for each in changes:
            each.change(document)

    return changes[0]._replace(change=change)


_list, _create, _read = (
    _inside(each, f"paths {' '.join(each)}") for each in (_LIST, _CREATE, _READ)
)
_any, _query = _inside(_LIST, ""), _inside(_LIST, "components parameters")
_failure = _inside(_LIST, "components responses Failure")
_result_info = _inside(_LIST, "components schemas ResultInfo properties")
_body = _inside(_CREATE, "components schemas ServerCreate")
_server = _inside(_READ, "components schemas Server properties")
_message = _inside(_READ, "components schemas Message properties")
_override = _inside(_PORTALS, "components schemas PortalCapabilityOverride properties")


def _rename_path(document: Json) -> None:
    document["paths"] = {f"{_SERVERS}/{{name}}": document["paths"][_SERVER]}


def _rename_status(document: Json) -> None:
    responses = document["paths"][_SERVERS]["post"]["responses"]
    responses["200"] = responses.pop("201")


def _rename_media(document: Json) -> None:
    body = document["paths"][_SERVERS]["post"]["requestBody"]
    body["content"] = {"application/json; charset=utf-8": body["content"]["application/json"]}


class _Case(NamedTuple):
    """A change, a part of the line to look at, and the differences."""

    changed: _Changed
    line: str
    found: tuple[str, ...]


def _case(changed: _Changed, line: str, *found: str) -> _Case:
    return _Case(changed, line, found)


_CASES = [
    _case(
        _any("servers 0 url", "https://a.test"),
        "servers:",
        "servers: https://api.cloudflare.com/client/v4 -> https://a.test",
    ),
    _case(
        _all(_any("security", [{"api_token": []}]), _list("security", _SECURITY)),
        "security:",
        f"security: {_KEYS} -> http bearer",
    ),
    _case(
        _list("security", [{"api_token": []}]),
        "      security:",
        f"security: {_KEYS} -> http bearer",
    ),
    _case(
        _any("components securitySchemes api_key name", "X-Key"),
        "security:",
        *[f"security: {_KEYS} -> {_KEYS.replace('X-Auth-Key', 'X-Key')}"] * 2,
    ),
    _case(
        _create("", None)._replace(change=put(f"paths {_SERVERS}", {"patch": {}})),
        "    post:",
        "operation: there -> None",
        "operation: None -> there",
    ),
    _case(_any(f"paths {_SERVERS}/count", {"get": {}}), "paths:", "operation: None -> there"),
    _case(_Changed(*_READ, _rename_path), "    get:", f"path: {_SERVER} -> {_SERVERS}/{{name}}"),
    _case(_list("operationId", "a"), "listMcpServers", "operationId: listMcpServers -> a"),
    _case(_list("deprecated", True), "    get:", "deprecated: None -> True"),
    _case(
        _list("x-api-token-group", ["MCP Portals Read", "Access Read"]),
        "x-api-token-group:",
        f"x-api-token-group: {_GROUPS} -> Access Read, MCP Portals Read",
    ),
    _case(
        _list("x-fern-sdk-group-name", ["mcp", "servers"]),
        "x-fern-sdk-group-name:",
        "x-fern-sdk-group-name: zero_trust.access.ai_controls.mcp.servers -> mcp.servers",
    ),
    _case(
        _list("x-fern-sdk-method-name", "all"),
        "x-fern-sdk-method-name: list",
        "x-fern-sdk-method-name: list -> all",
    ),
    _case(
        _list("x-fern-pagination", {"offset": "$request.cursor"}),
        "x-fern-pagination:",
        f"x-fern-pagination: {_PAGES} -> {{'offset': '$request.cursor'}}",
    ),
    _case(
        _query("Search name", "order"),
        "- name: search",
        "query search parameter: there -> None",
        "query order parameter: None -> there",
    ),
    _case(
        _query("Search in", "header"),
        "- name: search",
        "query search parameter: there -> None",
        "header search parameter: None -> there",
    ),
    _case(_query("Page required", True), "parameters/Page'", "query page required: None -> True"),
    _case(
        _query("Search deprecated", True),
        "- name: search",
        "query search deprecated: None -> True",
    ),
    _case(_query("PerPage schema maximum", 5), "maximum: 100", "query per_page maximum: 100 -> 5"),
    _case(_query("Search schema minLength", 2), "minLength: 1", "query search minLength: 1 -> 2"),
    _case(_query("Page schema default", True), "default: 1", "query page default: 1 -> True"),
    _case(
        _query("Search explode", False),
        "- name: search",
        "query search explode: True -> False",
    ),
    _case(
        _server("name", {"additionalProperties": _TEXT}),
        "type: string",
        "result.name type: string -> object",
        "result.name maxLength: 350 -> None",
        "result.name{} schema: None -> there",
    ),
    _case(_create("requestBody", None), "requestBody:", "body request body: there -> None"),
    _case(_create("requestBody content", {}), "requestBody:", "body request body: there -> None"),
    _case(_body("properties tags", _TEXT), "McpServerCreate:", "body.tags field: None -> there"),
    _case(_body("properties name", None), "name:", "body.name field: there -> None"),
    _case(
        _body("required", ["id", "auth_type", "hostname"]),
        "required: [id, auth_type, hostname, name]",
        "body.name required: True -> None",
    ),
    _case(
        _body("properties client_secret writeOnly", None),
        "writeOnly: true",
        "body.client_secret writeOnly: True -> None",
    ),
    _case(_Changed(*_CREATE, _rename_status), "'201':", "success status: 201 -> 200"),
    _case(_list("responses 429", {}), "'4XX':", "error status: 4XX, 5XX -> 400, 429"),
    _case(
        _failure(f"{_JSON} properties result nullable", None),
        "nullable: true",
        *["error.result nullable: True -> None"] * 2,
    ),
    _case(
        _failure("headers Retry-After", None),
        "Retry-After:",
        "error Retry-After header: there -> None",
    ),
    _case(
        _inside(_LIST, "components responses Success")("headers X-A", {}),
        "'200':",
        "success X-A header: None -> there",
    ),
    _case(
        _failure("headers Retry-After schema type", "string"),
        "type: integer",
        "error Retry-After type: integer -> string",
    ),
    _case(
        _result_info("page type", "string"),
        "type: integer",
        "result_info.page type: integer -> string",
    ),
    _case(
        _list(f"responses 200 {_JSON} properties cursor", _TEXT),
        "McpServerList:",
        "cursor field: None -> there",
    ),
    _case(
        _server("modified_by readOnly", None),
        "readOnly: true",
        "result.modified_by readOnly: True -> None",
    ),
    _case(_server("error nullable", True), "error:", "result.error nullable: None -> True"),
    _case(_server("error deprecated", True), "error:", "result.error deprecated: None -> True"),
    _case(_server("name type", "integer"), "type: string", "result.name type: string -> integer"),
    _case(_server("hostname format", None), "format: uri", "result.hostname format: uri -> None"),
    _case(
        _server("auth_type enum", ["bearer", "none"]),
        "enum: [oauth, bearer, unauthenticated]",
        "result.auth_type enum: bearer, oauth, unauthenticated -> bearer, none",
    ),
    _case(
        _server("id pattern", "^a$"),
        "pattern: ^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        "result.id pattern: ^[a-z0-9_]+(?:-[a-z0-9_]+)*$ -> ^a$",
    ),
    _case(
        _server("status default", None),
        "default: waiting",
        "result.status default: waiting -> None",
    ),
    _case(
        _server("tools items type", "string"),
        "type: object",
        "result.tools[] type: object -> string",
    ),
    _case(
        _server("name", {"anyOf": [{"type": "integer"}, _TEXT]}),
        "type: string",
        "result.name type: string -> integer or string",
        "result.name maxLength: 350 -> None",
    ),
    _case(
        _override("icon", _TEXT),
        "PortalCapabilityOverride:",
        "result[].servers[].updated_prompts[].icon field: None -> there",
        "result[].servers[].updated_tools[].icon field: None -> there",
    ),
    _case(
        _message("path", None),
        "path:",
        *[f"{each}[].path field: there -> None" for each in ("errors", "messages")],
        *[f"error.{each}[].path field: there -> None" for each in ("errors", "messages") * 2],
    ),
]


def _text(difference: Difference) -> str:
    place = f"{difference.place} {difference.rule}".strip()
    return f"{place}: {difference.ours} -> {difference.theirs}"


_IDS = [f"{number} {case.found[0].partition(':')[0]}" for number, case in enumerate(_CASES)]


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_a_changed_fact_is_a_difference_at_its_line(case: _Case) -> None:
    path, method, change = case.changed
    usual = _usual(path, method)
    found = [each for each in _differences(path, method, change) if each not in usual]
    assert tuple(map(_text, found)) == case.found
    assert case.line in CONTRACT.read_text("utf-8").splitlines()[found[0].line - 1]


def test_a_fact_that_becomes_ours_is_not_a_difference() -> None:
    left = _differences(*_create("requestBody required", True))
    [gone] = [each for each in _usual(*_CREATE) if each not in left]
    assert _text(gone) == "body required: True -> None"


def test_a_read_only_parameter_of_ours_is_a_difference() -> None:
    ours = only(read(CONTRACT), *_LIST)
    put("components parameters Page schema readOnly", True)(ours.data)
    theirs = only(Document("published.yaml", published()), *_LIST)
    [found] = [each for each in compare(ours, theirs) if each not in _usual(*_LIST)]
    assert _text(found) == "query page readOnly: True -> None"


def test_an_operation_id_in_camel_case_is_theirs() -> None:
    left = _differences(*_list("operationId", "List-mcp_servers"))
    [gone] = [each for each in _usual(*_LIST) if each not in left]
    assert gone.rule == "operationId"


_SAME = {
    "alternatives": _server("name", {"oneOf": [_NAME, {}]}),
    "nested allOf": _server("name", {"allOf": [{"allOf": [{"maxLength": 350}]}, _TEXT]}),
    "flags that are off": _server("name", _NAME | {"nullable": False, "readOnly": False}),
    "a flag for the list of the required": _server("name", _NAME | {"required": True}),
    "no type of an object": _inside(_READ, "components schemas Server")("type", None),
    "no type of a list": _server("tools type", None),
    "texts": _server("name", _NAME | {"description": "A.", "example": "a"}),
    "order of an enum": _server("auth_type enum", ["unauthenticated", "oauth", "bearer"]),
    "order of permissions": _list("x-api-token-group", _GROUPS.split(", ")),
    "order of credentials": _any("security", [{"api_key": [], "api_email": []}, {"api_token": []}]),
    "name of a credential": _all(
        _any("components securitySchemes token", {"type": "http", "scheme": "bearer"}),
        _any("security 0", {"token": []}),
    ),
    "read-only field of a body": _body("properties seen", _TEXT | {"readOnly": True}),
    "write-only field of a result": _server("secret", {"allOf": [_TEXT, {"writeOnly": True}]}),
    "reference into a path": _all(
        _read(f"responses 200 {_JSON} properties result", {"$ref": "#/paths/~1a~1%7Bid%7D/x"}),
        _any("paths /a/{id}", {"x": {"$ref": "#/components/schemas/Server"}}),
    ),
    "parameters of the path": _all(
        _read("parameters 0", None),
        _any(f"paths {_SERVER} parameters", [{"$ref": "#/components/parameters/AccountId"}]),
    ),
    "a media type of which nothing is said": _read(
        "requestBody", {"required": True, "content": {"application/json": {}}}
    ),
    "no type of a parameter": _inside(_LIST, "components parameters Search schema")("type", None),
    "a read-only parameter": _inside(_LIST, "components parameters Search schema")(
        "readOnly", True
    ),
    "an envelope that says more": _read(
        f"responses 200 {_JSON} properties success", {"type": "boolean", "enum": [True]}
    ),
    "charset of a body": _Changed(*_CREATE, _rename_media),
    "other operations": _all(
        _any(f"paths {_SERVERS}-next", {"get": {}}), _any("paths /zones", {"get": {}})
    ),
}


@pytest.mark.parametrize("changed", _SAME.values(), ids=_SAME)
def test_another_way_to_write_the_same_is_not_a_difference(changed: _Changed) -> None:
    assert _differences(*changed) == _usual(changed.path, changed.method)
