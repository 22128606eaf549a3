"""How schemas look as Python: the parser's properties joined with the schemas they came from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from attrs import evolve
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from cloudflare_api_contract import Document, Json, Place

from .checks import require_plain_identifier
from .naming import RESERVED_CLASSES, distinct_names
from .view import FieldView, ModelView, ParameterView, Text, TypeView

__all__ = ["Child", "Types", "literal", "or_none", "rules", "text"]

_SCALARS: Mapping[str, TypeView] = {
    "StringProperty": TypeView("str", "_core.text"),
    "UuidProperty": TypeView("str", "_core.text"),
    "BooleanProperty": TypeView("bool", "_core.boolean"),
    "IntProperty": TypeView("int", "_core.integer"),
    "FloatProperty": TypeView("float", "_core.number"),
    "DateTimeProperty": TypeView("datetime", "_core.date_time"),
    "DateProperty": TypeView("date", "_core.date_only"),
    "AnyProperty": TypeView("Any", "_core.anything"),
}
"""By the names of the parser's classes."""
# Attributes of core's Model, and an argument of its `__init__`.
_RESERVED = {"additional_properties", "from_dict", "self", "to_dict"}


class Child(NamedTuple):
    """One field or argument: its Python name, its name on the wire, as parsed, and its schema."""

    attribute: str
    name: str
    prop: PropertyProtocol
    schema: Json
    place: Place


class Types:
    """Maps schemas to Python types, and collects the models met on the way."""

    def __init__(
        self, document: Document, models: list[parsed.ModelProperty], field_prefix: str
    ) -> None:
        self._document = document
        self._prefix = field_prefix
        self._parsed = {str(model.class_info.name): model for model in models}
        self._views: dict[str, ModelView] = {}
        self.fields: dict[str, list[Child]] = {}
        """The fields of the models met so far."""
        self.sent: dict[str, dict[str, ParameterView]] = {}
        """The rules of each attribute of the models that requests send."""

    def models(self) -> list[ModelView]:
        """Return the models met so far, in the order of their names."""
        return [self._with_rules(view) for _, view in sorted(self._views.items())]

    def of(self, prop: PropertyProtocol, schema: Json, place: Place) -> TypeView:
        """Return the type of a property, given the schema it was parsed from."""
        schema, place = self._document.follow(schema, place)
        self._check(schema, place)
        if "enum" in schema:
            values = [value for value in schema["enum"] if value is not None]
            if not values or not all(isinstance(value, str) for value in values):
                raise self._document.error((*place, "enum"), "only enums of strings are supported")
            return TypeView(f"{literal(values)} | str", "_core.text")
        if isinstance(prop, ListProperty):
            return self._array(prop, schema, place)
        if isinstance(prop, parsed.ModelProperty):
            return self._object(prop, schema, place)
        if (kind := type(prop).__name__) not in _SCALARS:
            raise self._document.error(place, f"{kind} is not supported")
        return _SCALARS[kind]

    def _check(self, schema: Json, place: Place) -> None:
        if "anyOf" in schema:
            raise self._document.error((*place, "anyOf"), "anyOf is not supported in a schema")

    def _array(self, prop: ListProperty, schema: Json, place: Place) -> TypeView:
        item = self.of(prop.inner_property, schema["items"], (*place, "items"))
        if self._document.resolve(schema["items"]).get("nullable"):
            item = or_none(item)
        return evolve(
            item,
            annotation=f"list[{item.annotation}]",
            decoder=f"_core.array({item.decoder})",
            model=None,
            items=item,
        )

    def _object(self, prop: parsed.ModelProperty, schema: Json, place: Place) -> TypeView:
        if schema.get("additionalProperties", True) is not True:
            raise self._document.error((*place, "additionalProperties"), "only `true` is supported")
        if not schema.get("properties"):
            return TypeView("dict[str, Any]", "_core.free_form")
        name = str(prop.class_info.name)
        if name not in self._views:
            self._add_model(prop, schema, place)
        annotation = f"_models.{name}"
        return TypeView(annotation, f"_core.nested(lambda: {annotation})", model=name)

    def _add_model(self, prop: parsed.ModelProperty, schema: Json, place: Place) -> None:
        name = str(prop.class_info.name)
        require_plain_identifier(self._document, str(prop.class_info.module_name), place)
        if name in RESERVED_CLASSES:
            raise self._document.error(place, f"{name} is the name of something else in the client")
        fields: list[FieldView] = []
        self._views[name] = ModelView(
            name, str(prop.class_info.module_name), text(schema, "description"), fields
        )
        self.fields[name] = self.children(prop, schema, place)
        fields += map(self._field, self.fields[name])

    def children(self, prop: parsed.ModelProperty, schema: Json, place: Place) -> list[Child]:
        """Return the fields of an object, required ones first."""
        self._check(schema, place)
        unknown = [name for name in schema.get("required", ()) if name not in schema["properties"]]
        if unknown:
            raise self._document.error((*place, "required"), f"{unknown[0]} is not a property")
        # Copies that the parser made before it had read the fields lack them.
        prop = self._parsed[str(prop.class_info.name)]
        props = [*(prop.required_properties or ()), *(prop.optional_properties or ())]
        names = [child.name.get_untrusted_value() for child in props]
        attributes = distinct_names([(name, "") for name in names], _RESERVED, self._prefix)
        children: list[Child] = []
        for child, name, attribute in zip(props, names, attributes, strict=True):
            node = schema["properties"][name]
            inside = (*place, "properties", name)
            attribute = require_plain_identifier(self._document, attribute, inside)
            children.append(Child(attribute, name, child, node, inside))
        return children

    def _field(self, child: Child) -> FieldView:
        attribute, name, prop, schema, place = child
        type_ = self.of(prop, schema, place)
        schema = self._document.resolve(schema)
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


def literal(values: Iterable[str]) -> str:
    """Return the type of one of these texts."""
    return f"Literal[{', '.join(map(repr, values))}]"


def text(node: Mapping[str, Any], key: str) -> Text | None:
    """Return a text of the contract, None if it is absent."""
    return Text(str(node[key])) if key in node else None


def rules(schema: Json) -> list[Text]:
    """Describe in words the constraints of a schema beyond its type."""
    said = [
        _range(schema.get("minimum"), schema.get("maximum"), ""),
        _range(schema.get("minLength"), schema.get("maxLength"), " character"),
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
