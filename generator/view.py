"""The data of the templates: the parsed model joined with the rest of the contract.

Texts of the contract are of the class `Text`, which a template cannot print unescaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NoReturn

from attrs import frozen
from openapi_python_client.schema import UntrustedString

__all__ = [
    "AnswerView",
    "ClientView",
    "FieldView",
    "GroupView",
    "ModelView",
    "OperationView",
    "ParameterView",
    "SchemeView",
    "Text",
    "TypeView",
]


class Text(UntrustedString):
    """Text of the contract."""

    def __str__(self) -> NoReturn:
        raise TypeError("text of the contract is printed without a filter")


@frozen
class TypeView:
    """The Python type of a schema."""

    annotation: str
    decoder: str
    """Expression over the decoders of core."""
    model: str | None = None
    """Name of the model, if it is one."""
    items: TypeView | None = None
    """The type of an array's items."""


@frozen
class FieldView:
    attribute: str
    name: Text
    type: TypeView
    required: bool
    secret: bool
    description: Text | None
    rules: list[Text]
    rule: ParameterView | None = None
    """Its rule in requests. None if no request sends it."""


@frozen
class ModelView:
    """One schema that becomes a class."""

    name: str
    module: str
    description: Text | None
    fields: list[FieldView]

    @property
    def attributes(self) -> set[str]:
        """The names in its class."""
        return {field.attribute for field in self.fields}


@frozen
class ParameterView:
    argument: str
    name: Text
    location: str
    type: str
    annotation: str
    required: bool
    bounds: dict[str, Any]
    """Keyword arguments of core's `Rule`."""
    description: Text | None
    rules: list[Text]
    nullable: bool = False
    secret: bool = False
    delimiter: str | None = None
    """The text between the items of an array, None if there is none."""
    items: ParameterView | None = None
    """The rule of an array's items."""
    values: ParameterView | None = None
    """The rule of the members of an object that have no rule of their own."""
    any_of: Sequence[ParameterView] = ()
    """The rules of the branches of a union."""
    model: str | None = None
    """Name of the model that an object may be given as."""
    is_optional: bool = True
    """Whether a call may omit it: it is not required, or its body is not."""


@frozen
class AnswerView:
    """The form of an operation's successful answers."""

    kind: str
    """As core's `Operation` names it."""
    accept: str
    """The media types, as a header lists them."""
    decoders: dict[int, str]
    """The decoders for the statuses that have another result."""


@frozen
class OperationView:
    """One operation: a module of its own, and a method of a resource."""

    id: Text
    module: str
    tag: str
    tag_description: Text | None
    method: str
    path: Text
    summary: Text | None
    description: Text | None
    deprecated: bool
    permissions: list[Text]
    parameters: list[ParameterView]
    optional_body: bool
    """Whether all members of the body may be omitted."""
    secrets: list[str]
    """The arguments that may hold a secret."""
    positional: str | None
    """The argument that a resource's method also takes by position."""
    content_type: str
    """The media type of the body that it sends, if it sends one."""
    result: TypeView
    answer: AnswerView
    page_parameter: Text | None
    group: tuple[str, ...]
    resource_method: str

    @property
    def is_of_many_kinds(self) -> bool:
        """Whether its result has a type that type checkers do not see in the decoders."""
        return bool(self.answer.decoders) or "any_of(" in self.result.decoder

    @property
    def row(self) -> str | None:
        """Name of the model that it returns, alone or in a list.

        None if there is none, or if another status has another result.
        """
        others = set(self.answer.decoders.values()) - {"_core.nothing"}
        return None if others else (self.result.items or self.result).model


@frozen
class GroupView:
    """One resource: a node of the tree on the client."""

    path: tuple[str, ...]
    class_name: str
    children: list[GroupView]
    operations: list[OperationView]

    @property
    def module(self) -> str:
        """Name of its module."""
        return "_".join(self.path)

    def walk(self) -> Iterator[GroupView]:
        """Yield it and every group below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def attributes(self) -> set[str]:
        """The names in its class."""
        methods = {operation.resource_method for operation in self.operations}
        return methods | {child.path[-1] for child in self.children}

    @property
    def description(self) -> Text | None:
        """The description of its tag."""
        return self.operations[0].tag_description if self.operations else None


@frozen
class SchemeView:
    argument: str
    variable: str
    """The environment variable that is read if the argument is not given."""
    header: str
    prefix: str
    description: Text | None


@frozen
class ClientView:
    """The whole client."""

    title: Text
    description: Text | None
    version: Text
    package: str
    base_url: Text
    security: list[list[SchemeView]]
    models: list[ModelView]
    names: dict[str, str]
    """The models by their names: their own, and those in the official SDK."""
    operations: list[OperationView]
    groups: list[GroupView]

    @property
    def resources(self) -> list[GroupView]:
        """Every node of the tree of resources."""
        return [node for group in self.groups for node in group.walk()]
