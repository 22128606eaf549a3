"""A document of a stranger is refused if it leads elsewhere or would take too long."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_contract import ContractError, Document, Json, load, read, read_published
from tests.generator.support import ANIMALS, put, write, zoo

ID = ("components", "schemas", "Animal", "properties", "id")
OK = (*ANIMALS, "responses", "200")
MEDIA = (*OK, "content", "application/json")
OUTSIDE: Json = {"$ref": "http://127.0.0.1:9/x.json"}


def refused(path: Path) -> ContractError:
    with pytest.raises(ContractError) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    return caught.value


def text(*lines: str) -> str:
    return "\n".join(("openapi: 3.0.3", *lines, ""))


def named(**schemas: Json) -> Json:
    data = zoo()
    data["components"]["schemas"] |= schemas
    return data


def reference(number: int) -> Json:
    return {"$ref": f"#/components/schemas/S{number}"}


@pytest.mark.parametrize(
    ("place", "value", "inside"),
    [
        ((*MEDIA, "example"), {"a": [OUTSIDE]}, ("a", 0, "$ref")),
        ((*MEDIA, "examples"), {"a": OUTSIDE}, ("a", "$ref")),
        ((*MEDIA, "examples"), {"a": {"externalValue": "../a.json"}}, ("a", "externalValue")),
        ((*OK, "headers"), {"X-A": OUTSIDE}, ("X-A", "$ref")),
        ((*ID, "default"), OUTSIDE, ("$ref",)),
        ((*ID, "enum"), [OUTSIDE], (0, "$ref")),
        ((*ID, "anyOf"), [OUTSIDE], (0, "$ref")),
        ((*ID, "oneOf"), [{"$ref": "/etc/passwd"}], (0, "$ref")),
        ((*ID, "oneOf"), [{"$ref": ""}], (0, "$ref")),
        (
            (*ID, "anyOf"),
            [{"discriminator": {"mapping": {"a": "./a.json"}}}],
            (0, "discriminator", "mapping", "a"),
        ),
        (("x-anything",), {"a": OUTSIDE}, ("a", "$ref")),
        (("info", "description"), OUTSIDE, ("$ref",)),
    ],
    ids=range(12),
)
def test_a_reference_out_of_the_document_is_refused_anywhere(
    place: tuple[str, ...], value: Any, inside: tuple[str | int, ...], tmp_path: Path
) -> None:
    data = zoo()
    put(*place, value=value)(data)
    path = write(tmp_path, data)
    error = refused(path)
    assert error.place == (*place, *inside)
    assert error.line
    assert "does not begin with '#/', as each reference must, also in an example" in error.problem
    published = path.with_suffix(".json")
    published.write_text(json.dumps(data))
    with pytest.raises(ContractError) as caught:
        read_published(published)
    assert (caught.value.place, caught.value.problem) == (error.place, error.problem)


def test_a_name_in_a_mapping_and_a_property_are_not_references(tmp_path: Path) -> None:
    data: Json = {"a": {"$ref": {"type": "string"}}, "discriminator": {"mapping": {"a": "Cat.v2"}}}
    assert read(write(tmp_path, data)).data == data


LAUGHS = [
    f"x{level}: &a{level} [{', '.join([f'*a{level - 1}' if level else 'x'] * 9)}]"
    for level in range(10)
]
DAG = {f"S{i}": {"allOf": [reference(i + 1), reference(i + 1)]} for i in range(20)}
TREE = {
    f"S{i}": {"type": "object", "properties": {"a": reference(i + 1), "b": reference(i + 1)}}
    for i in range(20)
}
END: Json = {"S20": {"type": "object"}}
CHAIN = {f"S{i}": {"type": "array", "items": reference(i + 1)} for i in range(2000)}
CIRCLE = CHAIN | {"S2000": reference(0)}


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (text(*LAUGHS), "is too large with its aliases and references written out"),
        (named(**DAG, **END), "is too large with its aliases and references written out"),
        (named(**TREE, **END), "is too large with its aliases and references written out"),
        (named(**CHAIN, S2000=END), "is nested too deeply, references followed"),
        (named(**CIRCLE), "is nested too deeply, references followed"),
    ],
    ids=["aliases", "allOf", "properties", "chain", "circle"],
)
def test_a_document_that_is_large_when_written_out_is_refused(
    content: str | Json, problem: str, tmp_path: Path
) -> None:
    path = tmp_path / "openapi.yaml"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    error = refused(path)
    assert error.problem == problem
    assert error.line


def test_schemas_that_lead_back_to_themselves_are_not_large(tmp_path: Path) -> None:
    tree = {"type": "object", "properties": dict.fromkeys("abcdefgh", reference(0))}
    assert isinstance(load(write(tmp_path, named(S0=tree))), Document)


def test_a_pattern_that_may_take_too_long_is_refused_before_a_default_is_checked(
    tmp_path: Path,
) -> None:
    data = zoo()
    put(*ID, "pattern", value="^(a+)+$")(data)
    put(*ID, "default", value="a" * 40 + "!")(data)
    error = refused(write(tmp_path, data))
    assert error.place == (*ID, "pattern")
    assert error.line
    assert error.problem.startswith("'^(a+)+$' may take more than linear time")
    data = {"openapi": "3.1.0", "components": {"patternProperties": {"^(a+)+$": True}}}
    with pytest.raises(ContractError, match="more than linear time"):
        read(write(tmp_path, data))
