"""Constructs that the generator does not support are refused; none is left out in silence."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_contract import SUPPORTED

from .support import ANIMALS, ROOT, Json, operation, put, refused, write, zoo

TEXT = {"type": "string"}
SCHEMAS = ("components", "schemas")
ANIMAL = (*SCHEMAS, "Animal")
PARAMETERS = (*ANIMALS, "parameters")
FIRST = (*PARAMETERS, 0)
MEDIA = (*ANIMALS, "responses", "200", "content", "application/json")
OAUTH: Json = {
    "type": "oauth2",
    "flows": {"implicit": {"authorizationUrl": "https://zoo.example", "scopes": {}}},
}


def parameter(**parts: Any) -> Json:
    return {"name": "legs", "in": "query", "schema": TEXT} | parts


BAD_PATTERN: Json = {"type": "string", "pattern": r"\p{L}"}
TALL: Json = {"properties": {"hay": {"format": "email"}}}
FED: Json = {"type": "object", "properties": {"hay": TEXT}}
BODY = ("content", "application/json", "schema")


def body(schema: Json, **more: Any) -> Json:
    return {"required": True, "content": {"application/json": {"schema": schema}}} | more


def unsupported(what: str, *place: str | int, value: Any = None, kind: str) -> Any:
    """A case of which the line names the place and the kind of thing."""
    line = f"{' > '.join(map(str, place))}: {place[-1]} is not supported in {kind}"
    return pytest.param(put(*place, value=value), line, id=what)


def case(what: str, change: Callable[[Json], None], *place: str | int, says: str) -> Any:
    return pytest.param(change, f"{' > '.join(map(str, place))}: {says}", id=what)


def both(*changes: Callable[[Json], None]) -> Callable[[Json], None]:
    def change(data: Json) -> None:
        for each in changes:
            each(data)

    return change


def without(*steps: str | int) -> Callable[[Json], None]:
    def change(data: Json) -> None:
        node: Any = data
        for step in steps[:-1]:
            node = node[step]
        del node[steps[-1]]

    return change


CASES = [
    unsupported("not", *ANIMAL, "not", value=TEXT, kind="a schema"),
    case(
        "wrongly bounded body",
        put(
            *(*ANIMALS, "requestBody"),
            value=body({"properties": {"legs": {"type": "integer", "maxLength": 1}}}),
        ),
        *(*ANIMALS, "requestBody", *BODY, "properties", "legs", "maxLength"),
        says="maxLength does not apply to the type integer",
    ),
    unsupported("summary of a path", *ANIMALS[:2], "summary", value="Zoo", kind="a path"),
    unsupported("method", *ANIMALS[:2], "options", value={}, kind="a path"),
    unsupported("document extension", "x-zoo", value=1, kind="a document"),
    unsupported("info extension", "info", "x-zoo", value=1, kind="an info"),
    unsupported("operation extension", *ANIMALS, "x-zoo", value=1, kind="an operation"),
    unsupported("parameter extension", *FIRST, "x-zoo", value=1, kind="a parameter"),
    unsupported("schema extension", *ANIMAL, "x-zoo", value=1, kind="a schema"),
    unsupported("server variables", "servers", 0, "variables", value={}, kind="a server"),
    unsupported("links of answers", "components", "links", value={}, kind="a components"),
    case(
        "no media type",
        put(*ANIMALS, "responses", "200", "content", "undefined", value={"schema": TEXT}),
        *(*ANIMALS, "responses", "200", "content", "undefined"),
        says="'undefined' is not a media type, such as application/json",
    ),
    case(
        "oauth2",
        put("components", "securitySchemes", "oauth", value=OAUTH),
        *("components", "securitySchemes", "oauth", "flows"),
        says="flows is not supported in a security scheme",
    ),
    case(
        "key in a query",
        put(
            *("components", "securitySchemes", "api_token"),
            value={"type": "apiKey", "in": "query", "name": "key"},
        ),
        *("components", "securitySchemes", "api_token"),
        says="only bearer tokens and header keys are supported",
    ),
    case(
        "cookie parameter",
        put(*PARAMETERS, -1, value=parameter(**{"in": "cookie"})),
        *(*PARAMETERS, 1, "in"),
        says="cookie parameters are not supported",
    ),
    *(
        case(
            f"header {name!r}",
            both(
                put(
                    *("components", "securitySchemes", "api_key"),
                    value={"type": "apiKey", "in": "header", "name": "X-Zoo-Key"},
                ),
                put(*PARAMETERS, -1, value=parameter(**{"in": "header", "name": "X-Food"})),
                put(*PARAMETERS, -1, value=parameter(**{"in": "header", "name": name})),
            ),
            *(*PARAMETERS, 2, "name"),
            says=says,
        )
        for name, says in {
            "x-zoo-key": "x-zoo-key is a header that the client sends by itself",
            "Authorization": "Authorization is a header that the client sends by itself",
            "content-type": "content-type is a header that the client sends by itself",
            "x-food": "x-food is the name of another header",
            "X Hay": "'X Hay' cannot be the name of a header",
            "X-É": "'X-É' cannot be the name of a header",
        }.items()
    ),
    case(
        "name of a key's header",
        put(
            *("components", "securitySchemes", "api_token"),
            value={"type": "apiKey", "in": "header", "name": "a: b"},
        ),
        *("components", "securitySchemes", "api_token", "name"),
        says="'a: b' cannot be the name of a header",
    ),
    *(
        case(
            f"server {url}",
            put("servers", 0, "url", value=url),
            *("servers", 0, "url"),
            says=says,
        )
        for url, says in {
            "/v4": "must be an absolute http or https URL, not '/v4'",
            "https://zoo.example/?a=b": "must have no user, query or fragment",
            "http://zoo.example": "would send credentials unencrypted to zoo.example: ",
            "https://zoo.example\n": "is not a URL: ",
        }.items()
    ),
    *(
        case(
            f"path {path!r}",
            put("paths", value={path: {"get": operation("list", None, parameters=[])}}),
            *("paths", path),
            says=f"{path!r} cannot be the name of a path",
        )
        for path in (
            *("/zoos/a b", "/zoos/a?b=c", "/zoos/a#b", "/zoos/../a", "/zoos/.", "/zoos//a"),
            *("/zoos/%2e", "/zoos/é", "/", "/zoos/{a b}", "/zoos/{2nd}", "/zoos/{a.b}", "/zoos/{"),
        )
    ),
    case(
        "pattern",
        put(*ANIMALS, "requestBody", value=body({**FED, "properties": {"hay": BAD_PATTERN}})),
        *(*ANIMALS, "requestBody", *BODY, "properties", "hay", "pattern"),
        says="'\\\\p{L}' is not a pattern in Python: bad escape ",
    ),
    *(
        case(
            f"{what} that Python reads differently",
            put(*place, value=value),
            *where,
            says=f"{name!r} is a different name in Python",
        )
        for what, place, value, where, name in (
            ("tag", (*ANIMALS, "tags"), ["ﬁsh"], (*ANIMALS, "tags"), "ﬁsh"),
            *(
                (key, (*ANIMALS, key), "ﬁsh", (*ANIMALS, key), "ﬁsh")
                for key in ("operationId", "x-fern-sdk-group-name", "x-fern-sdk-method-name")
            ),
            (
                "property",
                (*ANIMAL, "properties", "ﬁsh"),
                TEXT,
                (*ANIMAL, "properties", "ﬁsh"),
                "ﬁsh",
            ),
            (
                "parameter",
                (*PARAMETERS, -1),
                parameter(name="ﬁsh"),
                (*PARAMETERS, 1, "name"),
                "ﬁsh",
            ),
        )
    ),
    *(
        case(
            f"all of {what}",
            put(*ANIMAL, value={"allOf": parts}),
            *(*ANIMAL, *inside),
            says=says,
        )
        for what, parts, inside, says in (
            (
                "two types",
                [FED, {"type": "string"}],
                ("allOf", 1, "type"),
                "type is string here, but object in another part of the allOf",
            ),
            (
                "two kinds of hay",
                [FED, {"properties": {"hay": {"type": "string", "format": "uri"}}}, TALL],
                ("allOf", 2, "properties", "hay", "format"),
                "format is email here, but uri in another part of the allOf, on line ",
            ),
            (
                "itself",
                [{"$ref": "#/components/schemas/Animal"}],
                (),
                "#/components/schemas/Animal leads to itself",
            ),
            (
                "itself, deeper",
                [{"oneOf": [FED, {"allOf": [{"$ref": "#/components/schemas/Animal"}]}]}],
                (),
                "#/components/schemas/Animal leads to itself",
            ),
            (
                "itself and more",
                [{"$ref": "#/components/schemas/Animal"}, FED],
                (),
                "#/components/schemas/Animal leads to itself",
            ),
            (
                "a property of a part",
                [FED, {"properties": {"legs": {"type": "integer", "enum": ["a"]}}}],
                ("allOf", 1, "properties", "legs", "enum"),
                "'a' is not of type integer",
            ),
        )
    ),
    case(
        "parameter of a path",
        put(*ANIMALS[:2], "parameters", value=[parameter(schema={"type": "object"})]),
        *(*ANIMALS[:2], "parameters", 0, "schema"),
        says="only strings, numbers, integers, booleans, and arrays of them are supported",
    ),
    case(
        "object in a query",
        put(*PARAMETERS, -1, value=parameter(style="deepObject", schema={"type": "object"})),
        *(*PARAMETERS, 1, "schema"),
        says="only strings, numbers, integers, booleans, and arrays of them are supported",
    ),
    case(
        "matrix in a path",
        put(*FIRST, "style", value="matrix"),
        *(*FIRST, "style"),
        says="matrix is not supported",
    ),
    case(
        "union that holds itself",
        both(
            put(
                *SCHEMAS,
                "Rows",
                value={
                    "anyOf": [
                        TEXT,
                        {"type": "array", "items": {"$ref": "#/components/schemas/Rows"}},
                    ]
                },
            ),
            put(*ANIMAL, "properties", "rows", value={"$ref": "#/components/schemas/Rows"}),
        ),
        *(*SCHEMAS, "Rows"),
        says="leads to itself without an object between",
    ),
    case(
        "answers in two forms",
        put(
            *(*ANIMALS, "responses", "201"),
            value={"description": "More.", "content": {"text/csv": {"schema": TEXT}}},
        ),
        *(*ANIMALS, "responses"),
        says="answers in different forms are not supported: envelope, text",
    ),
    case(
        "no success",
        put(*ANIMALS, "responses", value={"404": {"description": "None."}}),
        *(*ANIMALS, "responses"),
        says="has no 2xx answer",
    ),
    case(
        "other security",
        put(*ANIMALS, "security", value=[]),
        *(*ANIMALS, "security"),
        says="must be the document's own security",
    ),
    case(
        "no security",
        both(put("security", value=[]), put(*ANIMALS, "security", value=[])),
        "security",
        says="is missing",
    ),
    case(
        "unknown scheme",
        both(
            put("security", value=[{"api_key": []}]),
            put(*ANIMALS, "security", value=[{"api_key": []}]),
        ),
        *("security", 0, "api_key"),
        says="there is no such security scheme",
    ),
    case(
        "scopes",
        both(
            put("security", value=[{"api_token": ["read"]}]),
            put(*ANIMALS, "security", value=[{"api_token": ["read"]}]),
        ),
        *("security", 0, "api_token"),
        says="scopes are not supported",
    ),
    case(
        "scheme in two alternatives",
        both(
            put("security", -1, value={"api_token": []}),
            put(*ANIMALS, "security", -1, value={"api_token": []}),
        ),
        *("security", 1, "api_token"),
        says="security.api_token is the name of something else",
    ),
    *(
        case(f"no {key}", without(*ANIMALS, key), *ANIMALS, says=f"{key} is missing")
        for key in ("operationId", "tags", "x-fern-sdk-group-name", "x-fern-sdk-method-name")
    ),
    case(
        "two tags",
        put(*ANIMALS, "tags", value=["Animals", "Pets"]),
        *(*ANIMALS, "tags"),
        says="exactly one tag is supported",
    ),
    *(
        case(
            f"{key} {value}",
            put(*ANIMALS, key, value=value),
            *(*ANIMALS, key),
            says=says,
        )
        for key, value, says in [
            ("x-api-token-group", "Zoo Read", "must be a list of strings"),
            ("x-api-token-group", [1], "must be a list of strings"),
            ("x-fern-sdk-group-name", 7, "must be a string or a list of strings, not 7"),
            ("x-fern-sdk-group-name", "zoo..a", "'' cannot be a name in Python"),
            ("x-fern-sdk-group-name", ["2nd"], "'2nd' cannot be a name in Python"),
            ("x-fern-sdk-method-name", 7, "must be a string, not 7"),
            ("x-fern-pagination", "page", "must be a mapping, not 'page'"),
            (
                "x-fern-pagination",
                {"offset": "$request.page", "results": "$response.animals"},
                "only pages numbered by a parameter are supported",
            ),
        ]
    ),
    *(
        case(
            f"paged by {offset}",
            put(
                *(*ANIMALS, "x-fern-pagination"),
                value={"offset": offset, "results": "$response.result"},
            ),
            *(*ANIMALS, "x-fern-pagination", "offset"),
            says=f"no query parameter is named {named}",
        )
        for offset, named in [("$request.sheet", "sheet"), ("$request.zoo_id", "zoo_id")]
    ),
    case("no server", put("servers", value=[]), "servers", says="exactly one server is supported"),
    case(
        "two servers",
        put("servers", -1, value={"url": "https://b.example"}),
        "servers",
        says="exactly one server is supported",
    ),
    *(
        case(
            f"reference to {target}",
            put(*SCHEMAS, "Cage", "properties", "animal", value={"$ref": target}),
            *(*SCHEMAS, "Cage", "properties", "animal", "$ref"),
            says=says,
        )
        for target, says in [
            ("#/components/schemas/Plant", "there is no #/components/schemas/Plant"),
            (
                "#/components/schemas/Animal/properties/id",
                "only #/components/schemas/… is supported",
            ),
            ("other.yaml#/Animal", "'other.yaml#/Animal' does not begin with '#/'"),
            ("#/components/parameters/Animal", "only #/components/schemas/… is supported here"),
        ]
    ),
    *(
        case(
            f"example behind {target}",
            both(
                put("components", "examples", value={"Herd": {"value": {}}}),
                put(*MEDIA, "examples", value={"herd": {"$ref": target}}),
            ),
            *(*MEDIA, "examples", "herd", "$ref"),
            says=says,
        )
        for target, says in [
            ("#/components/examples/Flock", "there is no #/components/examples/Flock"),
            ("#/components/schemas/Animal", "only #/components/examples/… is supported here"),
        ]
    ),
    case(
        "reference to itself",
        put(*SCHEMAS, "Egg", value={"$ref": "#/components/schemas/Egg"}),
        *(*SCHEMAS, "Egg"),
        says="#/components/schemas/Egg leads to itself",
    ),
    case(
        "beside a reference",
        put(
            *(*SCHEMAS, "Egg"),
            value={"$ref": "#/components/schemas/Animal", "description": "Not born."},
        ),
        *(*SCHEMAS, "Egg", "description"),
        says="description has no effect beside a $ref",
    ),
    case(
        "two operations, one module",
        put("paths", "/x/{zoo_id}", "get", value=operation("x", None, operationId="list_animals")),
        *("paths", "/x/{zoo_id}", "get", "operationId"),
        says="api.list_animals is the name of something else",
    ),
    case(
        "two operations, one module, two tags",
        put(
            *("paths", "/x/{zoo_id}", "get"),
            value=operation("x", None, operationId="list_animals", tags=["Pets"]),
        ),
        *("paths", "/x/{zoo_id}", "get", "operationId"),
        says="api.list_animals is the name of something else",
    ),
    case(
        "two operations, one id",
        put("paths", "/x/{zoo_id}", "get", value=operation("list", None)),
        *("paths", "/x/{zoo_id}", "get", "operationId"),
        says="listAnimals is also another operation's id",
    ),
    case(
        "two operations, one method",
        put(
            *("paths", "/x/{zoo_id}", "get"),
            value=operation("x", None, **{"x-fern-sdk-method-name": "list"}),
        ),
        *("paths", "/x/{zoo_id}", "get", "x-fern-sdk-method-name"),
        says="client.animals.list is the name of something else",
    ),
    case(
        "a method and a group",
        put(
            *("paths", "/x/{zoo_id}", "get"),
            value=operation("x", None, **{"x-fern-sdk-group-name": "animals.list"}),
        ),
        *("paths", "/x/{zoo_id}", "get", "x-fern-sdk-group-name"),
        says="client.animals.list is the name of something else",
    ),
    case(
        "two groups, one module",
        both(
            put(*ANIMALS, "x-fern-sdk-group-name", value="wild.animals"),
            put(
                *("paths", "/x/{zoo_id}", "get"),
                value=operation("x", None, **{"x-fern-sdk-group-name": "wild_animals"}),
            ),
        ),
        *("paths", "/x/{zoo_id}", "get", "x-fern-sdk-group-name"),
        says="resources.wild_animals is the name of something else",
    ),
    *(
        case(
            f"schema {name}",
            both(
                put(*SCHEMAS, name, value={"type": "object", "properties": {"a": TEXT}}),
                put(*ANIMAL, "properties", "x", value={"$ref": f"#/components/schemas/{name}"}),
            ),
            *(*SCHEMAS, name),
            says=f"{name} is the name of something else in the client",
        )
        for name in ("Model", "Cloudflare", "APIError", "Any", "Literal")
    ),
    *(
        case(
            f"{key} {value[:20]}",
            put(*ANIMALS, key, value=value),
            *(*ANIMALS, key),
            says=says,
        )
        for key, value, says in (
            ("operationId", "a" * 201, "aaaaaaaaaaaaaaaaaaaa… is too long for a name"),
            ("x-fern-sdk-group-name", ".".join("ab" * 60), "a_b_a_b_a_b_a_b_a_b_… is too long"),
        )
    ),
    case(
        "mixed enum",
        put(*ANIMAL, "properties", "x", value={"type": "string", "enum": ["a", 1]}),
        *(*ANIMAL, "properties", "x", "enum"),
        says="1 is not of type string",
    ),
    case(
        "enum of a parameter",
        put(*PARAMETERS, -1, value=parameter(schema={"type": "integer", "enum": [1, "2"]})),
        *(*PARAMETERS, 1, "schema", "enum"),
        says="'2' is not of type integer",
    ),
]


@pytest.mark.parametrize(("change", "line"), CASES)
def test_an_unsupported_construct_is_refused(
    change: Callable[[Json], None], line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = zoo()
    change(data)
    spec = write(tmp_path, data)
    where, _, rest = refused(tmp_path, capsys, spec=spec).partition(": ")
    assert rest.startswith(line)
    file, _, number = where.partition(":")
    assert file == "openapi.yaml"
    named = [step for step in rest.partition(": ")[0].split(" > ") if step not in {"0", "1"}]
    assert named[-1] in spec.read_text().splitlines()[int(number) - 1]


def test_the_table_in_contributing_lists_the_supported_constructs() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    found = re.search(r"^<!-- constructs -->\n(.*?)^<!-- /constructs -->$", text, re.M | re.S)
    assert found, "CONTRIBUTING.md has no table between the lines that mark it"
    _, _, *rows = [line for line in found[1].splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    assert {kind: re.findall(r"`([^`]+)`", keys) for kind, keys, *_ in cells} == {
        kind: [*keys] for kind, keys in SUPPORTED.items()
    }
