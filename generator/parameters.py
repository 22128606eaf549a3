"""The arguments of operations, with the bounds that the parser drops."""

from __future__ import annotations

from openapi_python_client.parser.openapi import Endpoint

from .document import Document, Json
from .errors import Place
from .types import rules, text
from .view import ParameterView, Text

__all__ = ["parameter"]

_BOUNDS = {
    "minimum": "minimum",
    "maximum": "maximum",
    "minLength": "min_length",
    "maxLength": "max_length",
    "pattern": "pattern",
}
_ANNOTATIONS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
# Arguments that every operation has.
_RESERVED = {"self", "client", "options", "extra_headers", "extra_query", "timeout"}


def parameter(document: Document, endpoint: Endpoint, raw: Json, place: Place) -> ParameterView:
    """Describe a parameter. Raises GenerationError for one that cannot be an argument."""
    if raw["in"] not in {"path", "query"}:
        raise document.error((*place, "in"), f"{raw['in']} parameters are not supported")
    schema, inside = document.follow(raw["schema"], (*place, "schema"))
    if schema.get("type") not in _ANNOTATIONS:
        raise document.error(inside, "only strings, numbers, integers and booleans are supported")
    argument = next(
        str(prop.python_name)
        for location, prop in endpoint.iter_all_parameters()
        if location == raw["in"] and prop.name == raw["name"]
    )
    if argument in _RESERVED:
        taken = {str(prop.python_name) for _, prop in endpoint.iter_all_parameters()}
        while argument in taken | _RESERVED:
            argument += "_"
    bounds = {ours: schema[key] for key, ours in _BOUNDS.items() if key in schema}
    annotation = _ANNOTATIONS[schema["type"]]
    if "enum" in schema:
        if not all(isinstance(value, str) for value in schema["enum"]):
            raise document.error((*inside, "enum"), "only enums of strings are supported")
        bounds["enum"] = tuple(schema["enum"])
        annotation = f"Literal[{', '.join(map(repr, schema['enum']))}]"
    return ParameterView(
        argument=argument,
        name=Text(raw["name"]),
        location=raw["in"],
        type=schema["type"],
        annotation=annotation,
        required=bool(raw.get("required")),
        bounds=bounds,
        description=text(raw, "description"),
        rules=rules(schema),
    )
