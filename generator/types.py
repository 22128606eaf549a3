"""The Python types of schemas: the parser's properties joined with the schemas they came from."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from attrs import evolve
from openapi_python_client.parser.properties import ModelProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from cloudflare_api_contract import Document, Json, Place, is_secret

from .annotations import any_of_types
from .checks import require_enum, require_plain_identifier
from .naming import RESERVED_CLASSES
from .nodes import Child, Node, Nodes
from .unions import Branch, union_type
from .view import FieldView, ModelView, ParameterView, Text, TypeView
from .wording import description, rules

__all__ = ["MOMENTS", "SCALARS", "Types", "literal", "or_none"]

SCALARS: Mapping[str, TypeView] = {
    "string": TypeView("str", "_core.text"),
    "boolean": TypeView("bool", "_core.boolean"),
    "integer": TypeView("int", "_core.integer"),
    "number": TypeView("float", "_core.number"),
    "any": TypeView("Any", "_core.anything"),
}
MOMENTS: Mapping[str, TypeView] = {
    "date-time": TypeView("datetime", "_core.date_time"),
    "date": TypeView("date", "_core.date_only"),
}
"""The types of strings that become another type, by format."""


class Types:
    """Maps schemas to Python types, and collects the models met on the way."""

    def __init__(self, document: Document, nodes: Nodes) -> None:
        self._document = document
        self.nodes = nodes
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

    def of(self, node: Node) -> TypeView:
        """Return the type of a schema."""
        prop, schema, place = self.nodes.target(node)
        if "anyOf" in schema:
            return union_type(self._document, self._branches(node))
        kind = schema.get("type", "any")
        if kind == "array":
            return self._array(node)
        if kind == "object":
            return self._object(prop, schema, place)
        if kind == "string" and schema.get("format") in MOMENTS and "enum" not in schema:
            return MOMENTS[schema["format"]]
        type_ = SCALARS[kind]
        require_enum(self._document, schema, place)
        choice = literal(schema)
        if choice:
            type_ = evolve(type_, annotation=any_of_types([choice, type_.annotation]))
        return type_

    def _array(self, node: Node) -> TypeView:
        item = self._inside(node, self.nodes.item(node))
        return evolve(
            item,
            annotation=f"list[{item.annotation}]",
            decoder=f"_core.array({item.decoder})",
            model=None,
            items=item,
        )

    def _object(self, prop: PropertyProtocol, schema: Json, place: Place) -> TypeView:
        assert isinstance(prop, ModelProperty)
        name = str(prop.class_info.name)
        if schema.get("properties"):
            if name not in self._views:
                self._add_model(prop, schema, place)
            annotation = f"_models.{name}"
            return TypeView(annotation, f"_core.nested(lambda: {annotation})", model=name)
        node = Node(prop, schema, place)
        value = self.nodes.value(node)
        if not value:
            return TypeView("dict[str, Any]", "_core.free_form")
        type_ = self._inside(node, value)
        return TypeView(f"dict[str, {type_.annotation}]", f"_core.mapping({type_.decoder})")

    def _branches(self, union: Node) -> list[Branch]:
        """Return the branches of a union, in place of a union among them those of that one."""
        discriminator = self.nodes.target(union).schema.get("discriminator", {})
        found: list[Branch] = []
        for node in self.nodes.branches(union):
            if "anyOf" not in self.nodes.target(node).schema:
                found.append(Branch(node.schema, self._inside(union, node), discriminator))
                continue
            with self._opened(union):
                inner = self._branches(node)
            if self._document.resolve(node.schema).get("nullable"):
                inner = [each._replace(type=or_none(each.type)) for each in inner]
            found += inner
        return found

    def _inside(self, holder: Node, held: Node) -> TypeView:
        """Return the type of the values inside an array, a map or a union."""
        with self._opened(holder):
            type_ = self.of(held)
        return or_none(type_) if self._document.resolve(held.schema).get("nullable") else type_

    @contextmanager
    def _opened(self, holder: Node) -> Generator[None]:
        """Describe the values inside an array, a map or a union."""
        target = self.nodes.target(holder)
        if id(target.schema) in self._open:
            raise self._document.error(target.place, "leads to itself without an object between")
        with self._around(self._open | {id(target.schema)}):
            yield

    @contextmanager
    def _around(self, opened: set[int]) -> Generator[None]:
        before, self._open = self._open, opened
        try:
            yield
        finally:
            self._open = before

    def _add_model(self, prop: ModelProperty, schema: Json, place: Place) -> None:
        name = str(prop.class_info.name)
        require_plain_identifier(self._document, str(prop.class_info.module_name), place)
        if name in RESERVED_CLASSES:
            raise self._document.error(place, f"{name} is the name of something else in the client")
        fields: list[FieldView] = []
        self.fields[name] = self.nodes.children(Node(prop, schema, place))
        module = str(prop.class_info.module_name)
        self._views[name] = ModelView(name, module, description(schema), fields)
        with self._around(set()):
            fields += map(self._field, self.fields[name])

    def _field(self, child: Child) -> FieldView:
        attribute, name, node = child
        prop, type_ = node.prop, self.of(node)
        schema = self._document.resolve(node.schema)
        is_array = schema.get("type") == "array"
        if prop.required and schema.get("nullable") and not is_array:
            type_ = or_none(type_)
        elif not prop.required:
            type_ = evolve(type_, annotation=any_of_types([type_.annotation, "None"]))
        return FieldView(
            attribute,
            Text(name),
            type_,
            prop.required,
            self._holds_secret(node),
            description(schema),
            rules(schema),
        )

    def _holds_secret(self, node: Node) -> bool:
        """Return whether a value may be a secret, or contain one outside of a model."""
        schema = self._document.resolve(node.schema)
        inside = list[Node]()
        if "anyOf" in schema:
            inside = self.nodes.branches(node)
        elif schema.get("type") == "array":
            inside = [self.nodes.item(node)]
        elif schema.get("type") == "object" and (value := self.nodes.value(node)):
            inside = [value]
        return is_secret(schema) or any(map(self._holds_secret, inside))

    def _with_rules(self, view: ModelView) -> ModelView:
        rules_ = self.sent.get(view.name, {})
        fields = [evolve(field, rule=rules_.get(field.attribute)) for field in view.fields]
        return evolve(view, fields=fields)


def or_none(type_: TypeView) -> TypeView:
    """Return the type of a value that may be null."""
    return evolve(
        type_,
        annotation=any_of_types([type_.annotation, "None"]),
        decoder=f"_core.nullable({type_.decoder})",
    )


def literal(schema: Json) -> str | None:
    """Return the Literal type of an enum, None if the schema has none that Python can write."""
    values = [value for value in schema.get("enum", ()) if value is not None]
    if not values or not all(isinstance(value, (str, int)) for value in values):
        return None
    return f"Literal[{', '.join(map(repr, values))}]"
