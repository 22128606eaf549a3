"""An operation of the contract, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Generic, Literal, TypeVar

from . import lazy_models
from .decoders import Decoder
from .rule import Rule

__all__ = ["Operation", "Parameter"]

T = TypeVar("T")


@dataclass(frozen=True)
class Parameter(Rule):
    """One parameter, or value in the body of a request, and the rules for it."""

    argument: str
    """Name of the Python argument."""
    location: Literal["path", "query", "header", "body", "form", "content"]
    """The place of the value in the request: a member of a JSON body, a part of a form, or all of
    the body."""
    _: KW_ONLY
    name: str = ""
    """Name on the wire. Default: the argument's."""
    delimiter: str | None = None
    """The text between the items of an array. None: a query repeats the name for each item."""

    def __post_init__(self) -> None:
        if not self.name:
            object.__setattr__(self, "name", self.argument)


@dataclass(frozen=True, kw_only=True)
class Operation(Generic[T]):
    """One operation whose result is a `T`, or rows of `T` if it is paged."""

    id: str
    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
    path: str
    """Path below the base URL, with its parameters in braces."""
    parameters: tuple[Parameter, ...] = ()
    permissions: tuple[str, ...] = ()
    """Permission groups. The credentials need any one of them."""
    result: Decoder[T]
    """The decoder of the result, or of each of its rows."""
    results: Mapping[int, Decoder[T]] = field(default_factory=dict[int, Any])
    """The decoders for the statuses that have another result."""
    answer: Literal["envelope", "json", "text", "binary"] = "envelope"
    """The form of the result: `result` of an envelope, or the whole body as JSON, text or bytes.
    """
    accept: str = "application/json"
    """The media types of its answers."""
    content_type: str = "application/json"
    """The media type of its body, if it has one."""
    page_parameter: str | None = None
    """Name on the wire of the parameter that numbers the pages. None: not paged."""
    model: type[lazy_models.Model] | None = None
    """The model of the result, or of each of its rows, if that is an object with fields."""
    optional_body: bool = False
    """Whether the body is optional. Its required members are required if any member is given."""
    group: str = ""
    """The resource that has the method, as a path on the client: `zero_trust.access`."""
    name: str = ""
    """Name of the method."""

    def decoder(self, status: int) -> Decoder[T]:
        """Return the decoder of the result at a status."""
        return self.results.get(status, self.result)
