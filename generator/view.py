"""What the templates see: the parsed model joined with all that the contract says.

Text of the contract is an `UntrustedString`, which a template cannot print without escaping it.
"""

from __future__ import annotations

from attrs import frozen
from openapi_python_client.schema import UntrustedString

__all__ = [
    "ClientView",
    "FieldView",
    "GroupView",
    "ModelView",
    "OperationView",
    "ParameterView",
    "SchemeView",
    "TypeView",
]


@frozen
class TypeView:
    """How a schema looks as Python."""

    annotation: str
    reader: str
    """Expression over the readers of core."""
    models: frozenset[str] = frozenset()
    """Names of the models in it."""
    imports: frozenset[str] = frozenset()
    """Modules and names that the annotation needs."""


@frozen
class FieldView:
    """One field of a model."""

    attribute: str
    name: UntrustedString
    type: TypeView
    required: bool
    secret: bool
    description: UntrustedString | None
    rules: list[str]


@frozen
class ModelView:
    """One schema that becomes a class."""

    name: str
    module: str
    description: UntrustedString | None
    fields: list[FieldView]
    imports: tuple[str, ...] = ()
    """Import statements that the annotations need."""
    before: tuple[ModelView, ...] = ()
    """Models that the fields hold."""
    after: tuple[ModelView, ...] = ()
    """Those of them that lead back to this one, and so can be imported only after it."""


@frozen
class ParameterView:
    """One parameter of an operation."""

    argument: str
    name: UntrustedString
    location: str
    type: str
    annotation: str
    required: bool
    bounds: dict[str, object]
    """Keyword arguments of core's `Parameter`."""
    description: UntrustedString | None
    rules: list[str]


@frozen
class OperationView:
    """One operation: a module of its own, and a method of a resource."""

    id: UntrustedString
    module: str
    tag: str
    method: str
    path: UntrustedString
    summary: UntrustedString | None
    description: UntrustedString | None
    permissions: list[UntrustedString]
    parameters: list[ParameterView]
    positional: str | None
    """The argument that a resource's method also takes by position."""
    result: TypeView
    page_parameter: UntrustedString | None
    group: tuple[str, ...]
    resource_method: str
    response_name: str | None
    """The name of the official SDK for the model that is returned."""


@frozen
class GroupView:
    """One resource: a node of the tree that hangs on the client."""

    path: tuple[str, ...]
    class_name: str
    children: list[GroupView]
    operations: list[OperationView]

    @property
    def module(self) -> str:
        """Name of its module."""
        return "_".join(self.path)


@frozen
class SchemeView:
    """One security scheme."""

    argument: str
    variable: str
    """The environment variable that stands in for the argument."""
    header: str
    prefix: str
    description: UntrustedString | None


@frozen
class ClientView:
    """The whole client."""

    title: UntrustedString
    description: UntrustedString | None
    version: UntrustedString
    package: str
    base_url: UntrustedString
    security: list[list[SchemeView]]
    models: list[ModelView]
    operations: list[OperationView]
    groups: list[GroupView]
