"""Made-up values."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from cloudflare_api_mock.contract import Contract
from cloudflare_api_mock.made_up import MadeUp, Unmakable
from cloudflare_api_mock.pattern_text import matching

TREE = {"type": "object", "required": ["name"], "properties": {"name": {"type": "string"}}}
NODE: dict[str, Any] = {
    "type": "object",
    "required": ["leaves"],
    "properties": {
        "leaves": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
        "mother": {"$ref": "#/components/schemas/Node"},
    },
}
ENDLESS: dict[str, Any] = {
    "type": "object",
    "required": ["more"],
    "properties": {"more": {"$ref": "#/components/schemas/Endless"}},
}
KINDS: dict[str, Any] = {
    kind: {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, kind: {"type": "integer"}},
    }
    for kind in ("Cat", "Dog")
}


@pytest.fixture(scope="module")
def contract(tmp_path_factory: pytest.TempPathFactory) -> Contract:
    schemas = {"Node": NODE, "Endless": ENDLESS, "Tree": TREE, **KINDS}
    spec = {
        "openapi": "3.0.3",
        "info": {"title": "Values", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    path = tmp_path_factory.mktemp("values") / "values.json"
    path.write_text(json.dumps(spec))
    return Contract(path)


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


_SCHEMAS: list[tuple[str, dict[str, Any]]] = [
    ("", {"type": "string", "format": "uuid"}),
    ("", {"type": "string", "format": "date-time"}),
    ("", {"type": "string", "format": "date"}),
    ("", {"type": "string", "format": "uri", "maxLength": 40}),
    ("", {"type": "string", "format": "email"}),
    ("", {"type": "string", "format": "ipv4"}),
    ("", {"type": "string", "format": "ipv6"}),
    ("", {"type": "string", "format": "byte"}),
    ("", {"type": "string", "minLength": 50}),
    ("a_very_long_name", {"type": "string", "maxLength": 3}),
    ("hostname", {"type": "string", "pattern": r"^[a-z0-9-]+(\.[a-z0-9-]+)+$"}),
    ("id", {"type": "string", "pattern": "^[0-9a-f]{32}$"}),
    ("colour", {"type": "string", "pattern": "^#(?:[0-9a-f]{3}){1,2}$"}),
    ("code", {"type": "string", "pattern": "^(DE|NL)[^a-z]{4,8}$", "maxLength": 9}),
    ("", {"type": "integer", "minimum": 3, "maximum": 4}),
    ("", {"type": "integer", "maximum": -5}),
    ("", {"type": "number", "minimum": 0.2, "maximum": 0.4, "multipleOf": 0.1}),
    ("", {"type": "integer", "multipleOf": 60, "minimum": 100}),
    ("", {"type": "integer", "enum": [1, 2]}),
    ("", {"type": "string", "enum": ["a", None], "nullable": True}),
    ("", {"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True}),
    ("", {"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2}),
    ("", {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "integer"}]}),
    ("", {"anyOf": [ref("Endless"), ref("Tree")]}),
    ("", {"type": "string", "example": 7}),
    ("", ref("Node")),
]


@pytest.mark.parametrize(("name", "schema"), _SCHEMAS, ids=lambda each: str(each)[:60])
def test_a_value_is_valid_and_the_same_in_every_run(
    contract: Contract, name: str, schema: dict[str, Any]
) -> None:
    for number in (0, 1, 24):
        value = MadeUp(contract).value(schema, number, name)
        assert contract.admits(schema, value), value
        assert MadeUp(contract).value(schema, number, name) == value


def test_the_first_value_is_the_example_and_others_differ(contract: Contract) -> None:
    made_up = MadeUp(contract)
    state = {"type": "string", "enum": ["on", "off"], "example": "off"}
    assert [made_up.value(state, number) for number in range(3)] == ["off", "off", "on"]
    name = {"type": "string", "example": "Guests"}
    values = [made_up.value(name, number, "name") for number in range(3)]
    assert values[0] == "Guests"
    assert len({*values}) == 3
    assert made_up.value(name, 7, "traffic") == "Guests"  # no rule makes a better one


def test_a_text_fits_the_name_of_its_member(contract: Contract) -> None:
    patterns = {
        "email": r"[^@]+@[^@]+",
        "callback_url": "https://.+",
        "hostname": r"[\w.-]+\.example\.com",
        "ip": r"[\d.]+",
        "network": r"[\d.]+/\d+",
        "created_at": r"\d{4}-\d\d-\d\dT.*",
        "description": r"\w.*\.",
    }
    properties = {name: {"type": "string"} for name in patterns}
    row = MadeUp(contract).value({"type": "object", "properties": properties}, 3)
    assert [name for name in row if not re.fullmatch(patterns[name], row[name])] == []


def test_a_row_was_created_before_it_was_changed_and_has_not_ended(contract: Contract) -> None:
    moment = {"type": "string", "format": "date-time"}
    properties = {
        "updated_at": moment | {"example": "2001-01-01T00:00:00Z"},
        "created_at": moment,
        "deleted_at": moment | {"nullable": True},
    }
    row = MadeUp(contract).value({"type": "object", "properties": properties})
    assert row["created_at"] <= row["updated_at"]
    assert row["deleted_at"] is None


def test_members_of_requests_and_those_that_cannot_be_made_up_are_left_out(
    contract: Contract,
) -> None:
    properties = {
        "secret": {"type": "string", "writeOnly": True},
        "riddle": {"type": "string", "pattern": "^(?=b)a$"},
        "name": {"type": "string"},
        "endless": ref("Endless"),
    }
    schema = {"type": "object", "required": ["secret"], "properties": properties}
    assert MadeUp(contract).value(schema).keys() == {"name"}


@pytest.mark.parametrize(
    ("schema", "reason"),
    [
        (ref("Endless"), "more contains itself"),
        ({"type": "string", "pattern": "^(?=b)a$"}, "no made-up value is valid for it"),
        ({"type": "string", "minLength": 10**12}, "no made-up value is valid for it"),
        ({"type": "string", "pattern": "^(a{9999}b{9999})$"}, "no made-up value is valid for it"),
        ({"type": "array", "minItems": 10**12, "items": {"type": "integer"}}, "it is too large"),
    ],
)
def test_a_schema_without_a_value_is_unmakable(
    contract: Contract, schema: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Unmakable, match=reason):
        MadeUp(contract).value(schema)


def test_a_discriminator_names_the_alternative(contract: Contract) -> None:
    mapping = {kind.lower(): ref(kind)["$ref"] for kind in KINDS}
    discriminator = {"propertyName": "kind", "mapping": mapping}
    schema = {"anyOf": [*map(ref, KINDS)], "discriminator": discriminator}
    rows = [MadeUp(contract).value(schema, number) for number in range(2)]
    assert [(row["kind"], {*row}) for row in rows] == [
        ("cat", {"kind", "Cat"}),
        ("dog", {"kind", "Dog"}),
    ]


@pytest.mark.parametrize(
    ("schema", "value", "fitted"),
    [
        ({"type": "string"}, 7, "7"),
        (TREE, {"name": "Oak", "age": 7}, {"name": "Oak", "age": 7}),
        (TREE | {"additionalProperties": False}, {"name": "Oak", "age": 7}, {"name": "Oak"}),
        ({"type": "array", "items": TREE}, [{"name": 7}], [{"name": "7"}]),
        (TREE, {"age": 7}, {"age": 7, "name": "North 1"}),
        (ref("Node"), {"leaves": "none"}, {"leaves": []}),
    ],
)
def test_a_value_is_fitted_to_a_schema_with_few_changes(
    contract: Contract, schema: dict[str, Any], value: Any, fitted: Any
) -> None:
    assert MadeUp(contract).fitted(schema, value) == fitted


@pytest.mark.parametrize(
    "pattern",
    [r"^[a-z]{3}-\d+$", r"a|b", r"^[^/]+/\w*$", r"^(ab?c)+$", r".{2,}", r"^\S+@\S+$", "^$"],
)
def test_a_text_matches_a_simple_pattern(pattern: str) -> None:
    for number in range(5):
        text = matching(pattern, number, 12)
        assert text is not None
        assert re.search(pattern, text), text


@pytest.mark.parametrize("pattern", ["(", "(?=a)", r"(a)\1", "^[☃☄]$"])
def test_another_pattern_has_no_text(pattern: str) -> None:
    assert matching(pattern, 0, 12) is None
