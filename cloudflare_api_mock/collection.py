"""A collection as the contract describes it: a paged list, and what can be done with its items."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from .answer import Answer, Refusal, invalid, success
from .asked import Asked
from .contract import Contract
from .gateway import EMAIL
from .hooks import CollectionHooks
from .listing import Listing
from .operation import Operation
from .seed import AT_MOST, FACTORIES
from .store import Row, Store

__all__ = ["Collection"]

_CREATED = ("created_at", "created_by")
_MODIFIED = ("modified_at", "modified_by")


class Collection:
    """The rows that a paged operation lists; its `handlers` say how each operation is answered.

    Raises `LookupError` or `TypeError` if the contract does not describe such a list.

    schema_name: the schema of its items, or the path where that has no name. id: the member that
    identifies them. members: the schemas of what is read of them.
    """

    def __init__(self, contract: Contract, listed: Operation, store: Store) -> None:
        self.listing = Listing(contract, listed)
        self.path = listed.path
        self.schema_name: str = self.listing.items.get("$ref", self.path).rpartition("schemas/")[2]
        self.hooks = CollectionHooks()
        self.handlers: dict[Operation, Callable[[Asked], Answer]] = {listed: self._list}
        self._contract = contract
        self._store = store
        items = (each for each in contract.operations if self._is_item(each))
        self.id = next(map(self._variable, items), "")
        members = contract.properties(self.listing.items)
        self.members = {n: s for n, s in members.items() if not s.get("writeOnly")}
        self._required = contract.resolve(self.listing.items).get("required", ())
        # The contract's own rows give way once to their like, so that its examples can be tried.
        self._seeded_examples: frozenset[str] = frozenset()
        self._examples: set[str] = set()
        ways = {"get": self._read, "put": self._update, "delete": self._delete}
        for operation in contract.operations:
            if self._is_item(operation) and operation.method in ways:
                self.handlers[operation] = ways[operation.method]
            # Where the server chooses the identifiers, nobody has said how.
            body = contract.resolve(contract.body(operation))
            if operation.path == self.path and self.id in body.get("required", ()):
                self.handlers[operation] = self._create

    def seed(self, size: int, tools: int) -> None:
        """Fill the store with the contract's example and made-up rows, `size` in all.

        Each MCP server has so many tools.
        """
        id = self.id or "id"
        rows = self.listing.example
        if make := FACTORIES.get(self.schema_name):
            known = {row[id] for row in rows}
            named = [each for each in self._example_ids() if each not in known]
            numbers = range(len(rows), min(size, AT_MOST.get(self.schema_name, size)))
            rows = rows + [make(number, tools) for number in numbers]
            for number, name in zip(numbers, named, strict=False):
                rows[number] = rows[number] | {id: name}
        kept = [self.hooks.before_seed(row) for row in rows[:size]]
        self._seeded_examples = frozenset(row[id] for row in self.listing.example)
        self._store.seed(self.schema_name, {row[id]: row for row in kept})
        self.reset()

    def reset(self) -> None:
        """Go back to the start, as the store does."""
        self._examples = set(self._seeded_examples)

    def with_required(self, given: Mapping[str, Any]) -> Row:
        """A row of what is given and, for the rest of what is required, the example's."""
        example = self.listing.example[0] if self.listing.example else given
        return {name: example[name] for name in self._required if name in example} | dict(given)

    def clear(self) -> None:
        """Hold no rows."""
        for row in self._store.rows(self.schema_name):
            self._store.remove(self.schema_name, row[self.id])

    def keep(self, given: Mapping[str, Any]) -> None:
        """Hold a stated row, made whole."""
        self._store.put(
            self.schema_name, given[self.id], self.hooks.before_set(self.with_required(given))
        )

    def has(self, id: str) -> bool:
        """Whether there is a row of this identifier."""
        return self._store.find(self.schema_name, id) is not None

    def after_set(self, before: Iterable[str]) -> None:
        """Tidy up after other rows were stated than those of these identifiers."""
        self._examples = set()
        for id in before:
            if not self.has(id):
                self.hooks.after_delete(id)

    def find(self, asked: Asked) -> Row | None:
        """The row that a request is about."""
        id = asked.arguments.get(self._variable(asked.operation), "")
        return self._store.find(self.schema_name, id)

    def row(self, asked: Asked) -> Row:
        """The same; raises `Refusal` if there is none."""
        row = self.find(asked)
        if row is None:
            raise Refusal.brief(404, 7002, "Not Found")
        return row

    @property
    def name(self) -> str:
        """What its rows are called: the last part of its path."""
        return self.path.rpartition("/")[2]

    def count(self) -> int:
        return self._store.count(self.schema_name)

    def _is_item(self, operation: Operation) -> bool:
        return re.fullmatch(r"/{\w+}", operation.path.removeprefix(self.path)) is not None

    def _variable(self, operation: Operation) -> str:
        """What an operation's path calls the identifier of an item of this collection."""
        noun = re.escape(self.name)
        found = re.search(rf"/{noun}/{{(\w+)}}", operation.path)
        return found[1] if found else ""

    def _example_ids(self) -> list[str]:
        """What the contract's examples call items of this collection, wherever they occur."""
        return list(
            dict.fromkeys(
                str(each["example"])
                for operation in self._contract.operations
                for each in operation.parameters
                if each["in"] == "path"
                and each["name"] == self._variable(operation)
                and "example" in each
            )
        )

    def _list(self, asked: Asked) -> Answer:
        return self.listing.page(self._store.rows(self.schema_name), asked.query, self.hooks.show)

    def _create(self, asked: Asked) -> Answer:
        id = asked.body[self.id]
        if self._store.find(self.schema_name, id) and id not in self._examples:
            raise Refusal.brief(409, 7006, "Conflict")
        given = self._given(asked)
        self._check(id, given)
        defaults = self._contract.properties(self._contract.body(asked.operation))
        stamps = self._stamps(*_CREATED, *_MODIFIED)
        row: Row = {}
        for name, schema in self.members.items():
            if name in given:
                row[name] = given[name]
            elif "default" in (schema := defaults.get(name, {}) | schema):
                row[name] = schema["default"]
            elif name in stamps:
                row[name] = stamps[name]
            elif name in self._required and schema.get("type") == "array":
                row[name] = []
        self._examples.discard(id)
        return self._keep(asked, id, row, given)

    def _read(self, asked: Asked) -> Answer:
        return self._answer(asked, self.hooks.show(self.row(asked)))

    def _update(self, asked: Asked) -> Answer:
        row = self.row(asked)
        id = row[self.id]
        given = self._given(asked)
        self._check(id, given)
        changes = {name: value for name, value in given.items() if name in self.members}
        return self._keep(asked, id, row | changes | self._stamps(*_MODIFIED), given)

    def _delete(self, asked: Asked) -> Answer:
        row = self.row(asked)
        answer = self._answer(asked, self.hooks.show_deleted(row))
        self._store.remove(self.schema_name, row[self.id])
        self.hooks.after_delete(row[self.id])
        return answer

    def _given(self, asked: Asked) -> Mapping[str, Any]:
        """The body's members that the contract knows; the API says nothing to the others."""
        known = self._contract.properties(self._contract.body(asked.operation))
        return {name: value for name, value in asked.body.items() if name in known}

    def _check(self, id: str, given: Mapping[str, Any]) -> None:
        if violations := list(self.hooks.check(id, given)):
            raise Refusal(invalid(violations))

    def _stamps(self, *names: str) -> Row:
        """Now, or the account's owner, for each of the members that this collection has."""
        now = self._store.now()
        return {n: now if n.endswith("_at") else EMAIL for n in names if n in self.members}

    def _keep(self, asked: Asked, id: str, row: Row, given: Mapping[str, Any]) -> Answer:
        row = self.hooks.before_save(row, given)
        self._store.put(self.schema_name, id, row)
        return self._answer(asked, self.hooks.show(row))

    def _answer(self, asked: Asked, shown: Row) -> Answer:
        status, _ = self._contract.success(asked.operation)
        return success(status, shown)
