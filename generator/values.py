"""The values that requests send: their types, and the rules that the parser drops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import evolve
from openapi_python_client.strings import snake_case

from cloudflare_api_contract import Document, Json, is_secret

from .annotations import any_of_types
from .checks import require_enum, require_pattern
from .nodes import Child, Node
from .types import MOMENTS, SCALARS, Types, literal
from .view import ParameterView, Text
from .wording import description, rules, text

__all__ = ["Values", "joined"]

_FILE = "bytes | str | tuple[str, bytes | str]"
"""A part of a form: bytes, a text, or the name of a file and its content."""
_FILES = {"", "binary"}
"""The formats of texts in a form that may be files."""
_BOUNDS = {
    **dict.fromkeys(("minimum", "maximum", "multipleOf"), ("integer", "number")),
    **dict.fromkeys(("minLength", "maxLength", "pattern"), ("string",)),
    **dict.fromkeys(("minItems", "maxItems", "uniqueItems"), ("array",)),
    **dict.fromkeys(("minProperties", "maxProperties"), ("object",)),
}
"""The types that each rule applies to."""


class Values:
    """Describes values. Raises ContractError for a rule that core does not check."""

    def __init__(self, document: Document, types: Types) -> None:
        self._document = document
        self._types = types

    def view(self, child: Child, location: str, holder: Json) -> ParameterView:
        """Describe an argument. holder: the object that holds its schema."""
        schema = self._document.resolve(child.node.schema)
        shape = self._shape(child, location)
        return ParameterView(
            argument=child.attribute,
            name=Text(child.name),
            location=location,
            required=bool(holder.get("required")),
            description=text(holder, "description") or description(schema),
            rules=rules({"deprecated": holder.get("deprecated"), **schema}),
            nullable=bool(schema.get("nullable")) and location in {"body", "content"},
            secret=is_secret(schema),
            **shape,
        )

    def _shape(self, child: Child, location: str) -> dict[str, Any]:
        """Describe a value: its type, as core and as Python name it, and its bounds."""
        node = self._types.nodes.target(child.node)
        schema = node.schema
        kind = schema.get("type", "any")
        bounds, format_ = self._bounds(node), schema.get("format", "")
        shape: dict[str, Any] = {"type": kind, "bounds": bounds}
        choice = literal(schema)
        if "anyOf" in schema:
            branches = [
                self.view(child._replace(node=branch), location, {})
                for branch in self._types.nodes.branches(node)
            ]
            return shape | _union(branches)
        if kind == "array":
            item = self.view(child._replace(node=self._types.nodes.item(node)), location, {})
            return shape | {"annotation": f"Iterable[{_or_none(item)}]", "items": item}
        if kind == "object":
            return shape | self._object(child, node, location)
        if choice:
            return shape | {"annotation": choice}
        if location == "form" and kind == "string" and not bounds and format_ in _FILES:
            return shape | {"type": "binary", "annotation": _FILE}
        if kind == "string" and format_ in MOMENTS:
            bounds["format"] = format_
            return shape | {"annotation": f"{MOMENTS[format_].annotation} | str"}
        return shape | {"annotation": SCALARS[kind].annotation}

    def _object(self, child: Child, node: Node, location: str) -> dict[str, Any]:
        model = self._types.of(node).model
        if model:
            self._send(model)
        values = self._types.nodes.value(node)
        view = values and self.view(child._replace(node=values), location, {})
        held = "object" if model or not view else _or_none(view)
        annotation = f"Mapping[str, {held}]"
        return {
            "annotation": f"_models.{model} | {annotation}" if model else annotation,
            "model": model,
            "values": view,
        }

    def _bounds(self, node: Node) -> dict[str, Any]:
        """Return the rules of a schema that core checks, by core's names."""
        _, schema, place = node
        kind = schema.get("type", "any")
        bounds: dict[str, Any] = {}
        for key, kinds in _BOUNDS.items():
            if key in schema and kind not in kinds:
                problem = f"{key} does not apply to the type {kind}: leave it out"
                raise self._document.error((*place, key), problem)
            if schema.get(key, False) is not False:
                bounds[snake_case(key)] = schema[key]
        if "pattern" in bounds:
            require_pattern(self._document, schema["pattern"], (*place, "pattern"))
        require_enum(self._document, schema, place)
        if "enum" in schema:
            values = tuple(value for value in schema["enum"] if value is not None)
            if all(isinstance(value, (str, int, float)) for value in values):
                bounds["enum"] = values
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
            sent[field.attribute] = self.view(field, "body", holder)


def joined(views: Sequence[ParameterView]) -> ParameterView:
    """Return the description of a value that fits any of several descriptions."""
    kinds: list[ParameterView] = []
    for view in views:
        bare = evolve(view, description=None, rules=[])
        if bare not in kinds:
            kinds.append(bare)
    first = evolve(views[0], nullable=any(view.nullable for view in views))
    if len(kinds) == 1:
        return first
    if all(kind.type == first.type and kind.bounds.keys() == {"enum"} for kind in kinds):
        values = [*dict.fromkeys(value for kind in kinds for value in kind.bounds["enum"])]
        annotation = literal({"enum": values}) or first.annotation
        return evolve(first, annotation=annotation, bounds={"enum": tuple(values)})
    shape: dict[str, Any] = {
        "type": "any",
        "bounds": {},
        "items": None,
        "values": None,
        "model": None,
    }
    return evolve(first, **shape, **_union(kinds))


def _union(branches: Sequence[ParameterView]) -> dict[str, Any]:
    flat = [inner for branch in branches for inner in _branches(branch)]
    return {"annotation": any_of_types(map(_or_none, flat)), "any_of": flat}


def _branches(branch: ParameterView) -> list[ParameterView]:
    """Return the branches of a union that is a branch of another, else the branch itself."""
    nullable, secret = branch.nullable, branch.secret
    return [
        evolve(each, nullable=nullable or each.nullable, secret=secret or each.secret)
        for each in branch.any_of or [branch]
    ]


def _or_none(view: ParameterView) -> str:
    return f"{view.annotation} | None" if view.nullable else view.annotation
