"""The arguments of operations, parameters and bodies, with the bounds that the parser drops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import evolve
from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.strings import snake_case

from cloudflare_api_contract import Document, Json, Operation

from .checks import require_header, require_pattern, require_plain_identifier
from .naming import distinct_names
from .types import Child, Parsed, Types, literal, rules, text
from .view import ParameterView, Text

__all__ = ["Parameters"]

_ANNOTATIONS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_MOMENTS = {"date-time": "datetime", "date": "date"}
_BOUNDS = {
    **dict.fromkeys(("minimum", "maximum", "multipleOf"), ("integer", "number")),
    **dict.fromkeys(("minLength", "maxLength", "pattern"), ("string",)),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), ("array",)),
    **dict.fromkeys(("minProperties", "maxProperties"), ("object",)),
}
"""The types that each rule applies to."""
_DELIMITERS = {
    "query": {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|"},
    "path": {"simple": ","},
    "header": {"simple": ","},
}
"""The styles of parameters, by location, and the text that each has between the items of arrays."""
# Arguments that every operation has.
_OPTIONS = {"extra_body", "extra_headers", "extra_query", "timeout"}
# And the names that the generated functions use themselves.
_RESERVED = {"self", "client", "call", "options", *_OPTIONS}

_Member = tuple[Child, str, Json]
"""An argument as parsed, its location, and the object that holds its schema."""


class Parameters:
    """Describes arguments. Raises ContractError for a part that cannot be an argument."""

    def __init__(self, document: Document, types: Types, field_prefix: str) -> None:
        self._document = document
        self._types = types
        self._prefix = field_prefix

    def of(self, endpoint: Endpoint, operation: Operation) -> list[ParameterView]:
        """Return the arguments of an operation: its parameters, then the members of its body."""
        members = [*self._parameters(endpoint, operation), *self._body(endpoint, operation)]
        names = [(child.name, location) for child, location, _ in members]
        arguments = distinct_names(names, _RESERVED, self._prefix)
        is_optional = self.has_optional_body(operation)
        views: list[ParameterView] = []
        for argument, (child, location, holder) in zip(arguments, members, strict=True):
            view = self._view(child._replace(attribute=argument), location, holder)
            if view.required and location == "body" and is_optional:
                rule = Text("Required if another member of the body is given.")
                view = evolve(view, rules=[*view.rules, rule])
            elif view.required:
                view = evolve(view, is_optional=False)
            views.append(view)
        return views

    def has_optional_body(self, operation: Operation) -> bool:
        """Return whether an operation takes a body, but does not need one."""
        body = operation.node.get("requestBody")
        return body is not None and not body.get("required")

    def secrets(self, views: Iterable[ParameterView]) -> list[str]:
        """Return the names of the arguments that may hold a secret, in a model too."""
        return [view.argument for view in views if self._holds_secret(view, set())]

    def _holds_secret(self, view: ParameterView, seen: set[str]) -> bool:
        inside = [*view.any_of, *filter(None, (view.items, view.values))]
        # Models may lead back to themselves.
        if view.model and view.model not in seen:
            seen.add(view.model)
            inside += self._types.sent[view.model].values()
        return view.secret or any(self._holds_secret(each, seen) for each in inside)

    def _parameters(self, endpoint: Endpoint, operation: Operation) -> Iterator[_Member]:
        parts = {
            (part[0]["in"], part[0]["name"]): part for part in self._document.parameters(operation)
        }
        headers: set[str] = set()
        # The parser has brought those in the path into the order of the path.
        for location, prop in endpoint.iter_all_parameters():
            node, inside = parts[location, prop.name]
            name, place = (*inside, "name"), (*inside, "schema")
            if location == "cookie":
                raise self._document.error((*inside, "in"), "cookie parameters are not supported")
            if location == "header":
                require_header(self._document, node["name"], name, headers)
                headers.add(node["name"].lower())
            parsed = Parsed(prop, node["schema"], place)
            is_array = self._types.target(parsed).schema.get("type") == "array"
            self._require_text(self._types.item(parsed) if is_array else parsed)
            if _style(node) not in _DELIMITERS[location]:
                raise self._document.error((*inside, "style"), f"{_style(node)} is not supported")
            argument = require_plain_identifier(self._document, str(prop.python_name), name)
            yield Child(argument, node["name"], parsed), str(location), node

    def _require_text(self, node: Parsed) -> None:
        """Raise ContractError for a value that has parts."""
        _, schema, place = self._types.target(node)
        if "anyOf" in schema:
            for branch in self._types.branches(node):
                self._require_text(branch)
        elif schema.get("type") not in _ANNOTATIONS:
            problem = "only strings, numbers, integers, booleans, and arrays of them are supported"
            raise self._document.error(place, problem)

    def _body(self, endpoint: Endpoint, operation: Operation) -> Iterator[_Member]:
        if "requestBody" not in operation.node:
            return
        place = (*operation.place, "requestBody")
        media, inside = self._document.body(operation) or ({}, place)
        if "schema" not in media:
            raise self._document.error((*place, "content"), "only JSON with a schema is supported")
        schema, inside = self._document.follow(media["schema"], (*inside, "schema"))
        if schema.get("type") != "object" or not schema.get("properties"):
            raise self._document.error(inside, "only an object with properties can be a body")
        if schema.get("nullable"):
            raise self._document.error(inside, "a body that may be null is not supported")
        body: Any = endpoint.bodies[0].prop
        for field in self._types.children(body, schema, inside):
            if not self._document.resolve(field.node.schema).get("readOnly"):
                yield field, "body", {"required": field.node.prop.required}

    def _view(self, child: Child, location: str, holder: Json) -> ParameterView:
        """Describe an argument. holder: the object that holds its schema."""
        schema = self._document.resolve(child.node.schema)
        shape = self._shape(child, location)
        return ParameterView(
            argument=child.attribute,
            name=Text(child.name),
            location=location,
            required=bool(holder.get("required")),
            description=text(holder, "description")
            or text(schema, "description")
            or text(schema, "title"),
            rules=rules(schema),
            nullable=bool(schema.get("nullable")) and location == "body",
            secret=bool(schema.get("writeOnly")),
            delimiter=_delimiter(holder, schema),
            **shape,
        )

    def _shape(self, child: Child, location: str) -> dict[str, Any]:
        """Describe what a value may be: its type, as core and as Python name it, and bounds."""
        node = self._types.target(child.node)
        schema = node.schema
        kind = schema.get("type", "any")
        shape: dict[str, Any] = {"type": kind, "bounds": self._bounds(node)}
        choice = literal(schema)
        if "anyOf" in schema:
            branches = [
                self._view(child._replace(node=branch), location, {})
                for branch in self._types.branches(node)
            ]
            annotations = dict.fromkeys(map(_or_none, branches))
            return shape | {"annotation": " | ".join(annotations), "any_of": branches}
        if kind == "array":
            item = self._view(child._replace(node=self._types.item(node)), location, {})
            return shape | {"annotation": f"Iterable[{_or_none(item)}]", "items": item}
        if kind == "object":
            return shape | self._object(child, node, location)
        if choice:
            return shape | {"annotation": choice}
        if kind == "string" and schema.get("format") in _MOMENTS:
            shape["bounds"]["format"] = schema["format"]
            return shape | {"annotation": f"{_MOMENTS[schema['format']]} | str"}
        return shape | {"annotation": _ANNOTATIONS.get(kind, "Any")}

    def _object(self, child: Child, node: Parsed, location: str) -> dict[str, Any]:
        model = self._types.of(node).model
        if model:
            self._send(model)
        values = self._types.value(node)
        view = values and self._view(child._replace(node=values), location, {})
        held = "object" if model or not view else _or_none(view)
        annotation = f"Mapping[str, {held}]"
        return {
            "annotation": f"_models.{model} | {annotation}" if model else annotation,
            "model": model,
            "values": view,
        }

    def _bounds(self, node: Parsed) -> dict[str, Any]:
        """Return the rules of a schema that core checks, by the names that core has for them."""
        _, schema, place = node
        kind = schema.get("type", "any")
        bounds: dict[str, Any] = {}
        for key, kinds in _BOUNDS.items():
            if key in schema and kind not in kinds:
                problem = f"{key} does not apply to the type {kind}"
                raise self._document.error((*place, key), problem)
            if schema.get(key, False) is not False:
                bounds[snake_case(key)] = schema[key]
        if "pattern" in bounds:
            require_pattern(self._document, schema["pattern"], (*place, "pattern"))
        if "enum" in schema:
            values = tuple(value for value in schema["enum"] if value is not None)
            bounds["enum"] = values or (None,)
        return bounds

    def _send(self, model: str) -> None:
        """Record the rules of the fields of a model that requests send."""
        if model in self._types.sent:
            return
        sent = self._types.sent[model] = {}
        for field in self._types.fields[model]:
            # `required` of a read-only field is about responses.
            is_set = self._document.resolve(field.node.schema).get("readOnly")
            holder = {"required": field.node.prop.required and not is_set}
            sent[field.attribute] = self._view(field, "body", holder)


def _style(parameter: Json) -> str:
    return str(parameter.get("style", "form" if parameter["in"] == "query" else "simple"))


def _delimiter(parameter: Json, schema: Json) -> str | None:
    """Return the text between the items of an array, None if there is none."""
    if schema.get("type") != "array" or "in" not in parameter:
        return None
    style = _style(parameter)
    is_repeated = parameter["in"] == "query" and parameter.get("explode", style == "form")
    return None if is_repeated else _DELIMITERS[parameter["in"]][style]


def _or_none(view: ParameterView) -> str:
    return f"{view.annotation} | None" if view.nullable else view.annotation
