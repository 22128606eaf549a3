"""How schemas look as Python: the parser's properties joined with the schemas they came from."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve
from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.uuid import UuidProperty
from openapi_python_client.schema import UntrustedString
from openapi_python_client.strings import safe_for_docstring

from .document import Document, Json
from .errors import Place
from .view import FieldView, ModelView, TypeView

__all__ = ["Types", "rules", "untrusted"]

_SCALARS: Mapping[type, TypeView] = {
    StringProperty: TypeView("str", "_core.text"),
    UuidProperty: TypeView("str", "_core.text"),
    BooleanProperty: TypeView("bool", "_core.boolean"),
    IntProperty: TypeView("int", "_core.integer"),
    FloatProperty: TypeView("float", "_core.number"),
    DateTimeProperty: TypeView(
        "datetime", "_core.date_time", imports=frozenset({"from datetime import datetime"})
    ),
    DateProperty: TypeView(
        "date", "_core.date_only", imports=frozenset({"from datetime import date"})
    ),
    parsed.AnyProperty: TypeView(
        "Any", "_core.anything", imports=frozenset({"from typing import Any"})
    ),
}
# What core's Model has of its own.
_RESERVED = {"additional_properties", "from_dict", "to_dict"}


class Types:
    """Maps schemas to Python types, and collects the models met on the way."""

    def __init__(self, document: Document, models: list[parsed.ModelProperty]) -> None:
        self._document = document
        # Copies that the parser made before it had read the fields lack them.
        self._parsed = {str(model.class_info.name): model for model in models}
        self._views: dict[str, ModelView] = {}

    def models(self) -> list[ModelView]:
        """Return the models met so far, in the order of their names."""
        return [self._with_imports(view) for _, view in sorted(self._views.items())]

    def of(self, prop: PropertyProtocol, schema: Json, place: Place) -> TypeView:
        """Return the type of a property, given the schema it was parsed from."""
        schema = self._document.resolve(schema)
        if isinstance(prop, parsed.LiteralEnumProperty | parsed.EnumProperty):
            return self._enum(schema, place)
        if isinstance(prop, ListProperty):
            return self._array(prop, schema, place)
        if isinstance(prop, parsed.ModelProperty):
            return self._object(prop, schema, place)
        if type(prop) in _SCALARS:
            return _SCALARS[type(prop)]
        raise self._document.error(place, f"{type(prop).__name__} is not supported")

    def _enum(self, schema: Json, place: Place) -> TypeView:
        values = [value for value in schema["enum"] if value is not None]
        if schema["type"] != "string":
            raise self._document.error((*place, "enum"), "only enums of strings are supported")
        annotation = f"Literal[{', '.join(map(repr, values))}] | str"
        return TypeView(annotation, "_core.text", imports=frozenset({"from typing import Literal"}))

    def _array(self, prop: ListProperty, schema: Json, place: Place) -> TypeView:
        item = self.of(prop.inner_property, schema["items"], (*place, "items"))
        if self._document.resolve(schema["items"]).get("nullable"):
            item = or_none(item)
        return evolve(
            item, annotation=f"list[{item.annotation}]", reader=f"_core.array({item.reader})"
        )

    def _object(self, prop: parsed.ModelProperty, schema: Json, place: Place) -> TypeView:
        if schema.get("additionalProperties", True) is not True:
            raise self._document.error((*place, "additionalProperties"), "only `true` is supported")
        if not schema.get("properties"):
            return TypeView(
                "dict[str, Any]", "_core.free_form", imports=frozenset({"from typing import Any"})
            )
        name = str(prop.class_info.name)
        if name not in self._views:
            self._add_model(self._parsed[name], schema, place)
        return TypeView(name, f"_core.nested(lambda: {name})", models=frozenset({name}))

    def _add_model(self, prop: parsed.ModelProperty, schema: Json, place: Place) -> None:
        name = str(prop.class_info.name)
        fields: list[FieldView] = []
        self._views[name] = ModelView(
            name, str(prop.class_info.module_name), untrusted(schema, "description"), fields
        )
        for child in [*(prop.required_properties or ()), *(prop.optional_properties or ())]:
            wire_name = child.name.get_untrusted_value()
            child_schema = schema["properties"][wire_name]
            fields.append(self._field(child, child_schema, (*place, "properties", wire_name)))

    def _field(self, prop: PropertyProtocol, schema: Json, place: Place) -> FieldView:
        type_ = self.of(prop, schema, place)
        schema = self._document.resolve(schema)
        is_array = schema.get("type") == "array"
        if prop.required and schema.get("nullable") and not is_array:
            type_ = or_none(type_)
        elif not prop.required:
            type_ = evolve(type_, annotation=f"{type_.annotation} | None")
        name = str(prop.python_name)
        return FieldView(
            f"{name}_" if name in _RESERVED else name,
            prop.name,
            type_,
            prop.required,
            bool(schema.get("writeOnly")),
            untrusted(schema, "description"),
            rules(schema),
        )

    def _with_imports(self, view: ModelView) -> ModelView:
        held = sorted({name for field in view.fields for name in field.type.models} - {view.name})
        cyclic = {name for name in held if view.name in self._reach(name)}
        return evolve(
            view,
            imports=tuple(sorted({line for field in view.fields for line in field.type.imports})),
            before=tuple(self._views[name] for name in held if name not in cyclic),
            after=tuple(self._views[name] for name in held if name in cyclic),
        )

    def _reach(self, name: str) -> set[str]:
        reached: set[str] = set()
        pending = [name]
        while pending:
            for field in self._views[pending.pop()].fields:
                pending.extend(field.type.models - reached)
                reached |= field.type.models
        return reached


def or_none(type_: TypeView) -> TypeView:
    """Return the type of a value that may be null."""
    return evolve(
        type_, annotation=f"{type_.annotation} | None", reader=f"_core.nullable({type_.reader})"
    )


def untrusted(node: Json, key: str) -> UntrustedString | None:
    """Return a text of the contract, if it is there."""
    return UntrustedString(str(node[key])) if key in node else None


def rules(schema: Json) -> list[str]:
    """Say in words what a schema demands beyond its type, fit for a docstring."""
    said = [
        _range(schema.get("minimum"), schema.get("maximum"), ""),
        _range(schema.get("minLength"), schema.get("maxLength"), " characters"),
    ]
    if schema.get("format") not in {None, "date-time", "date"}:
        said.append(f"Format: {schema['format']}.")
    if "pattern" in schema:
        said.append(f"Pattern: `{schema['pattern']}`.")
    if "default" in schema:
        default = schema["default"]
        shown = str(default).lower() if isinstance(default, bool) else default
        said.append(f"The server's default is {shown}.")
    return [safe_for_docstring(rule) for rule in said if rule]


def _range(low: float | None, high: float | None, unit: str) -> str | None:
    if low is not None and high is not None:
        return f"{low} to {high}{unit}."
    if low is not None:
        return f"At least {low}{unit}."
    return None if high is None else f"At most {high}{unit}."
