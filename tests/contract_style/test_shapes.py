"""The contract uses only constructs that every language has."""

from __future__ import annotations

from typing import Any

import pytest

from cloudflare_api_contract import Json

from .conftest import new, require_none
from .shapes import faults

_SERVERS = "/accounts/{account_id}/access/ai-controls/mcp/servers"
_FREE_FORM = {"type": "object", "additionalProperties": True}
_INLINE = {"type": "object", "properties": {"a": {"type": "string"}}}
_REFERENCE = {"$ref": "#/components/schemas/SyncErrorDetails"}
_UNNAMED = "an object with properties needs a name under components.schemas"
_UNSAID = "an object without properties needs additionalProperties: true"
_NULL = "null in an enum: say nullable instead"


def _put(contract: Any, place: str, value: Any) -> None:
    *steps, last = place.split(" ")
    for step in steps:
        contract = contract[step]
    contract[last] = value


def test_contract_has_no_shape_that_a_language_lacks(contract: Json) -> None:
    require_none(faults(contract))


@pytest.mark.parametrize(
    ("place", "schema", "problem"),
    [
        ("McpServer properties error_details", _INLINE, _UNNAMED),
        ("McpServer properties error_details", {"properties": _INLINE["properties"]}, _UNNAMED),
        ("McpServer properties tools items", _INLINE, _UNNAMED),
        ("Capability additionalProperties", _INLINE, _UNNAMED),
        ("McpServer properties error_details", {"type": "object"}, _UNSAID),
        ("Capability", {"type": "object", "nullable": True}, _UNSAID),
        ("Capability", {"type": "object", "properties": {}}, _UNSAID),
        ("Capability", {"type": "object", "additionalProperties": False}, _UNSAID),
        (
            "SyncResult properties status",
            {"type": "string", "nullable": True, "enum": ["ready", None]},
            _NULL,
        ),
        *(
            (
                "McpServer properties error_details",
                schema,
                f"{next(iter(schema))} becomes something else in each language",
            )
            for schema in (
                {"anyOf": [_REFERENCE]},
                {"oneOf": [_REFERENCE]},
                {"allOf": [_REFERENCE, _REFERENCE]},
                {"allOf": [_REFERENCE], "nullable": True},
                {"allOf": [_FREE_FORM]},
            )
        ),
        (
            "McpServer properties status",
            {"type": "string", "not": {"type": "string"}},
            "not becomes something else in each language",
        ),
    ],
)
def test_schema_that_a_language_lacks(
    contract: Json, place: str, schema: Json, problem: str
) -> None:
    _put(contract["components"]["schemas"], place, schema)
    where = f"components.schemas.{place.replace(' ', '.')}"
    assert new(faults, contract) == [f"{where}: {problem}"]


@pytest.mark.parametrize(
    "place",
    [
        f"paths {_SERVERS} post requestBody content application/json schema",
        f"paths {_SERVERS} get responses 200 content application/json schema",
        "components responses ClientError content application/json schema",
        "components responses ClientError headers Retry-After schema",
        "components parameters Page schema",
    ],
)
def test_object_without_a_name_outside_the_components(contract: Json, place: str) -> None:
    _put(contract, place, _INLINE)
    assert new(faults, contract) == [f"{place.replace(' ', '.')}: {_UNNAMED}"]


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (f"paths {_SERVERS} post requestBody content application/json", "example"),
        (f"paths {_SERVERS} get responses 200 content application/json", "example"),
        ("components responses ClientError content application/json", "examples"),
    ],
)
@pytest.mark.parametrize("is_empty", [False, True])
def test_body_without_an_example(contract: Json, place: str, key: str, is_empty: bool) -> None:
    media = contract
    for step in place.split(" "):
        media = media[step]
    del media[key]
    if is_empty:
        media["examples"] = {}
    assert new(faults, contract) == [f"{place.replace(' ', '.')}: has no example"]


@pytest.mark.parametrize(
    ("place", "schema"),
    [
        ("McpServer properties error_details", _FREE_FORM),
        ("McpServer properties tools items", _FREE_FORM),
        ("Capability", {"type": "object", "additionalProperties": {"type": "string"}}),
        ("Capability", _INLINE),
        # Fields with names that mean something elsewhere.
        ("Capability", {"properties": {"allOf": {"type": "string"}, "enum": {"type": "string"}}}),
        ("SyncResult properties properties", {"type": "string"}),
        ("SyncResult properties example", {"type": "string"}),
        ("SyncResult properties error_details", {"allOf": [_REFERENCE], "description": "Details."}),
    ],
)
def test_shape_that_every_language_has(contract: Json, place: str, schema: Json) -> None:
    _put(contract["components"]["schemas"], place, schema)
    assert new(faults, contract) == []


def test_example_is_not_checked_as_a_schema(contract: Json) -> None:
    media = contract["paths"][_SERVERS]["get"]["responses"]["200"]["content"]["application/json"]
    media["example"] = {"schema": {"properties": {"a": {}}}, "content": {"text/plain": {}}}
    assert new(faults, contract) == []
