"""The rules that the contract has for a value that is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from typing import ClassVar, Literal, Protocol

__all__ = ["Rule", "RuledClass"]


class _HasRules(Protocol):
    """A model class, as far as requests need it."""

    __model_names__: ClassVar[dict[str, str]]
    __model_rules__: ClassVar[Mapping[str, Rule]]


RuledClass = type[_HasRules]


@dataclass(frozen=True)
class Rule:
    """The rules for one value: a parameter, a field of a model, or an item of an array."""

    type: Literal["string", "integer", "number", "boolean", "array", "object", "any", "binary"]
    """The type of its JSON value. Binary is bytes or a text that is sent as it is."""
    _: KW_ONLY
    required: bool = False
    nullable: bool = False
    secret: bool = False
    """Whether the value is a secret, which no message shows."""
    enum: tuple[str | float | None, ...] | None = None
    minimum: float | None = None
    maximum: float | None = None
    multiple_of: float | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    format: Literal["date-time", "date"] | None = None
    """The format of a string that may also be given as a datetime or a date."""
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    min_properties: int | None = None
    max_properties: int | None = None
    items: Rule | None = None
    """The rules for the items of an array."""
    values: Rule | None = None
    """The rules for the members of an object that have none of their own."""
    any_of: tuple[Rule, ...] = ()
    """The rules for the kinds of a value. It must keep one of them."""
    model: Callable[[], RuledClass] | None = None
    """The model class of an object."""

    @property
    def inside(self) -> tuple[Rule, ...]:
        """The rules for values of several kinds, and for items and members without names."""
        return (*self.any_of, *filter(None, (self.items, self.values)))

    @property
    def members(self) -> Mapping[str, Rule]:
        """The rules for the members of an object, by their names on the wire."""
        return self.model().__model_rules__ if self.model else dict[str, Rule]()
