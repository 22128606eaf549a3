"""What the contract says of an operation, as data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from attrs import Factory, field, frozen

from .decoders import Decoder

if TYPE_CHECKING:
    from .models import Model

    ModelClass = type[Model]

__all__ = ["Operation", "Parameter"]

T = TypeVar("T")


@frozen(kw_only=True)
class Parameter:
    """One parameter, or member of a JSON body, and the rules that a value for it must keep."""

    argument: str = field(kw_only=False)
    """Name of the Python argument."""
    location: Literal["path", "query", "header", "body"] = field(kw_only=False)
    type: Literal["string", "integer", "number", "boolean", "array", "object", "any"] = field(
        kw_only=False
    )
    name: str = Factory(lambda self: self.argument, takes_self=True)
    """Name on the wire, if it is not the argument's."""
    required: bool = False
    nullable: bool = False
    secret: bool = False
    """Whether its value may be shown nowhere."""
    enum: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    format: Literal["date-time", "date"] | None = None
    """What a string may also be given as: a datetime or a date."""
    items: Parameter | None = None
    """What the items of an array must keep, whatever its name."""
    model: Callable[[], ModelClass] | None = None
    """The model of an object, whose fields have rules of their own."""


@frozen(kw_only=True)
class Operation(Generic[T]):
    """One operation whose successful answer holds a `T`, or rows of `T` if it is paged."""

    id: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    """Template below the base URL, its parameters in braces."""
    parameters: tuple[Parameter, ...] = ()
    permissions: tuple[str, ...] = ()
    """Permission groups of which the credentials need any one."""
    result: Decoder[T]
    """How `result`, or each of its rows, is read."""
    page_parameter: str | None = None
    """Name on the wire of the parameter that numbers the pages; None if not paged."""
    model: ModelClass | None = None
    """The model of the result, or of each of its rows, if that is an object with fields."""
    group: str = ""
    """The resource that has the method, as a path on the client: `zero_trust.access`."""
    name: str = ""
    """Name of the method."""

    @property
    def takes_secrets(self) -> bool:
        """Whether the body of a request may hold something that may be shown nowhere."""
        return _holds_secrets(self.parameters, set())


def _holds_secrets(rules: Iterable[Parameter], seen: set[ModelClass]) -> bool:
    for rule in rules:
        while rule.items:
            rule = rule.items
        if rule.secret:
            return True
        model = rule.model() if rule.model else None
        # Models may lead back to themselves.
        if model and model not in seen and _holds_secrets(model.__model_rules__, seen | {model}):
            return True
    return False
