"""Violations of a schema by a JSON value, described without the value."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from typing import Any, Final, NamedTuple

from openapi_schema_validator import OAS30Validator

from cloudflare_api_core.json_values import is_object
from cloudflare_api_mock.contract import is_uri

__all__ = ["Violation", "violations"]

Json = dict[str, Any]

# It has no types.
_jsonschema: Any = import_module("jsonschema")
_WORD: Final = re.compile(r"[A-Za-z]+(?:[_-][A-Za-z]+)*[0-9]{0,2}")


_FORMATS: Any = _jsonschema.FormatChecker(["date-time"])
_FORMATS.checks("uri")(is_uri)


class Violation(NamedTuple):
    """One violation: its place, as in `result[3].status`, and the broken rule.

    `fact` begins with the name that `make upstream` gives to the rule.
    """

    place: str
    what: str


def violations(schema: Json, value: Any, document: Json) -> Iterator[Violation]:
    """Find the violations of a schema by a value.

    `document` is the OpenAPI document that the references of the schema point into. A member that
    the schema does not name is a violation, unless the schema has `additionalProperties`.
    """
    found = defaultdict[str, list[Any]](list)
    for error in _Validator(document | schema, format_checker=_FORMATS).iter_errors(value):
        found[_place(error)].append(error)
    for place, errors in found.items():
        # The other rules that a value of the wrong type breaks are of no interest.
        for error in [each for each in errors if each.validator == "type"][:1] or errors:
            if error.validator == "type" or error.instance is not None:
                yield Violation(place, _what(error))


def _required(_: Any, names: list[str], value: Any, schema: Json) -> Iterator[Any]:
    for name in names:
        if is_object(value) and name not in value:
            yield _jsonschema.ValidationError("required: missing", path=[name])


def _properties(validator: Any, properties: Json, value: Any, schema: Json) -> Iterator[Any]:
    yield from OAS30Validator.VALIDATORS["properties"](validator, properties, value, schema)
    if is_object(value) and not schema.get("additionalProperties"):
        for name in value:
            if name not in properties:
                unknown = f"field: {_type(value[name])}"
                yield _jsonschema.ValidationError(unknown, path=[name])


_Validator: Any = _jsonschema.validators.extend(
    OAS30Validator,
    {"required": _required, "properties": _properties},
    # In JSON, 1.0 is an integer.
    type_checker=_jsonschema.Draft202012Validator.TYPE_CHECKER,
)


def _place(error: Any) -> str:
    steps = (f"[{s}]" if isinstance(s, int) else f".{_word(s)}" for s in error.absolute_path)
    return "".join(steps).removeprefix(".")


def _what(error: Any) -> str:
    match error.validator:
        case "required" | "properties":
            return str(error.message)
        case "type":
            found = _type(error.instance)
            expected = error.validator_value
            return "nullable: null" if found == "null" else f"type: {found}, not {expected}"
        case "enum":
            return f"enum: {_word(error.instance)}"
        case rule:
            return f"{rule}: broken"


def _type(value: object) -> str:
    names = ("null", "boolean", "integer", "number", "string", "array", "object")
    return next(name for name in names if _Validator.TYPE_CHECKER.is_type(value, name))


def _word(value: object) -> str:
    """Return a value only if it looks like a word of the API. A user may have chosen any other."""
    is_word = isinstance(value, str) and len(value) < 40 and _WORD.fullmatch(value)
    return str(value) if is_word else "(not shown)"
