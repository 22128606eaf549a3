"""A contract that is not valid OpenAPI 3.0 is refused with a line for each fault."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import Any

import pytest
from openapi_spec_validator import OpenAPIV30SpecValidator

from cloudflare_api_contract import (
    SUPPORTED,
    ContractError,
    Document,
    is_array,
    is_object,
    load,
    require_valid,
)
from tests.generator.support import ANIMALS, Json, operation, put, write, zoo

KINDS = "array, boolean, integer, number, object, string"
ID = ("components", "schemas", "Animal", "properties", "id")
WHEN: Json = {"type": "string", "format": "date-time", "default": "now"}
TAME: Json = {"type": "boolean", "default": "true"}
ODD: Json = {"type": "string", "pattern": r"\p{L}", "default": "a"}
DEEP: Json = {"type": "array", "items": {}, "default": "[" * 100_000}
CAGED: Json = {"allOf": [{"$ref": "#/components/schemas/Animal"}], "default": 7}
FINE: Json = {"description": "Fine."}
LEGS: Json = {"name": "legs", "in": "query", "schema": {"type": "integer"}}
OTHER: Json = {"name": "other", "in": "path", "required": True, "schema": {"type": "integer"}}


def refused(path: Path) -> str:
    with pytest.raises(ContractError) as caught:
        load(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("openapi: 3.1.0\n", "openapi.yaml:1: openapi: must be a version 3.0 document"),
        ("swagger: '2.0'\n", "openapi.yaml: openapi: must be a version 3.0 document"),
        ("openapi: [\n", "openapi.yaml:2: did not find expected node content"),
    ],
)
def test_a_file_of_another_format_is_refused(text: str, line: str, tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(text)
    assert refused(spec) == line


SCHEMES = ("components", "securitySchemes")
FIRST = (*ANIMALS, "parameters", 0)
CASES: list[tuple[Callable[[Json], None], tuple[str | int, ...], str]] = [
    (put("info", value={"title": "Zoo"}), ("info",), "version is missing"),
    (put("info", value=[]), ("info",), "must be a mapping, not a list"),
    (put("tags", value={}), ("tags",), "must be a list, not a mapping"),
    (put("tags", value=[{"name": "A"}] * 2), ("tags", 1), "A is there twice"),
    (put(*ID, "type", value="strin"), (*ID, "type"), f"must be one of {KINDS}, not 'strin'"),
    (put(*ID, "minLength", value=True), (*ID, "minLength"), "must be a whole number, at least 0"),
    (put(*ID, "multipleOf", value=0), (*ID, "multipleOf"), "must be a number above 0, not 0"),
    (put(*ID, "description", value=None), (*ID, "description"), "must be a string, not null"),
    (put(*ID, "nullable", value="yes"), (*ID, "nullable"), "must be true or false, not 'yes'"),
    (put(*ID, "enum", value=[]), (*ID, "enum"), "must be a list of values, at least one"),
    (put(*ID, "enum", value=["a", "a"]), (*ID, "enum", 1), '"a" is there twice'),
    (put(*ID, "items", value=True), (*ID, "items"), "must be a mapping, not True"),
    (put(*ID, "default", value=7), (*ID, "default"), "does not fit its schema: 7 is not of type"),
    (put(*ID, value=WHEN), (*ID, "default"), "does not fit its schema: 'now' is not a 'date-time'"),
    (
        put(*ID, value=TAME),
        (*ID, "default"),
        "must be true without quotes, for the type is boolean",
    ),
    (put(*ID, value=ODD), (*ID, "default"), "cannot be compared with its schema: bad escape"),
    (put(*ID, value=DEEP), (*ID, "default"), "does not fit its schema: '[[[[[["),
    (put(*ID, value=CAGED), (*ID, "default"), "does not fit its schema: 7 is not of type 'object'"),
    (put(*ANIMALS, "responses", value={}), (*ANIMALS, "responses"), "there is no response"),
    (put(*ANIMALS, "responses", "4xx", value=FINE), (*ANIMALS, "responses", "4xx"), "'4xx' is not"),
    (put(*ANIMALS, "tags", value="A"), (*ANIMALS, "tags"), "must be a list of strings, not 'A'"),
    (
        put(*ANIMALS, "security", value=[[]]),
        (*ANIMALS, "security"),
        "must be a list of mappings of",
    ),
    (put(*FIRST, "in", value="nowhere"), (*FIRST, "in"), "must be one of path, query, header, c"),
    (put(*FIRST, "required", value=False), FIRST, "must be `required: true`, as it is in the path"),
    (put(*FIRST, "style", value="form"), (*FIRST, "style"), "must be simple or label or matrix in"),
    (put(*FIRST, "name", value="x"), ANIMALS, "no parameter describes {zoo_id} of the path"),
    (put(*FIRST[:-1], 1, value=OTHER), (*FIRST[:-1], 1, "name"), f"{ANIMALS[1]} has no {{other}}"),
    (put(*FIRST[:-1], value=[LEGS, LEGS]), (*FIRST[:-1], 1), "legs is there twice"),
    (put(*SCHEMES, "a", value={"type": "http"}), (*SCHEMES, "a"), "scheme is missing"),
    (
        put(*SCHEMES, "a", value={"type": "apiKey", "in": "header"}),
        (*SCHEMES, "a"),
        "name is missin",
    ),
]


@pytest.mark.parametrize(("change", "place", "problem"), CASES)
def test_an_invalid_contract_is_refused(
    change: Callable[[Json], None], place: tuple[str | int, ...], problem: str, tmp_path: Path
) -> None:
    data = zoo()
    data["paths"][ANIMALS[1]]["get"]["parameters"].append(LEGS)
    change(data)
    with pytest.raises(ContractError) as caught:
        load(write(tmp_path, data))
    found = {each.place: each for each in (caught.value, *caught.value.more)}
    assert found[place].problem.startswith(problem)
    assert found[place].line
    assert len(str(caught.value).splitlines()) == len(found)


def test_all_faults_are_reported_in_the_order_of_their_lines(tmp_path: Path) -> None:
    data = zoo()
    for change in (put(*ID, "x-zoo", value=1), put(*ID, "type", value="strin"), put("x", value=1)):
        change(data)
    put(*ANIMALS, "parameters", -1, value={"name": "a", "in": "query", "schema": {"x": 1}})(data)
    lines = [line.split(":")[1:] for line in refused(write(tmp_path, data)).splitlines()]
    assert [int(number) for number, *_ in lines] == sorted(int(number) for number, *_ in lines)
    assert [place.rpartition(" ")[2] for _, place, *_ in lines] == ["x", "type", "x-zoo", "x"]


_VALUES: list[Any] = [
    *(None, True, False, -1, 0, 1, 2, 1.5, "", "a", "string", "path", "deepObject", "200", "true"),
    *([], {}, ["a"], ["a", "a"], [{}], {"a": {}}, {"a": "b"}, {"type": "string"}),
]


_GONE: Any = object()


def _edits() -> Iterator[tuple[int, Any, Any]]:
    """Every removal of a part of a contract, every other value for one, and additions."""
    for index, node in enumerate(_nodes(_CONTRACT)):
        for key in dict.fromkeys((*_keys(node), *(_WORDS if is_object(node) else ()))):
            yield from ((index, key, value) for value in _VALUES)
        yield from ((index, key, _GONE) for key in _keys(node))


@pytest.mark.check
def test_every_contract_that_another_validator_refuses_is_refused() -> None:
    for index, key, value in Random(0).sample([*_edits()], 2000):
        data = deepcopy(_CONTRACT)
        node = [*_nodes(data)][index]
        if value is _GONE:
            del node[key]
        else:
            node[key] = deepcopy(value)
        try:
            require_valid(Document("openapi.yaml", data))
        except ContractError:
            continue
        try:
            others = [error.message for error in OpenAPIV30SpecValidator(data).iter_errors()]
        except Exception as error:  # the validator raises many kinds
            others = [repr(error)]
        assert not others, (key, value)


def _nodes(node: Any) -> Iterator[Any]:
    if is_object(node) or is_array(node):
        yield node
        for child in node.values() if is_object(node) else node:
            yield from _nodes(child)


def _keys(node: Any) -> list[Any]:
    return [*node] if is_object(node) else [*range(len(node))]


_WORDS = sorted({key for keys in SUPPORTED.values() for key in keys})
_ANY_SCHEMA: Json = {
    "type": "object",
    "required": ["a"],
    "nullable": False,
    "properties": {
        "a": {"type": "string", "enum": ["a", "b"], "default": "a", "maxLength": 3},
        "b": {"type": "array", "items": {"$ref": "#/components/schemas/Animal"}, "minItems": 1},
        "c": {"allOf": [{"$ref": "#/components/schemas/Animal"}], "default": {"id": "a"}},
        "d": {"type": "integer", "minimum": 1, "default": 2, "example": 1},
    },
    "additionalProperties": {"oneOf": [{"type": "string"}, {"type": "number"}]},
}
_CONTRACT: Json = zoo() | {
    "info": {
        "title": "Zoo",
        "version": "1",
        "contact": {"name": "a", "email": "a@b.example"},
        "license": {"name": "MIT"},
    },
    "tags": [{"name": "Animals", "description": "All."}],
    "paths": {
        "/zoos/{zoo_id}": {
            "parameters": operation("a", None)["parameters"],
            "put": {
                "operationId": "a",
                "tags": ["Animals"],
                "deprecated": True,
                "parameters": [
                    {"name": "a", "in": "query", "style": "form", "schema": {"type": "string"}},
                    {"$ref": "#/components/parameters/b"},
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": _ANY_SCHEMA, "example": {}}},
                },
                "responses": {
                    "200": {
                        "description": "Fine.",
                        "headers": {"a": {"description": "A", "schema": {"type": "string"}}},
                        "content": {
                            "application/json": {"examples": {"a": {"value": 1, "summary": "A"}}}
                        },
                    },
                    "default": {"$ref": "#/components/responses/c"},
                },
            },
        }
    },
}
_CONTRACT["components"] |= {
    "parameters": {"b": {"name": "b", "in": "header", "schema": {"type": "string"}}},
    "responses": {"c": {"description": "C"}},
}
_CONTRACT["components"]["securitySchemes"]["key"] = {"type": "apiKey", "in": "header", "name": "A"}
