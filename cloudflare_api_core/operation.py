"""What the contract says of an operation, as data."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from attrs import Factory, field, frozen

from .readers import Reader

__all__ = ["Operation", "Parameter"]

T = TypeVar("T")


@frozen(kw_only=True)
class Parameter:
    """One parameter and the rules that an argument for it must keep."""

    argument: str = field(kw_only=False)
    """Name of the Python argument."""
    location: Literal["path", "query"] = field(kw_only=False)
    type: Literal["string", "integer", "number", "boolean"] = field(kw_only=False)
    name: str = Factory(lambda self: self.argument, takes_self=True)
    """Name on the wire, if it is not the argument's."""
    required: bool = False
    enum: tuple[str, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None


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
    result: Reader[T]
    """How `result`, or each of its rows, is read."""
    page_parameter: str | None = None
    """Name on the wire of the parameter that numbers the pages; None if not paged."""
