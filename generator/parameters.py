"""The arguments of operations, parameters and bodies, with the bounds that the parser drops."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from openapi_python_client.parser.openapi import Endpoint
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.strings import snake_case

from cloudflare_api_contract import Document, Json, Operation

from .checks import require_header, require_pattern, require_plain_identifier
from .naming import distinct_names
from .types import Child, Types, literal, rules, text
from .view import ParameterView, Text

__all__ = ["Parameters"]

_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "pattern")
_ANNOTATIONS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}
_MOMENTS = {"date-time": "datetime", "date": "date"}
_NUMBERS = {"integer", "number"}
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
        return [
            self._view(child._replace(attribute=argument), location, node)
            for argument, (child, location, node) in zip(arguments, members, strict=True)
        ]

    def secrets(self, views: Iterable[ParameterView]) -> list[str]:
        """Return the names of the arguments that may hold a secret, in a model too."""
        return [view.argument for view in views if self._holds_secret(view, set())]

    def _holds_secret(self, view: ParameterView, seen: set[str]) -> bool:
        while view.items:
            view = view.items
        if view.secret or view.model is None or view.model in seen:
            return view.secret
        # Models may lead back to themselves.
        seen.add(view.model)
        return any(self._holds_secret(each, seen) for each in self._types.sent[view.model].values())

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
            if self._document.resolve(node["schema"]).get("type") not in _ANNOTATIONS:
                _, place = self._document.follow(node["schema"], place)
                problem = "only strings, numbers, integers and booleans are supported"
                raise self._document.error(place, problem)
            argument = require_plain_identifier(self._document, str(prop.python_name), name)
            yield Child(argument, node["name"], prop, node["schema"], place), str(location), node

    def _body(self, endpoint: Endpoint, operation: Operation) -> Iterator[_Member]:
        if "requestBody" not in operation.node:
            return
        place = (*operation.place, "requestBody")
        if not operation.node["requestBody"].get("required"):
            raise self._document.error(place, "only a required body is supported")
        media, inside = self._document.body(operation) or ({}, place)
        if "schema" not in media:
            raise self._document.error((*place, "content"), "only JSON with a schema is supported")
        schema, inside = self._document.follow(media["schema"], (*inside, "schema"))
        if schema.get("type") != "object" or not schema.get("properties"):
            raise self._document.error(inside, "only an object with properties can be a body")
        if schema.get("additionalProperties", True) is not True or schema.get("nullable"):
            problem = "a body that may be null or have other members is not supported"
            raise self._document.error(inside, problem)
        body: Any = endpoint.bodies[0].prop
        for field in self._types.children(body, schema, inside):
            if not self._document.resolve(field.schema).get("readOnly"):
                yield field, "body", {"required": field.prop.required}

    def _view(self, child: Child, location: str, node: Json) -> ParameterView:
        """Describe an argument. node: the object that holds its schema."""
        type_ = self._types.of(child.prop, child.schema, child.place)
        _, place = self._document.follow(child.schema, child.place)
        schema = self._document.resolve(child.schema)
        kind = schema.get("type", "any")
        bounds: dict[str, Any] = {}
        for key in [key for key in _BOUNDS if key in schema]:
            if kind not in (_NUMBERS if key in {"minimum", "maximum"} else {"string"}):
                problem = f"{key} does not apply to the type {kind}"
                raise self._document.error((*place, key), problem)
            bounds[snake_case(key)] = schema[key]
        if "pattern" in bounds:
            require_pattern(self._document, schema["pattern"], (*place, "pattern"))
        annotation, items, model = _ANNOTATIONS.get(kind, "Any"), None, None
        if "enum" in schema:
            values = tuple(value for value in schema["enum"] if value is not None)
            if None in schema["enum"] and location != "body":
                raise self._document.error((*place, "enum"), "only enums of strings are supported")
            bounds["enum"], annotation = values, literal(values)
        elif kind == "string" and schema.get("format") in _MOMENTS:
            bounds["format"] = schema["format"]
            annotation = f"{_MOMENTS[schema['format']]} | str"
        elif isinstance(child.prop, ListProperty):
            inner, inside = child.prop.inner_property, (*place, "items")
            item = child._replace(prop=inner, schema=schema["items"], place=inside)
            items = self._view(item, location, {})
            or_none = f"{items.annotation} | None" if items.nullable else items.annotation
            annotation = f"Iterable[{or_none}]"
        elif kind == "object":
            annotation = "Mapping[str, object]"
            if model := type_.model:
                annotation = f"_models.{model} | {annotation}"
                self._send(model)
        return ParameterView(
            argument=child.attribute,
            name=Text(child.name),
            location=location,
            type=kind,
            annotation=annotation,
            required=bool(node.get("required")),
            bounds=bounds,
            description=text(node, "description") or text(schema, "description"),
            rules=rules(schema),
            nullable=bool(schema.get("nullable")) and location == "body",
            secret=bool(schema.get("writeOnly")),
            items=items,
            model=model,
        )

    def _send(self, model: str) -> None:
        """Record the rules of the fields of a model that requests send."""
        if model in self._types.sent:
            return
        sent = self._types.sent[model] = {}
        for field in self._types.fields[model]:
            # `required` of a read-only field is about responses.
            is_set = self._document.resolve(field.schema).get("readOnly")
            node = {"required": field.prop.required and not is_set}
            sent[field.attribute] = self._view(field, "body", node)
