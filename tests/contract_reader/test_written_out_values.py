"""A contract that is written out takes every value that it took before."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from openapi_schema_validator import OAS30Validator
from referencing import Registry
from referencing.jsonschema import DRAFT4

from cloudflare_api_contract import ContractError, Document, Json, written_out
from tests.generator.support import zoo

PLAIN: list[Json] = [
    *({"type": kind} for kind in ("string", "integer", "number", "boolean", "object")),
    *({"type": "string", "enum": ["a", "b"]}, {"type": "string", "maxLength": 1}),
    *({"type": "integer", "minimum": 1}, {"type": "number", "maximum": 1}),
    *({"type": "array", "items": {}}, {}, {"$ref": "#/components/schemas/Part"}),
]


def containers(schemas: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    properties = st.dictionaries(st.sampled_from("xy"), schemas, min_size=1)
    keys = {"type": st.just("object"), "properties": properties}
    optional = {"required": st.sampled_from([["x"], ["y"]])}
    combined = st.dictionaries(
        st.sampled_from(["allOf", "anyOf", "oneOf"]),
        st.lists(schemas, min_size=1, max_size=3),
        min_size=1,
        max_size=1,
    )
    objects: st.SearchStrategy[Json] = st.fixed_dictionaries(keys, optional=optional)
    maps = {"type": st.just("object"), "additionalProperties": schemas}
    arrays = {"type": st.just("array"), "items": schemas}
    both: st.SearchStrategy[Json] = st.builds(_joined, combined, objects)
    return st.one_of(
        objects, combined, both, st.fixed_dictionaries(maps), st.fixed_dictionaries(arrays)
    )


def _joined(one: Json, other: Json) -> Json:
    return one | other


SCHEMAS: st.SearchStrategy[Json] = st.recursive(st.sampled_from(PLAIN), containers, max_leaves=8)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.sampled_from(["a", "c", "ab", 0, 1, 0.5, True]),
    lambda held: st.lists(held, max_size=2) | st.dictionaries(st.sampled_from("xyz"), held),
    max_leaves=4,
)


def takes(data: Json, value: Any) -> bool:
    registry = Registry[Any]().with_resource("", DRAFT4.create_resource(data))
    schema = data["components"]["schemas"]["It"]
    return bool(OAS30Validator(schema, _resolver=registry.resolver()).is_valid(value))


@pytest.mark.check
@settings(
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=400,
    suppress_health_check=[HealthCheck.filter_too_much],
)
@given(
    it=SCHEMAS,
    part=SCHEMAS.filter(lambda schema: "$ref" not in str(schema)),
    values=st.lists(VALUES, min_size=8, max_size=8),
)
def test_no_value_is_lost(it: Json, part: Json, values: list[Any]) -> None:
    data = zoo()
    data["components"]["schemas"] |= {"It": it, "Part": part}
    data["components"]["schemas"]["Animal"]["properties"]["it"] = {
        "$ref": "#/components/schemas/It"
    }
    try:
        written = written_out(Document("openapi.yaml", data))
    except ContractError:
        assume(False)  # its parts contradict each other
        return
    for value in values:
        assert takes(written.data, value) or not takes(data, value)
