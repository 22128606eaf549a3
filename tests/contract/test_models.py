"""The reading of answers, for every field of every model of the contract."""

from __future__ import annotations

from copy import deepcopy
from datetime import datetime
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cloudflare_ai_controls import APIResponseValidationError, Model, models
from cloudflare_api_core.json_values import is_array, is_object

from .schemas import bodies, mutated, properties, schemas

MODELS: dict[str, type[Model]] = {
    name: getattr(models, name) for name in schemas() if hasattr(models, name)
}
every_model = pytest.mark.parametrize("name", MODELS)
thorough = settings(
    database=None,
    deadline=None,
    derandomize=True,
    max_examples=30,
    suppress_health_check=[HealthCheck.too_slow],
)

SAMPLES: dict[str, Any] = {
    "string": "text",
    "boolean": True,
    "integer": 7,
    "number": 7.5,
    "array": [],
    "object": {},
}
UNREADABLE: dict[str, list[Any]] = {
    "string": [5, True, [], {}],
    "date-time": ["", "yesterday", "2026-13-01T00:00:00Z", "2026-03-11", 5, [], {}],
    "boolean": ["true", 2, 0.5, [], {}],
    "integer": ["1", 1.5, True, [], {}],
    "number": ["1", True, 10**400, [], {}],
    "array": ["text", 5, True, {}],
    "object": ["text", 5, True, []],
}


def sample(schema: dict[str, Any]) -> Any:
    """Return a value that follows a schema."""
    if schema.get("format") == "date-time":
        return "2026-03-11T15:00:58.123Z"
    if "properties" in schema:
        return {k: sample(schema["properties"][k]) for k in schema.get("required", ())}
    return schema["enum"][0] if "enum" in schema else SAMPLES[schema["type"]]


def body_of(name: str) -> dict[str, Any]:
    """Return a body of the model with every property there."""
    return {key: sample(schema) for key, schema, _ in properties(name)}


def attribute_of(model: Model, key: str) -> Any:
    """Return the value of a field by its name on the wire."""
    return getattr(model, type(model).__model_names__[key])


def assert_refused(name: str, body: dict[str, Any], key: str) -> None:
    """Assert that the model names the field that it cannot read."""
    with pytest.raises(APIResponseValidationError, match=rf"^{name}: {key}: expected "):
        MODELS[name].from_dict(body)


def test_every_schema_of_an_answer_is_a_model() -> None:
    assert set(MODELS) == {getattr(models, name).__name__ for name in models.__all__}
    for name, model in MODELS.items():
        assert set(model.__model_names__) == {key for key, _, _ in properties(name)}


@every_model
@pytest.mark.parametrize("present", [True, False], ids=["null", "absent"])
def test_missing_value(name: str, present: bool) -> None:
    for key, schema, required in properties(name):
        body = body_of(name)
        del body[key]
        if present:
            body[key] = None
        if required and schema["type"] != "array":
            assert_refused(name, body, key)
            continue
        model = MODELS[name].from_dict(body)
        assert attribute_of(model, key) == ([] if required else None), key
        assert model.to_dict() == body


@every_model
def test_value_of_a_wrong_shape(name: str) -> None:
    for key, schema, required in properties(name):
        kind = schema.get("format") if schema.get("format") == "date-time" else schema["type"]
        for value in UNREADABLE[kind or ""]:
            body = body_of(name) | {key: value}
            if required or kind in {"array", "object"}:
                assert_refused(name, body, key)
                continue
            model = MODELS[name].from_dict(body)
            assert attribute_of(model, key) is None, key
            assert model.to_dict() == body


@every_model
def test_unknown_enum_value_stays_its_text(name: str) -> None:
    for key, schema, _ in properties(name):
        if "enum" not in schema:
            is_list = schema["type"] == "array"
            assert is_list or "Literal" not in str(MODELS[name].__annotations__[key]), key
            continue
        body = body_of(name) | {key: "brand new"}
        model = MODELS[name].from_dict(body)
        assert attribute_of(model, key) == "brand new", key
        assert model.to_dict() == body


@every_model
def test_a_boolean_given_as_a_number_is_read_and_written_unchanged(name: str) -> None:
    for key, schema, _ in properties(name):
        for number in (0, 1) if schema["type"] == "boolean" else ():
            model = MODELS[name].from_dict(body_of(name) | {key: number})
            assert attribute_of(model, key) is bool(number), key
            assert model.to_dict()[key] is number, key


@every_model
def test_only_a_changed_field_is_written_changed(name: str) -> None:
    for key, _, _ in properties(name):
        body = body_of(name) | {"unknown": [1]}
        model = MODELS[name].from_dict(body)
        setattr(model, type(model).__model_names__[key], None)
        assert model.to_dict() == body | {key: None}


@every_model
def test_unknown_field_is_kept(name: str) -> None:
    body = body_of(name) | {"brand_new": {"a": [1]}}
    model = MODELS[name].from_dict(body)
    assert model.additional_properties == {"brand_new": {"a": [1]}}
    model.additional_properties["brand_new"]["a"].append(2)
    assert model.to_dict() == body | {"brand_new": {"a": [1, 2]}}


@thorough
@given(name=st.sampled_from([*MODELS]), data=st.data())
def test_a_body_that_follows_the_schema_is_written_unchanged(
    name: str, data: st.DataObject
) -> None:
    schema = {key: value for key, value in schemas()[name].items() if key != "nullable"}
    body = data.draw(bodies(schema))
    before = deepcopy(body)
    model = MODELS[name].from_dict(body)
    assert_annotations_hold(model)
    written = model.to_dict()
    assert written == before
    deface(written)
    assert model.to_dict() == body == before


@thorough
@given(name=st.sampled_from([*MODELS]), data=st.data())
def test_a_mutated_body_is_refused_or_written_unchanged(name: str, data: st.DataObject) -> None:
    body = data.draw(mutated(schemas()[name]))
    before = deepcopy(body)
    try:
        model = MODELS[name].from_dict(body)
    except APIResponseValidationError:
        model = None
    assert body == before
    if model:
        assert_annotations_hold(model)
        assert model.to_dict() == before


def test_changes_in_nested_things_are_written() -> None:
    changes: dict[str, Any] = {
        "created_at": "2026-03-11 15:00:58",
        "tools": [{"name": "a", "inputSchema": {}}],
        "error_details": {"cause": 5, "mcp_code": -32000},
        "updated_tools": [{"name": "a", "enabled": 1}, {"name": "b"}],
    }
    body = body_of("McpServer") | changes
    before = deepcopy(body)
    server = models.McpServer.from_dict(body)
    server.tools[0]["inputSchema"]["type"] = "object"
    server.tools.append({"name": "b"})
    assert server.error_details is not None
    server.error_details.retryable = True
    assert server.updated_tools is not None
    server.updated_tools[1].alias = "c"
    server.updated_tools.append(models.CapabilityOverride(name="d"))
    server.last_synced = datetime.fromisoformat("2026-11-23T01:02:03+01:00")
    assert server.to_dict() == before | {
        "tools": [{"name": "a", "inputSchema": {"type": "object"}}, {"name": "b"}],
        "error_details": {"cause": 5, "mcp_code": -32000, "retryable": True},
        "updated_tools": [{"name": "a", "enabled": 1}, {"name": "b", "alias": "c"}, {"name": "d"}],
        "last_synced": "2026-11-23T00:02:03Z",
    }
    assert body == before


def test_a_model_that_replaces_another_is_written_unchanged() -> None:
    first, second = (
        models.McpServer.from_dict(body_of("McpServer") | {"error_details": {"cause": cause}})
        for cause in (1, 2)
    )
    assert first.error_details == second.error_details
    first.error_details = second.error_details
    assert first.to_dict()["error_details"] == {"cause": 2}


def test_value_that_compares_equal_but_is_another_is_written() -> None:
    server = models.McpServer.from_dict(body_of("McpServer") | {"tools": [{"readOnly": 0}]})
    server.tools = [{"readOnly": False}]
    assert server.to_dict()["tools"][0]["readOnly"] is False


def test_free_form_objects_are_plain_dicts_however_deep() -> None:
    deep: dict[str, Any] = {}
    for _ in range(5000):
        deep = {"inner": deep}
    server = models.McpServer.from_dict(body_of("McpServer") | {"tools": [deep]})
    assert type(server.tools[0]) is dict
    server.to_dict()


def assert_annotations_hold(model: Model) -> None:
    """Assert that every attribute has a value of its annotated type."""
    for attribute, hint in get_type_hints(type(model)).items():
        if attribute in type(model).__model_names__.values():
            value = getattr(model, attribute)
            assert fits(value, hint), f"{attribute}: {value!r} is no {hint}"
            for child in value if is_array(value) else [value]:
                if isinstance(child, Model):
                    assert_annotations_hold(child)
                if isinstance(child, datetime):
                    assert child.tzinfo is not None


def fits(value: Any, hint: Any) -> bool:
    """Whether a value is of an annotated type."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(fits(value, option) for option in arguments)
    if origin is Literal:
        return value in arguments
    if origin is list:
        return is_array(value) and all(fits(item, arguments[0]) for item in value)
    return type(value) is (NoneType if hint is None else origin or hint)


def deface(node: Any) -> None:
    """Change a tree everywhere, to see that nobody else holds a part of it."""
    if is_object(node) or is_array(node):
        for child in node.values() if is_object(node) else node:
            deface(child)
        node.clear()
