"""The shapes of schemas: several schemas that apply together, merged into one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Any, Final, NamedTuple

from .document import Document
from .keywords import COMBINING, beside, combined, implied_type, implies, shape
from .places import ContractError, Json, Place, is_object
from .problems import Problems

__all__ = ["Shapes"]

_MOST_ALTERNATIVES: Final = 300


class _Schema(NamedTuple):
    """A schema, its place, and the places of its parts that are written elsewhere."""

    node: Json
    place: Place
    moved: Mapping[Place, Place] = {}


class _Contradiction(Exception):
    """No value is valid by two schemas."""

    def __init__(self, place: Place, problem: str) -> None:
        super().__init__(place, problem)
        self.place = place
        self.problem = problem


class Shapes:
    """Merges the schemas of a document, each once and in place, without those inside them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.problems = Problems()
        """The schemas that contradict or contain themselves. They keep no reliable form."""
        # By identity, which stays unique as long as the schemas are held here.
        self._begun: dict[int, Json] = {}
        self._unfinished: set[int] = set()

    def merge(self, node: Json, place: Place) -> None:
        if id(node) in self._begun or "$ref" in node:
            return
        self._begun[id(node)] = node
        self._unfinished.add(id(node))
        try:
            merged = self._merged(node, place)
        except _Contradiction as found:
            self.problems.note(self._document.error(found.place, found.problem))
            merged = _Schema({}, place)
        except ContractError as error:
            self.problems.note(error)
            merged = _Schema({}, place)
        finally:
            self._unfinished.remove(id(node))
        node.clear()
        node.update(merged.node)
        moved = {(key,): _at(merged, key) for key in node} | dict(merged.moved)
        self._document.move(node, {s: there for s, there in moved.items() if there != (*place, *s)})

    def place(self, node: Json, place: Place, key: str, *step: str | int) -> Place:
        """Return the place in the file of a keyword of a merged schema, or of a part of it."""
        return _at(self._schema(node, place), key, *step)

    def _merged(self, node: Json, place: Place) -> _Schema:
        parts = [*self._inner(node, place, "allOf")]
        for key in ("anyOf", "oneOf"):
            if alternatives := [*self._inner(node, place, key)]:
                parts.append(self._union(alternatives, (*place, key), node.get("discriminator")))
        own = {key: node[key] for key in node if key not in {*COMBINING, "discriminator"}}
        moved = dict(self._document.moved(node))
        if "type" not in own and (implied := implied_type(own)):
            own["type"] = implied[0]
            moved["type",] = (*place, implied[1])
        first, *others = *parts, _Schema(own, place, moved)
        for other in others:
            first = self._both(first, other)
        return first

    def _inner(self, node: Json, place: Place, key: str) -> Iterator[_Schema]:
        schema = self._schema(node, place)
        for index, child in enumerate(node.get(key, ())):
            self.merge(child, _at(schema, key, index))
            yield self._schema(child, _at(schema, key, index))

    def _schema(self, node: Json, place: Place) -> _Schema:
        return _Schema(node, place, self._document.moved(node))

    def _both(self, one: _Schema, other: _Schema) -> _Schema:
        """Return the schema of the values that two schemas allow. Raises _Contradiction."""
        whole = self._both_shapes(
            one._replace(node=shape(one.node)), other._replace(node=shape(other.node))
        )
        moved = dict(whole.moved)
        for part in (one, other):
            moved |= {(key,): _at(part, key) for key in beside(part.node)}
        return _Schema(whole.node | beside(one.node) | beside(other.node), whole.place, moved)

    def _both_shapes(self, one: _Schema, other: _Schema) -> _Schema:
        left, right = self._target(one), self._target(other)
        if self._implies(left, right):
            return one
        if self._implies(right, left):
            return other
        if "anyOf" in left.node or "anyOf" in right.node:
            return self._product(one, other)
        node: Json = {}
        moved: dict[Place, Place] = {}
        for schema in (left, right):
            for key, value in schema.node.items():
                if key != "properties":
                    self._add(node, moved, (key,), value, _at(schema, key))
                    continue
                moved[key,] = _at(schema, key)
                properties = node.setdefault(key, {})
                for name, child in value.items():
                    self._add(properties, moved, (key, name), child, _at(schema, key, name))
        return _Schema(node, right.place, moved)

    def _target(self, schema: _Schema) -> _Schema:
        """Follow a schema to the one that has its shape."""
        if "$ref" not in schema.node:
            return schema
        node, place = self._document.follow(schema.node, schema.place)
        if id(node) in self._unfinished:
            raise self._document.error(schema.place, f"{schema.node['$ref']} leads to itself")
        self.merge(node, place)
        target = self._target(self._schema(node, place))
        return target._replace(node=target.node | beside(schema.node))

    def _implies(self, narrow: _Schema, wide: _Schema) -> bool:
        """Return whether each value of `narrow` is valid by `wide`, if that is easy to tell."""
        if "anyOf" in narrow.node:
            return all(self._implies(self._target(each), wide) for each in self._branches(narrow))
        if "anyOf" in wide.node:
            return any(self._implies(narrow, self._target(each)) for each in self._branches(wide))
        return all(implies(narrow.node, key, value) for key, value in wide.node.items())

    def _branches(self, schema: _Schema) -> list[_Schema]:
        """Return the alternatives of a schema, itself if it has none."""
        target = self._target(schema)
        if "anyOf" not in target.node:
            return [schema]
        branches = enumerate(target.node["anyOf"])
        return [self._schema(branch, _at(target, "anyOf", index)) for index, branch in branches]

    def _product(self, one: _Schema, other: _Schema) -> _Schema:
        """Return the merged pairs of an alternative of one schema with one of the other."""
        pairs = [*product(self._branches(one), self._branches(other))]
        self._require_few(pairs, other.place)
        contradiction: _Contradiction | None = None
        branches: list[_Schema] = []
        for pair in pairs:
            try:
                branches.append(self._both(*pair))
            except _Contradiction as found:
                contradiction = found
        if contradiction and not branches:
            raise contradiction
        place, discriminator = other.place, None
        for target in (self._target(one), self._target(other)):
            if "anyOf" in target.node:
                place = _at(target, "anyOf")
                discriminator = target.node.get("discriminator", discriminator)
        return self._union(branches, place, discriminator)

    def _union(self, branches: list[_Schema], place: Place, discriminator: Json | None) -> _Schema:
        """Return a schema with these alternatives, without null. Equal alternatives become one."""
        kept: list[_Schema] = []
        is_nullable = False
        for branch in branches:
            target = self._target(branch).node
            if target.get("enum") == [None] or (target.get("nullable") and not shape(target)):
                is_nullable = True
                continue
            is_union = "anyOf" in target and not discriminator and "discriminator" not in target
            is_nullable |= is_union and bool(target.get("nullable"))
            inner = self._branches(branch) if is_union else [branch]
            kept += [each for each in inner if all(each.node != other.node for other in kept)]
        self._require_few(kept, place)
        whole = self._one(kept, place) if not discriminator or len(kept) < 2 else None
        if whole is None:
            moved: dict[Place, Place] = {("anyOf",): place}
            for index, branch in enumerate(kept):
                moved["anyOf", index] = branch.place
                self._document.move(branch.node, branch.moved)
            whole = _Schema({"anyOf": [branch.node for branch in kept]}, place, moved)
            if discriminator:
                whole.node["discriminator"] = discriminator
                moved["discriminator",] = (*place[:-1], "discriminator")
        return whole._replace(node=whole.node | {"nullable": True}) if is_nullable else whole

    def _one(self, branches: list[_Schema], place: Place) -> _Schema | None:
        """Return the one schema of alternatives that differ only in `required`, else None."""
        if len(branches) < 2:
            return branches[0] if branches else _Schema({"enum": [None]}, place)
        first, *others = [self._target(branch) for branch in branches]
        required = first.node.get("required", [])
        for other in others:
            if shape(first.node) | {"required": 0} != shape(other.node) | {"required": 0}:
                return None
            required = [name for name in required if name in other.node.get("required", ())]
        node = {key: first.node[key] for key in first.node if key != "required"}
        return first._replace(node=node | ({"required": required} if required else {}))

    def _add(
        self, node: Json, moved: dict[Place, Place], steps: Place, value: Any, place: Place
    ) -> None:
        """Add a keyword or property to a schema that may have it. Raises _Contradiction."""
        key = str(steps[-1])
        one = node.get(key)
        both = value
        if one is not None:
            try:
                both = combined(key if len(steps) == 1 else "", one, value)
            except ValueError:
                line = self._document.lines.line(moved[steps])
                where = f", on line {line}" if line else ""
                problem = f"{key} is {value} here, but {one} in another part of the allOf{where}"
                raise _Contradiction(place, f"{problem}: correct one of them") from None
            if is_object(both) and both is not one and both is not value:
                self._document.move(both, {("allOf", 0): moved[steps], ("allOf", 1): place})
        node[key] = both
        if both != one:
            moved[steps] = place

    def _require_few(self, alternatives: Sequence[object], place: Place) -> None:
        if len(alternatives) > _MOST_ALTERNATIVES:
            problem = f"has more than {_MOST_ALTERNATIVES} alternatives, written out"
            raise self._document.error(place, problem)


def _at(schema: _Schema, key: str, *step: str | int) -> Place:
    """Return the place of a keyword of a schema, or of a part of it."""
    whole = schema.moved.get((key,), (*schema.place, key))
    return schema.moved.get((key, *step), (*whole, *step))
