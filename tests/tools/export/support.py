"""Bodies and the verdict of a contract on them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any, Final

from openapi_schema_validator import OAS30Validator, OAS31Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from cloudflare_api_contract import Document, Json, Place
from cloudflare_api_core.json_values import is_array, is_object

__all__ = ["judge", "mutated", "whole"]

_SCALARS: Final = (
    *("a", 1, True, "2026-03-11T15:00:58Z", "2026-03-11", "https://example.com", "utc"),
)
_jsonschema: Any = import_module("jsonschema")
# By default, it does not require read-only members.
_Validator30: Any = _jsonschema.validators.extend(
    OAS30Validator, {"required": OAS31Validator.VALIDATORS["required"]}
)
_FORMATS: Any = _jsonschema.FormatChecker()


def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or ":" in value


_FORMATS.checks("uri")(_is_uri)


class _Referenced(dict[str, Any]):
    """The least body of a schema behind a `$ref`. It is mutated with that schema."""


def judge(contract: Json, place: Place) -> Callable[[Any], bool]:
    """Return a function that tells whether the schema at a place accepts a body."""
    uri = "urn:contract"
    registry = Registry[Any]().with_resource(uri, DRAFT202012.create_resource(contract))
    steps = (str(step).replace("~", "~0").replace("/", "~1") for step in place)
    kind: Any = OAS31Validator if contract["openapi"].startswith("3.1") else _Validator30
    schema = {"$ref": f"{uri}#/{'/'.join(steps)}"}
    validator = kind(schema, registry=registry, format_checker=_FORMATS)
    return lambda body: bool(validator.is_valid(body))


def whole(contract: Json, schema: Json, within: tuple[str, ...] = ()) -> Any:
    """Make a body with every member of a schema, and with the required ones behind a `$ref`."""
    if "allOf" in schema:
        [schema] = schema["allOf"]
    if "$ref" in schema:
        target, _ = Document("contract", contract).follow(schema, ())
        body = whole(contract, target, (*within, _name(schema)))
        if not is_object(body):
            return body
        return _Referenced({name: body[name] for name in target.get("required", ())})
    if schema["type"] == "array":
        item = schema["items"]
        return [] if _name(item) in within else [whole(contract, item, within)]
    if schema["type"] == "object":
        fields = schema.get("properties", {}).items()
        return {
            name: whole(contract, field, within)
            for name, field in fields
            if _name(field) not in within
        }
    validator = _Validator30(schema, format_checker=_FORMATS)
    return next(each for each in (*schema.get("enum", ()), *_SCALARS) if validator.is_valid(each))


def _name(schema: Json) -> str:
    return str(schema.get("$ref", "")).rpartition("/")[2]


def mutated(body: Any) -> Iterator[Any]:
    """Yield a body with one change at a time, undone before the next, but not behind a `$ref`."""
    yield from _replacements(body)
    for _ in _changes(body):
        yield body


def _changes(node: Any) -> Iterator[None]:
    children: list[tuple[Any, Any]] = []
    if is_object(node):
        children = list(node.items())
        node["brand new"] = 1
        yield
        del node["brand new"]
    elif is_array(node):
        children = list(enumerate(node))
        node += node
        yield
        del node[len(children) :]
    for step, child in children:
        for replacement in _replacements(child):
            node[step] = replacement
            yield
        node[step] = child
        if not isinstance(child, _Referenced):
            yield from _changes(child)
        if is_object(node):
            del node[step]
            yield
            node[step] = child


def _replacements(value: Any) -> Iterator[Any]:
    yield from (None, True, "Not one!", [None], {})
    # No 2.0: an integer in 3.1, but not in 3.0, and JSON does not tell it from 2.
    yield from (1.5, -1, 10**6) if isinstance(value, int | float) else (1.5,)
    yield from ("", "a" * 600) if isinstance(value, str) else ()
