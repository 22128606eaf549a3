"""Made-up values of a schema: valid, different from one another, and the same in every run."""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from typing import Any, Final

from cloudflare_api_contract import is_object

from .scalars import fits, numbers, texts
from .shape import Shape

__all__ = ["Unmakable", "Values"]

_DEEPEST: Final = 5


class Unmakable(ValueError):
    """A value of a schema could not be made up."""


class Values:
    """Makes values of one kind.

    hidden: the flag of members that are never made. optional: whether members that need not be
    there are made. nulls: whether null is made where it is admitted. choice: which alternative of
    each union, and which value of each enum is made.
    """

    def __init__(
        self, hidden: str, *, optional: bool = True, nulls: bool = False, choice: int = 0
    ) -> None:
        self.optional = optional
        self._nulls = nulls
        self._choice = choice
        self._hidden = hidden
        self._count = 0
        self.choices = 1
        """The number of different choices that there are."""

    def without_nulls(self) -> Values:
        """Return a maker of the same values, but without nulls."""
        made = copy(self)
        made._nulls = False
        return made

    def make(self, shape: Shape, name: str = "", depth: int = 0, *, plain: bool = False) -> Any:
        """Return a value. At depth 0 it is not null, and not an empty list.

        plain: whether texts have only characters that a header can hold, and no spaces. Raises
        Unmakable.
        """
        self._count += 1
        if self._nulls and depth and shape.nullable:
            return None
        if depth > 4 * _DEEPEST:
            raise Unmakable(f"{name} contains itself")
        kind = shape.kind
        if kind == "union":
            return self._alternative(shape, name, depth, plain=plain)
        if shape.enum is not None:
            return self._listed(shape)
        if kind == "object":
            return self._object(shape, depth)
        if kind == "array":
            return self._array(shape, name, depth, plain=plain)
        return self._first(self._scalars(shape, kind, name, plain=plain), shape, name)

    def _alternative(self, shape: Shape, name: str, depth: int, *, plain: bool) -> Any:
        self.choices = max(self.choices, len(shape.branches))
        number = self._choice % len(shape.branches)
        branch = shape.branches[number]
        value = self.make(branch, name, depth + 1, plain=plain)
        for member, tags in shape.tags(number).items():
            known = branch.members[member].enum if member in branch.members else None
            fit = [tag for tag in sorted(tags) if known is None or tag in known]
            if is_object(value) and fit:
                value[member] = fit[self._choice % len(fit)]
        return value

    def _listed(self, shape: Shape) -> Any:
        values = [value for value in shape.enum or () if value is not None] or shape.enum
        if not values:
            raise Unmakable("the enum is empty")
        return values[(self._count + self._choice) % len(values)]

    def _object(self, shape: Shape, depth: int) -> Any:
        made: dict[str, Any] = {}
        least, most = self._sizes(shape, "Properties")
        for name, member in sorted(
            shape.members.items(), key=lambda each: each[0] not in shape.required
        ):
            required = name in shape.required or len(made) < least
            if member.has(self._hidden) or not (required or (self.optional and depth < _DEEPEST)):
                continue
            try:
                made[name] = self.make(member, name, depth + 1)
            except Unmakable:
                if name in shape.required:
                    raise
        if shape.members:
            return made
        names = [*sorted(shape.required), *(f"key {number}" for number in range(max(least, most)))]
        for name in names[: max(least, most, len(shape.required))]:
            made[name] = self.make(shape.values, name, depth + 1) if shape.values else [1, None]
        return made

    def _array(self, shape: Shape, name: str, depth: int, *, plain: bool) -> list[Any]:
        least, most = self._sizes(shape, "Items")
        least = least if depth else max(least, 1)  # Nothing is sent for an empty list in a query.
        made: list[Any] = []
        try:
            # A list of different values may need more values than it has places.
            for _ in range(20 * max(least, 1)):
                if len(made) >= max(least, most):
                    break
                value = self.make(shape.items, name, depth + 1, plain=plain)
                if not (shape.has("uniqueItems") and value in made):
                    made.append(value)
        except Unmakable:
            made = []
        if len(made) < least:
            raise Unmakable(f"{name} needs {least} items")
        return made

    def _sizes(self, shape: Shape, noun: str) -> tuple[int, int]:
        least = max([0, *shape.says(f"min{noun}")])
        return least, min([2 if self.optional else least, *shape.says(f"max{noun}")])

    def _scalars(self, shape: Shape, kind: str, name: str, *, plain: bool) -> Iterator[Any]:
        number = self._count
        match kind:
            case "boolean":
                yield (number + self._choice) % 2 == 0
            case "integer" | "number":
                yield from numbers(shape, kind, number)
            case "string":
                yield from texts(shape, name, number, plain=plain)
            case _:
                yield {"any": [number, "é", None]}
        for keyword in ("example", "default"):
            yield from shape.says(keyword)

    def _first(self, candidates: Iterator[Any], shape: Shape, name: str) -> Any:
        for value in candidates:
            if fits(shape, value):
                return value
        raise Unmakable(f"no made-up value fits {name}")
