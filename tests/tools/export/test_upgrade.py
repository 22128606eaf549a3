"""The contract accepts the same bodies as OpenAPI 3.0 and as 3.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from cloudflare_api_contract import ContractError, Document, Json, Place, parts, read, schemas
from tools.export.upgrade import upgraded

from .support import judge, mutated, whole

_ROOT = Path(__file__).parents[3]
# A copy without shared parts, so that a change has one place.
_CONTRACT: Json = json.loads(json.dumps(read(_ROOT / "openapi.yaml").data))
_DOCUMENT = Document("openapi.yaml", _CONTRACT)
_UPGRADED = upgraded(_DOCUMENT)
_SCHEMAS = dict(schemas(_CONTRACT))
# The schemas of requests, answers and their parts, once each.
_WHOLE = dict.fromkeys(
    _DOCUMENT.follow(schema, place)[1]
    for place, schema in _SCHEMAS.items()
    if "schema" in place or len(place) == len(("components", "schemas", "name"))
)
_NULLABLE = [place for place, schema in _SCHEMAS.items() if schema.get("nullable")]
_REMARKS = {
    *("$ref", "additionalProperties", "allOf", "default", "deprecated", "description", "example"),
    *("nullable", "readOnly", "writeOnly"),
}
# The pattern implies every minLength, and no change of a body is too large for int64.
_RULES = {
    key: place
    for place, schema in _SCHEMAS.items()
    for key in schema.keys() - _REMARKS - {"minLength"}
    if schema[key] != "int64"
}
_MEDIA = ("content", "application/json", "schema")

Sample = tuple[Place, Any]
"""The place of a schema, and a body for it."""


def _examples() -> Iterator[Sample]:
    for place, media in parts(_CONTRACT):
        if place[-2:-1] == ("content",):
            given = media.get("examples", {}).values()
            examples = [_DOCUMENT.resolve(each)["value"] for each in given]
            yield from (((*place, "schema"), body) for body in examples or [media["example"]])


def _kit() -> Iterator[Sample]:
    """Read the bodies of the contract kit that the contract describes."""
    operations = {raw["operationId"]: (place, raw) for place, _, _, raw in _DOCUMENT.operations()}
    for file in (_ROOT / "tests/contract_kit").glob("*.json"):
        for case in json.loads(file.read_text("utf-8"))["cases"]:
            place, raw = operations[case["request"]["operation"]]
            if case["request"].get("body") is not None:
                yield (*place, "requestBody", *_MEDIA), case["request"]["body"]
            for answer in case.get("answers", ()):
                status = str(answer.get("status", 200))
                key = status if status in raw["responses"] else f"{status[0]}XX"
                if "json" in answer and key in raw["responses"]:
                    inside = (*place, "responses", key)
                    _, inside = _DOCUMENT.follow(raw["responses"][key], inside)
                    yield (*inside, *_MEDIA), answer["json"]


def _differences(place: Place, bodies: Iterable[Any], other: Json = _UPGRADED) -> Iterator[str]:
    accepts, other_accepts = judge(_CONTRACT, place), judge(other, place)
    for body in bodies:
        if accepts(body) != other_accepts(body):
            yield f"{'refused' if accepts(body) else 'accepted'} in 3.1: {json.dumps(body)}"


def _at(contract: Any, place: Place) -> Json:
    for step in place:
        contract = contract[step]
    schema: Json = contract
    return schema


def _found(place: Place, wrong: Json) -> str:
    outermost = next(each for each in _SCHEMAS if each == place[: len(each)])
    body = whole(_CONTRACT, _SCHEMAS[outermost])
    return next(_differences(outermost, mutated(body), wrong))


def _id(place: Place) -> str:
    return ".".join(map(str, place[1:]))


@pytest.mark.parametrize("read", [_examples, _kit])
def test_same_verdict_on_examples_and_the_contract_kit(
    read: Callable[[], Iterator[Sample]],
) -> None:
    samples = list(read())
    assert len(samples) > 25
    for place, body in samples:
        assert not list(_differences(place, [body]))


@pytest.mark.parametrize("place", _WHOLE, ids=_id)
def test_same_verdict_on_every_change_of_a_body(place: Place) -> None:
    body = whole(_CONTRACT, _SCHEMAS[place])
    assert judge(_CONTRACT, place)(body)
    assert not list(_differences(place, mutated(body)))


@pytest.mark.parametrize("place", _NULLABLE, ids=_id)
def test_a_lost_null_is_found(place: Place) -> None:
    wrong = deepcopy(_UPGRADED)
    schema = _at(wrong, place)
    schema["type"] = schema["type"][0]
    assert _found(place, wrong).startswith("refused in 3.1: ")


@pytest.mark.parametrize("rule", sorted(_RULES))
def test_a_lost_rule_is_found(rule: str) -> None:
    wrong = deepcopy(_UPGRADED)
    del _at(wrong, _RULES[rule])[rule]
    assert _found(_RULES[rule], wrong).startswith("accepted in 3.1: ")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, {"type": "string"}),
        (
            {"description": "x", "type": "number", "minimum": 0, "nullable": True},
            {"description": "x", "type": ["number", "null"], "minimum": 0},
        ),
        # Null is not in the enum, so it is refused in either version.
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            {"type": ["string", "null"], "enum": ["a"]},
        ),
        ({"type": "string", "example": "a"}, {"type": "string", "examples": ["a"]}),
        (
            {"type": "array", "items": {"type": "boolean", "nullable": True}},
            {"type": "array", "items": {"type": ["boolean", "null"]}},
        ),
        (
            {"type": "object", "properties": {"nullable": {"type": "integer", "nullable": True}}},
            {"type": "object", "properties": {"nullable": {"type": ["integer", "null"]}}},
        ),
        ({"default": {"nullable": True}}, {"default": {"nullable": True}}),
        (
            {"allOf": [{"type": "object", "nullable": True}]},
            {"allOf": [{"type": ["object", "null"]}]},
        ),
        # Without a type, it says nothing: any value may be null.
        ({"description": "x", "nullable": True}, {"description": "x"}),
        ({"enum": [None], "nullable": True}, {"enum": [None]}),
        (
            {"description": "x", "oneOf": [{"type": "object"}], "nullable": True},
            {"description": "x", "anyOf": [{"oneOf": [{"type": "object"}]}, {"type": "null"}]},
        ),
        (
            {"anyOf": [{"type": "object"}], "nullable": True},
            {"anyOf": [{"type": "object"}, {"type": "null"}]},
        ),
        (
            {"type": "number", "minimum": 0, "exclusiveMinimum": True, "maximum": 9},
            {"type": "number", "exclusiveMinimum": 0, "maximum": 9},
        ),
        ({"maximum": 9, "exclusiveMaximum": False}, {"maximum": 9}),
        (
            {"type": "string", "format": "binary"},
            {"type": "string", "contentMediaType": "application/octet-stream"},
        ),
        (
            {"type": "string", "format": "byte", "x-auditable": True},
            {"type": "string", "contentEncoding": "base64", "x-auditable": True},
        ),
        (
            {"type": "object", "additionalProperties": {"type": "string", "nullable": True}},
            {"type": "object", "additionalProperties": {"type": ["string", "null"]}},
        ),
    ],
)
def test_rewriting(old: Json, new: Json) -> None:
    contract = {"openapi": "3.0.3", "components": {"schemas": {"It": old}}}
    before = deepcopy(contract)
    rewritten = upgraded(Document("openapi.yaml", contract))
    assert rewritten == {"openapi": "3.1.0", "components": {"schemas": {"It": new}}}
    assert list(rewritten["components"]["schemas"]["It"]) == list(new)
    assert contract == before


@pytest.mark.parametrize(
    ("schema", "line"),
    [
        ({"multiplesOf": 2}, "multiplesOf: multiplesOf is not known to be the same in 3.1"),
    ],
)
def test_a_construct_that_may_differ_is_refused(schema: Json, line: str) -> None:
    contract = {"components": {"schemas": {"It": {"type": "array", "items": schema}}}}
    with pytest.raises(ContractError) as refusal:
        upgraded(Document("openapi.yaml", contract))
    assert str(refusal.value) == f"openapi.yaml: components > schemas > It > items > {line}"
