"""How schemas look as Python: the parser's properties joined with the schemas they came from."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

from attrs import evolve
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from cloudflare_api_contract import Document, Json, Place, is_object

from .checks import require_plain_identifier
from .naming import RESERVED_CLASSES, distinct_names
from .parse import branch_names
from .view import FieldView, ModelView, ParameterView, Text, TypeView

__all__ = ["Child", "Parsed", "Types", "literal", "or_none", "rules", "text"]

_SCALARS: Mapping[str, TypeView] = {
    "string": TypeView("str", "_core.text"),
    "boolean": TypeView("bool", "_core.boolean"),
    "integer": TypeView("int", "_core.integer"),
    "number": TypeView("float", "_core.number"),
    "any": TypeView("Any", "_core.anything"),
}
_CLASSES: Mapping[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
}
"""The classes that the values of an enum have."""
_MOMENTS: Mapping[str, TypeView] = {
    "date-time": TypeView("datetime", "_core.date_time"),
    "date": TypeView("date", "_core.date_only"),
}
"""The strings that become something else, by their format."""
_PLAIN: Mapping[str, str] = {"array": "list[Any]", "object": "dict[str, Any]"}
_ACCEPT_MUCH = {"_core.text", "_core.free_form", "_core.anything"}
"""Decoders that the others of a union come before."""
# Attributes of core's Model, and an argument of its `__init__`.
_RESERVED = {"additional_properties", "from_dict", "self", "to_dict"}


class Parsed(NamedTuple):
    """One schema, as parsed and as written."""

    prop: PropertyProtocol
    schema: Json
    place: Place


class Child(NamedTuple):
    """One field or argument: its Python name, its name on the wire, and its schema."""

    attribute: str
    name: str
    node: Parsed


class Types:
    """Maps schemas to Python types, and collects the models met on the way."""

    def __init__(
        self, document: Document, models: list[parsed.ModelProperty], field_prefix: str
    ) -> None:
        self._document = document
        self._prefix = field_prefix
        self._parsed = {str(model.class_info.name): model for model in models}
        self._views: dict[str, ModelView] = {}
        self._open: set[int] = set()
        """The arrays, maps and unions, by identity, whose types are being described."""
        self.fields: dict[str, list[Child]] = {}
        """The fields of the models met so far."""
        self.sent: dict[str, dict[str, ParameterView]] = {}
        """The rules of each attribute of the models that requests send."""

    def models(self) -> list[ModelView]:
        """Return the models met so far, in the order of their names."""
        return [self._with_rules(view) for _, view in sorted(self._views.items())]

    def of(self, node: Parsed) -> TypeView:
        """Return the type of a schema."""
        prop, schema, place = self.target(node)
        if "anyOf" in schema:
            return self._union(node)
        kind = schema.get("type", "any")
        if kind == "array":
            return self._array(node)
        if kind == "object":
            return self._object(prop, schema, place)
        if kind == "string" and schema.get("format") in _MOMENTS and "enum" not in schema:
            return _MOMENTS[schema["format"]]
        type_ = _SCALARS[kind]
        for value in schema.get("enum", ()):
            if value is not None and kind in _CLASSES and not isinstance(value, _CLASSES[kind]):
                problem = f"{value!r} is not of type {kind}"
                raise self._document.error((*place, "enum"), problem)
        choice = literal(schema)
        return evolve(type_, annotation=f"{choice} | {type_.annotation}") if choice else type_

    def target(self, node: Parsed) -> Parsed:
        """Follow a `$ref`."""
        return Parsed(node.prop, *self._document.follow(node.schema, node.place))

    def item(self, node: Parsed) -> Parsed:
        """Return the schema of the items of an array."""
        prop, schema, place = self.target(node)
        inner = prop.inner_property if isinstance(prop, ListProperty) else prop
        return Parsed(inner, schema["items"], (*place, "items"))

    def value(self, node: Parsed) -> Parsed | None:
        """Return the schema of the members of a map, None if they may be anything."""
        prop, schema, place = self.target(node)
        values = schema.get("additionalProperties")
        if not is_object(values) or not values:
            return None
        inner = self._whole(prop).additional_properties
        assert inner
        return Parsed(inner, values, (*place, "additionalProperties"))

    def branches(self, node: Parsed) -> list[Parsed]:
        """Return the branches of a union."""
        prop, schema, place = self.target(node)
        whole = self._whole(prop) if isinstance(prop, parsed.ModelProperty) else None
        props = whole.optional_properties or () if whole else ()
        by_name = {each.name.get_untrusted_value(): each for each in props}
        return [
            Parsed(by_name.get(name, prop), branch, (*place, "anyOf", index))
            for index, (name, branch) in enumerate(
                zip(branch_names(schema["anyOf"]), schema["anyOf"], strict=True)
            )
        ]

    def _whole(self, prop: PropertyProtocol) -> parsed.ModelProperty:
        # Copies that the parser made before it had read the fields lack them.
        assert isinstance(prop, parsed.ModelProperty)
        return self._parsed[str(prop.class_info.name)]

    def of_nullable(self, node: Parsed) -> TypeView:
        """Return the type of a schema whose value may be null, if the schema says so."""
        type_ = self.of(node)
        return or_none(type_) if self._document.resolve(node.schema).get("nullable") else type_

    def _array(self, node: Parsed) -> TypeView:
        item = self._inside(node, self.item(node))
        return evolve(
            item,
            annotation=f"list[{item.annotation}]",
            decoder=f"_core.array({item.decoder})",
            model=None,
            items=item,
        )

    def _object(self, prop: PropertyProtocol, schema: Json, place: Place) -> TypeView:
        assert isinstance(prop, parsed.ModelProperty)
        name = str(prop.class_info.name)
        if schema.get("properties"):
            if name not in self._views:
                self._add_model(prop, schema, place)
            annotation = f"_models.{name}"
            return TypeView(annotation, f"_core.nested(lambda: {annotation})", model=name)
        node = Parsed(prop, schema, place)
        value = self.value(node)
        if not value:
            return TypeView("dict[str, Any]", "_core.free_form")
        type_ = self._inside(node, value)
        return TypeView(f"dict[str, {type_.annotation}]", f"_core.mapping({type_.decoder})")

    def _union(self, node: Parsed) -> TypeView:
        branches = self.branches(node)
        types = [self._inside(node, branch) for branch in branches]
        objects = [
            self._document.resolve(branch.schema)
            for branch, type_ in zip(branches, types, strict=True)
            if type_.model
        ]
        discriminator = self.target(node).schema.get("discriminator", {})
        annotations: dict[str, None] = {}
        decoders: list[str] = []
        for branch, type_ in zip(branches, types, strict=True):
            annotations[type_.annotation] = None
            if type_.model:
                marks = self._marks(branch.schema, objects, discriminator)
                model = f"lambda: _models.{type_.model}"
                type_ = evolve(
                    type_,
                    decoder=type_.decoder.replace(
                        f"_core.nested({model})", f"_core.alternative({model}, {marks!r})"
                    ),
                )
            decoders.append(type_.decoder)
        # A value that fits no branch stays as it came.
        kinds = {self._document.resolve(branch.schema).get("type") for branch in branches}
        annotations |= {plain: None for kind, plain in _PLAIN.items() if kind in kinds}
        decoders.sort(key=_ACCEPT_MUCH.__contains__)
        return TypeView(" | ".join(annotations), f"_core.any_of({', '.join(decoders)})")

    def _marks(self, branch: Json, objects: list[Json], discriminator: Json) -> dict[str, Any]:
        """Return the members that tell a branch of a union from the others, and their values."""
        properties = self._document.resolve(branch)["properties"]
        enums = {name: self._enum(schema) for name, schema in properties.items()}
        marks = {
            name: values
            for name, values in enums.items()
            if values
            and any(values != self._enum(each["properties"].get(name, {})) for each in objects)
        }
        name = discriminator.get("propertyName")
        target = branch.get("$ref", "").rpartition("/")[2]
        mapping = discriminator.get("mapping", {})
        named = tuple(value for value in mapping if mapping[value].rpartition("/")[2] == target)
        if name in properties and target and (named or not enums[name]):
            marks[name] = named or (target,)
        return marks

    def _enum(self, schema: Json) -> tuple[Any, ...]:
        return tuple(self._document.resolve(schema).get("enum", ()))

    def _inside(self, holder: Parsed, held: Parsed) -> TypeView:
        """Return the type of what an array, a map or a union holds."""
        target = self.target(holder)
        if id(target.schema) in self._open:
            raise self._document.error(target.place, "leads to itself without an object between")
        with self._around(self._open | {id(target.schema)}):
            return self.of_nullable(held)

    @contextmanager
    def _around(self, opened: set[int]) -> Iterator[None]:
        before, self._open = self._open, opened
        try:
            yield
        finally:
            self._open = before

    def _add_model(self, prop: parsed.ModelProperty, schema: Json, place: Place) -> None:
        name = str(prop.class_info.name)
        require_plain_identifier(self._document, str(prop.class_info.module_name), place)
        if name in RESERVED_CLASSES:
            raise self._document.error(place, f"{name} is the name of something else in the client")
        fields: list[FieldView] = []
        self.fields[name] = self.children(prop, schema, place)
        self._views[name] = ModelView(
            name, str(prop.class_info.module_name), text(schema, "description"), fields
        )
        with self._around(set()):
            fields += map(self._field, self.fields[name])

    def children(self, prop: PropertyProtocol, schema: Json, place: Place) -> list[Child]:
        """Return the fields of an object, required ones first."""
        whole = self._whole(prop)
        props = [*(whole.required_properties or ()), *(whole.optional_properties or ())]
        names = [child.name.get_untrusted_value() for child in props]
        attributes = distinct_names([(name, "") for name in names], _RESERVED, self._prefix)
        children: list[Child] = []
        for child, name, attribute in zip(props, names, attributes, strict=True):
            node = schema["properties"][name]
            inside = (*place, "properties", name)
            attribute = require_plain_identifier(self._document, attribute, inside)
            children.append(Child(attribute, name, Parsed(child, node, inside)))
        return children

    def _field(self, child: Child) -> FieldView:
        attribute, name, node = child
        prop, type_ = node.prop, self.of(node)
        schema = self._document.resolve(node.schema)
        is_array = schema.get("type") == "array"
        if prop.required and schema.get("nullable") and not is_array:
            type_ = or_none(type_)
        elif not prop.required:
            type_ = evolve(type_, annotation=f"{type_.annotation} | None")
        return FieldView(
            attribute,
            Text(name),
            type_,
            prop.required,
            bool(schema.get("writeOnly")),
            text(schema, "description"),
            rules(schema),
        )

    def _with_rules(self, view: ModelView) -> ModelView:
        rules_ = self.sent.get(view.name, {})
        fields = [evolve(field, rule=rules_.get(field.attribute)) for field in view.fields]
        return evolve(view, fields=fields)


def or_none(type_: TypeView) -> TypeView:
    """Return the type of a value that may be null."""
    return evolve(
        type_, annotation=f"{type_.annotation} | None", decoder=f"_core.nullable({type_.decoder})"
    )


def literal(schema: Json) -> str | None:
    """Return the type of one of the values that a schema lists, None if there is no such type."""
    values = [value for value in schema.get("enum", ()) if value is not None]
    if not values or not all(isinstance(value, (str, int)) for value in values):
        return None
    return f"Literal[{', '.join(map(repr, values))}]"


def text(node: Mapping[str, Any], key: str) -> Text | None:
    """Return a text of the contract, None if it is absent."""
    return Text(str(node[key])) if key in node else None


def rules(schema: Json) -> list[Text]:
    """Describe in words the constraints of a schema beyond its type."""
    said = [
        _range(schema.get("minimum"), schema.get("maximum"), ""),
        _range(schema.get("minLength"), schema.get("maxLength"), " character"),
        _range(schema.get("minItems"), schema.get("maxItems"), " item"),
        _range(schema.get("minProperties"), schema.get("maxProperties"), " member"),
        f"A multiple of {schema['multipleOf']}." if "multipleOf" in schema else None,
        "No item twice." if schema.get("uniqueItems") else None,
    ]
    # A number's format says how it is stored, which is the same for all numbers in Python.
    if schema.get("type") == "string" and schema.get("format") not in {None, "date-time", "date"}:
        said.append(f"Format: {schema['format']}.")
    if "pattern" in schema:
        said.append(f"Pattern: `{schema['pattern']}`.")
    if "default" in schema:
        default = schema["default"]
        shown = default if isinstance(default, str) else json.dumps(default)
        said.append(f"The server's default is {shown}.")
    if schema.get("deprecated"):
        said.append("Deprecated.")
    return [Text(rule) for rule in said if rule]


def _range(low: float | None, high: float | None, unit: str) -> str | None:
    if unit and (low if high is None else high) != 1:
        unit += "s"
    if low is None:
        return None if high is None else f"At most {high}{unit}."
    return f"At least {low}{unit}." if high is None else f"{low} to {high}{unit}."
