"""Made-up values: plausible, valid by their schemas, and the same in every run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Final

from cloudflare_api_contract import Json, is_array, is_object

from .contract import Contract
from .made_up_text import texts

__all__ = ["MadeUp", "Unmakable"]

# Objects in objects beyond this have only required members.
_FULL_DEPTH: Final = 4
_DEEPEST: Final = 20
# Schemas that lead to each other could make one value as large as the memory.
_MOST_VALUES: Final = 5_000
# Members that tell rows apart keep their example only in the first of them.
_NAMES: Final = ("name", "title", "label")
# An existing row has not ended.
_ENDS: Final = re.compile(r"delet|revok|remov|archiv|disabled")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")


class Unmakable(ValueError):
    """A value of a schema cannot be made up; the message says why."""


@dataclass(frozen=True)
class _Place:
    """The place of a value: row number, name of the member, the schemas around it."""

    number: int
    name: str
    around: tuple[int, ...] = ()


class MadeUp:
    """Values made from the schemas of a contract.

    The example of a schema is used where it is valid; else a value follows from type, format,
    pattern, bounds, enum and name. A member that is optional and cannot be made up is left out.
    """

    def __init__(self, contract: Contract) -> None:
        self._contract = contract
        self._left = 0

    def value(self, schema: Json, number: int = 0, name: str = "") -> Any:
        """A value of a schema, as an answer has it.

        number: values of other numbers differ where the schema allows it. name: of the member that
        has the schema. Raises `Unmakable`.
        """
        self._left = _MOST_VALUES
        return self._value(schema, _Place(number, name))

    def fitted(self, schema: Json, value: Any) -> Any:
        """The value if a schema admits it, else a value that keeps as much of it as possible.

        Missing required members are made up. Raises `Unmakable`.
        """
        return self._fitted(schema, value, _Place(0, ""))

    def _value(self, schema: Json, place: _Place) -> Any:
        node = self._contract.resolve(schema)
        if id(node) in place.around or len(place.around) > _DEEPEST:
            raise Unmakable(f"{place.name or 'it'} contains itself")
        self._left -= 1
        if self._left < 0:
            raise Unmakable(f"{place.name or 'it'} is too large")
        if self._keeps_example(node, place):
            return node["example"]
        if node.get("nullable") and _ENDS.search(place.name):
            return None
        reason = ""
        try:
            for value in self._candidates(node, replace(place, around=(*place.around, id(node)))):
                if self._contract.admits(node, value):
                    return value
        except Unmakable as error:
            reason = str(error)
        if node.get("nullable"):
            return None
        raise Unmakable(reason or f"no made-up value is valid for {place.name or 'it'}")

    def _keeps_example(self, node: Json, place: _Place) -> bool:
        if "example" not in node:
            return False
        varies = place.number and (
            place.name in _NAMES
            or "enum" in node
            or node.get("type") == "boolean"
            or node.get("format") in {"date-time", "date"}
        )
        return not varies and self._contract.admits(node, node["example"])

    def _candidates(self, node: Json, place: _Place) -> Iterator[Any]:
        number = place.number
        if branches := self._contract.alternatives(node):
            yield from self._of_branches(node, branches, place)
        known = [each for each in node.get("enum", ()) if each is not None]
        yield from (known[(number + i) % len(known)] for i in range(len(known)))
        if "default" in node:
            yield node["default"]
        kinds = node.get("type")
        for kind in kinds if is_array(kinds) else [kinds]:  # a list in OpenAPI 3.1
            match kind:
                case "array":
                    yield from self._arrays(node, place)
                case "boolean":
                    yield from (number % 2 == 0, number % 2 == 1)
                case "integer" | "number":
                    yield from _numbers(node, number)
                case "string":
                    yield from texts(node, place.name, number)
                case "null":
                    yield None
                case _:
                    yield self._object(node, place)
        if "example" in node:
            yield node["example"]

    def _of_branches(self, node: Json, branches: list[Json], place: _Place) -> Iterator[Any]:
        for i in range(len(branches)):
            branch = branches[(place.number + i) % len(branches)]
            with suppress(Unmakable):
                value = self._value(branch, place)
                yield from (value | kind for kind in _kinds(node, branch) if is_object(value))
                yield value

    def _object(self, node: Json, place: _Place) -> Json:
        required = node.get("required", ())
        is_full = len(place.around) <= _FULL_DEPTH
        row: Json = {}
        for name, schema in node.get("properties", {}).items():
            if self._contract.resolve(schema).get("writeOnly"):
                continue
            if name in required:
                row[name] = self._value(schema, replace(place, name=name))
            elif is_full:
                with suppress(Unmakable):
                    row[name] = self._value(schema, replace(place, name=name))
        further = node.get("additionalProperties")
        if is_object(further) and not row:
            for i in range(max(1, node.get("minProperties", 1))):
                inside = replace(place, name="", number=place.number + i)
                row[f"key-{i + 1}"] = self._value(further, inside)
        return _in_order(row)

    def _arrays(self, node: Json, place: _Place) -> Iterator[list[Any]]:
        items, least = node.get("items", {}), node.get("minItems", 0)
        inside = replace(place, name=place.name.removesuffix("s"))
        try:
            numbers = range(place.number, place.number + max(1, least))
            yield [self._value(items, replace(inside, number=number)) for number in numbers]
        except Unmakable:
            if least:
                raise
        yield []

    def _fitted(self, schema: Json, value: Any, place: _Place) -> Any:
        node = self._contract.branch(schema, value)
        if self._contract.admits(node, value):
            return value
        inner = replace(place, around=(*place.around, id(node)))
        is_deep = len(place.around) > _DEEPEST
        if is_object(value) and node.get("type", "object") == "object" and not is_deep:
            return self._fitted_object(node, value, inner)
        if is_array(value) and node.get("type") == "array" and not is_deep:
            items = node.get("items", {})
            return [self._fitted(items, each, inner) for each in value]
        if isinstance(value, int | float) and self._contract.admits(node, str(value)):
            return str(value)
        return self.value(node, place.number, place.name)

    def _fitted_object(self, node: Json, value: Json, place: _Place) -> Json:
        known, required = node.get("properties", {}), node.get("required", ())
        row = value if node.get("additionalProperties") is not False else {}
        row = {name: member for name, member in row.items() if name not in known}
        for name, schema in known.items():
            if name in value:
                try:
                    row[name] = self._fitted(schema, value[name], replace(place, name=name))
                except Unmakable:
                    if name in required:
                        raise
        for name in required:
            if name not in row:
                row[name] = self.value(known.get(name, {}), place.number, name)
        return row


def _kinds(node: Json, branch: Json) -> Iterator[dict[str, str]]:
    """The member that tells the alternatives apart, with the value for one of them."""
    discriminator = node.get("discriminator", {})
    for value, target in discriminator.get("mapping", {}).items():
        if branch.get("$ref", " ").endswith(target):
            yield {discriminator["propertyName"]: value}


def _numbers(node: Json, number: int) -> Iterator[float]:
    least, most = node.get("minimum"), node.get("maximum")
    step = node.get("multipleOf") or (1 if node.get("type") == "integer" else 0.5)
    first = -(-least // step) * step if least is not None else min(step, most or step)
    for each in (first + number * step, first, first + step, most or 0, 0):
        yield int(each) if float(each).is_integer() else each


def _in_order(row: Json) -> Json:
    """The row, with no change earlier than its creation."""
    times = {name: text for name, text in row.items() if _DATE.match(str(text))}
    created = next((text for name, text in times.items() if name.startswith("creat")), "")
    changed = (name for name in times if name.startswith(("modif", "updat", "last")))
    return row | {name: max(times[name], created) for name in changed}
