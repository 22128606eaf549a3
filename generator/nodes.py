"""Schemas with their parsed properties, and the schemas inside them."""

from __future__ import annotations

from typing import NamedTuple

from openapi_python_client.parser import properties as parsed
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.protocol import PropertyProtocol

from cloudflare_api_contract import Document, Json, Place, is_object

from .checks import require_plain_identifier
from .naming import distinct_names
from .outlines import branch_names, parser_names

__all__ = ["Child", "Node", "Nodes"]

# Attributes of core's Model, and an argument of its `__init__`.
_RESERVED = {"additional_properties", "from_dict", "self", "to_dict"}


class Node(NamedTuple):
    """One schema, as parsed and as written."""

    prop: PropertyProtocol
    schema: Json
    place: Place


class Child(NamedTuple):
    """One field or argument: its Python name, its name on the wire, and its schema."""

    attribute: str
    name: str
    node: Node


class Nodes:
    """Finds the schemas inside others."""

    def __init__(
        self, document: Document, models: list[parsed.ModelProperty], field_prefix: str
    ) -> None:
        self._document = document
        self._prefix = field_prefix
        self._parsed = {str(model.class_info.name): model for model in models}

    def target(self, node: Node) -> Node:
        """Follow a `$ref`."""
        return Node(node.prop, *self._document.follow(node.schema, node.place))

    def item(self, node: Node) -> Node:
        """Return the schema of the items of an array."""
        prop, schema, place = self.target(node)
        inner = prop.inner_property if isinstance(prop, ListProperty) else prop
        return Node(inner, schema["items"], (*place, "items"))

    def value(self, node: Node) -> Node | None:
        """Return the schema of the members of a map, None if any value is allowed."""
        prop, schema, place = self.target(node)
        values = schema.get("additionalProperties")
        if not is_object(values) or not values:
            return None
        inner = self._whole(prop).additional_properties
        assert inner
        return Node(inner, values, (*place, "additionalProperties"))

    def branches(self, node: Node) -> list[Node]:
        """Return the branches of a union."""
        prop, schema, place = self.target(node)
        whole = self._whole(prop) if isinstance(prop, parsed.ModelProperty) else None
        props = whole.optional_properties or () if whole else ()
        by_name = {each.name.get_untrusted_value(): each for each in props}
        return [
            Node(by_name.get(name, prop), branch, (*place, "anyOf", index))
            for index, (name, branch) in enumerate(
                zip(branch_names(schema["anyOf"]), schema["anyOf"], strict=True)
            )
        ]

    def _whole(self, prop: PropertyProtocol) -> parsed.ModelProperty:
        # The parser's early copies lack the fields.
        assert isinstance(prop, parsed.ModelProperty)
        return self._parsed[str(prop.class_info.name)]

    def children(self, node: Node) -> list[Child]:
        """Return the fields of an object, required ones first."""
        prop, schema, place = self.target(node)
        whole = self._whole(prop)
        props = [*(whole.required_properties or ()), *(whole.optional_properties or ())]
        wire = dict(zip(parser_names(schema["properties"]), schema["properties"], strict=True))
        names = [wire[child.name.get_untrusted_value()] for child in props]
        attributes = distinct_names([(name, "") for name in names], _RESERVED, self._prefix)
        children: list[Child] = []
        for child, name, attribute in zip(props, names, attributes, strict=True):
            inside = (*place, "properties", name)
            attribute = require_plain_identifier(self._document, attribute, inside)
            children.append(Child(attribute, name, Node(child, schema["properties"][name], inside)))
        return children
