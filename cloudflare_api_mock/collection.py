"""A collection: a paged list, and the operations on its items."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, cast

from cloudflare_api_contract import Operation, Place

from .answer import Answer, Refusal, invalid, success
from .contract import Contract
from .gateway import EMAIL
from .hooks import Action, CollectionHooks
from .listing import Listing
from .request import Request
from .seed import AT_MOST, FACTORIES
from .store import Row, Store
from .violation import Violation

__all__ = ["Collection", "Handler"]

Handler = Callable[[Operation, Request], Answer]

_STAMPS = ("created_at", "created_by", "modified_at", "modified_by")
_JSON = ("content-type", "application/json")
_MOST_ROWS = 10_000


class Collection:
    """The rows that a paged operation lists.

    Raises `LookupError` or `TypeError` if the operation is not a list that `Listing` supports.

    schema_name: the name of the items' schema, else the path. id: the member that identifies an
    item. members: the schemas of the readable members of an item. handlers: the function that
    answers each operation. hooks: by the name of the schema.
    """

    def __init__(
        self,
        contract: Contract,
        listed: Operation,
        store: Store,
        hooks: Mapping[str, CollectionHooks],
    ) -> None:
        self.listing = Listing(contract, listed)
        self.path = listed.path
        self._listed = listed
        self.schema_name: str = self.listing.items.get("$ref", self.path).rpartition("schemas/")[2]
        self.hooks = hooks.get(self.schema_name) or CollectionHooks()
        self.handlers: dict[Place, Handler] = {listed.place: self._list}
        self._contract = contract
        self._store = store
        items = (each for each in contract.operations if self._is_item(each))
        self.id = next(map(self._variable, items), "")
        members = contract.properties(self.listing.items)
        self.members = {n: s for n, s in members.items() if not s.get("writeOnly")}
        self._example_rows = [self.hooks.from_example(row) for row in self.listing.example]
        self._required = contract.resolve(self.listing.items).get("required", ())
        # A creation may replace each of the contract's own rows once, so that its examples work.
        self._seeded_examples: frozenset[str] = frozenset()
        self._examples: set[str] = set()
        ways = {"get": self._read, "put": self._update, "delete": self._delete}
        for operation in contract.operations:
            if self._is_item(operation) and operation.method in ways:
                self.handlers[operation.place] = ways[operation.method]
            elif action := self.hooks.actions.get(operation.id):
                self.handlers[operation.place] = self._on_row(action)
            # A creation without an identifier in the body is not supported.
            body = contract.body(operation)
            if operation.path == self.path and self.id in body.get("required", ()):
                self.handlers[operation.place] = self._create

    def seed(self, size: int, tools: int) -> None:
        """Set the initial rows: those of the contract's example, then made-up ones, `size` in all.

        tools: the number of tools of each MCP server.
        """
        id = self.id or "id"
        rows = self._example_rows
        if make := FACTORIES.get(self.schema_name):
            known = {row[id] for row in rows}
            # There is a row for each identifier in the examples of parameters.
            operations = self._contract.operations
            examples = (self._contract.example(each, self._variable(each)) for each in operations)
            named = [each for each in dict.fromkeys(examples) if each and each not in known]
            numbers = range(len(rows), min(size, AT_MOST.get(self.schema_name, size)))
            rows = rows + [make(number, tools) for number in numbers]
            for number, name in zip(numbers, named, strict=False):
                rows[number] = rows[number] | {id: name}
        kept = [self.hooks.before_seed(row) for row in rows[:size]]
        self._seeded_examples = frozenset(row[id] for row in self._example_rows)
        self._store.seed(self.schema_name, {row[id]: row for row in kept})
        self.reset()

    def reset(self) -> None:
        """Restore the initial state; the store resets the rows."""
        self._examples = set(self._seeded_examples)

    def set_rows(self, rows: object) -> None:
        """Replace the rows; the first initial row supplies required members that they lack.

        Raises `ValueError` with one line that names the row, the place and the problem; then the
        collection has only the rows before that one.
        """
        try:
            given = json.loads(json.dumps(rows, allow_nan=False))  # a copy
        except (TypeError, ValueError, RecursionError) as error:
            raise ValueError(f"{self.name}: {error}") from error
        if not isinstance(given, list):
            raise ValueError(f"Expected a list of {self.name}")
        if (number := len(cast("list[object]", given))) > _MOST_ROWS:
            raise ValueError(f"Expected at most {_MOST_ROWS} {self.name}, received {number}")
        for row in self._store.rows(self.schema_name):
            self._store.remove(self.schema_name, row[self.id])
        for number, each in enumerate(cast("list[object]", given)):
            if not isinstance(each, dict):
                raise ValueError(f"{self.name} [{number}]: Expected an object")
            row = self._with_required(cast(Row, each))
            for wrong in self._row_violations(cast(Row, each), row):
                place = (self.name, str(number), *wrong.path)
                raise ValueError(str(Violation(place, wrong.message)))
            self._store.put(self.schema_name, row[self.id], self.hooks.before_set(row))

    def after_set(self, before: Iterable[str]) -> None:
        """Remove references to those of the earlier rows, by identifier, that are gone."""
        self._examples = set()
        for id in before:
            if self._store.find(self.schema_name, id) is None:
                self.hooks.after_delete(id)

    def find(self, operation: Operation, request: Request) -> Row | None:
        """The row that the path of a request names."""
        id = request.arguments.get(self._variable(operation), "")
        return self._store.find(self.schema_name, id)

    def row(self, operation: Operation, request: Request) -> Row:
        """The row that the path of a request names; raises `Refusal` if there is none."""
        row = self.find(operation, request)
        if row is None:
            raise Refusal.brief(404, 7002, "Not Found")
        return row

    @property
    def name(self) -> str:
        """The last part of the path, such as `"servers"`."""
        return self.path.rpartition("/")[2]

    def count(self) -> int:
        return len(self._store.rows(self.schema_name))

    def _with_required(self, given: Mapping[str, Any]) -> Row:
        """The given members, and other required ones of the first initial row."""
        example = self._example_rows[0] if self._example_rows else given
        return {name: example[name] for name in self._required if name in example} | dict(given)

    def _row_violations(self, given: Row, row: Row) -> Iterator[Violation]:
        for name in given:
            if name not in self.members:
                known = ", ".join(self.members)
                yield Violation((name,), f"Unrecognized member; known are {known}")
        if self.id not in given:
            yield Violation((self.id,), "Required")
        path = self._contract.base_path + re.sub(r"{.+?}", "any", self.path)
        # The schema of a request is stricter for some members than that of an answer.
        names = self._contract.credential_headers.values()
        headers = (_JSON, *((name.lower(), "Bearer any") for name in names))
        request = self._contract.route("POST", path, (), headers, json.dumps(row).encode())
        for wrong in self._contract.check_request(request):
            if wrong.path[0] == "body":
                yield Violation(wrong.path[1:], wrong.message)
        if self._store.find(self.schema_name, given[self.id]):
            yield Violation((self.id,), f"{given[self.id]!r} occurs twice")
        for wrong in self.hooks.check(given[self.id], given):
            yield Violation(wrong.path[1:], wrong.message)
        page = self.listing.page([self.hooks.before_set(row)], {}, self.hooks.show)
        for wrong in self._contract.check_answer(self._listed, page):
            yield Violation(wrong.path[3:], wrong.message)  # after answer, result and 0

    def _is_item(self, operation: Operation) -> bool:
        return re.fullmatch(r"/{\w+}", operation.path.removeprefix(self.path)) is not None

    def _variable(self, operation: Operation) -> str:
        """The path parameter of an operation that identifies an item of this collection."""
        found = re.search(rf"/{re.escape(self.name)}/{{(\w+)}}", operation.path)
        return found[1] if found else ""

    def _list(self, _: Operation, request: Request) -> Answer:
        rows = self._store.rows(self.schema_name)
        return self.listing.page(rows, dict(request.query), self.hooks.show)

    def _create(self, operation: Operation, request: Request) -> Answer:
        id = request.json[self.id]
        if self._store.find(self.schema_name, id) and id not in self._examples:
            raise Refusal.brief(409, 7006, "Conflict")
        given = self._given(operation, request)
        defaults = self._contract.properties(self._contract.body(operation))
        stamps = self._stamps(*_STAMPS)
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
        answer = self._save(operation, id, row, given)
        self._examples.discard(id)
        return answer

    def _read(self, operation: Operation, request: Request) -> Answer:
        return self._answer(operation, self.hooks.show(self.row(operation, request)))

    def _update(self, operation: Operation, request: Request) -> Answer:
        row = self.row(operation, request)
        id = row[self.id]
        given = self._given(operation, request, *self.hooks.update_members)
        changes = {name: value for name, value in given.items() if name in self.members}
        stamps = self._stamps(*self.hooks.update_stamps)
        return self._save(operation, id, row | changes | stamps, given)

    def _delete(self, operation: Operation, request: Request) -> Answer:
        row = self.row(operation, request)
        answer = self._answer(operation, self.hooks.show_deleted(row))
        self._store.remove(self.schema_name, row[self.id])
        self.hooks.after_delete(row[self.id])
        return answer

    def _on_row(self, action: Action) -> Handler:
        return lambda operation, request: action(request, self.row(operation, request))

    def _given(self, operation: Operation, request: Request, *more: str) -> Mapping[str, Any]:
        """The members of the body that the contract has, and more; the API ignores others."""
        known = {*self._contract.properties(self._contract.body(operation)), *more}
        return {name: value for name, value in request.json.items() if name in known}

    def _stamps(self, *names: str) -> Row:
        """The time or the user, for those of the members that this collection has."""
        now = self._store.now()
        return {n: now if n.endswith("_at") else EMAIL for n in names if n in self.members}

    def _save(self, operation: Operation, id: str, row: Row, given: Mapping[str, Any]) -> Answer:
        if violations := list(self.hooks.check(id, given)):
            raise Refusal(invalid(violations))
        row = self.hooks.before_save(row, given)
        self._store.put(self.schema_name, id, row)
        return self._answer(operation, self.hooks.show(row))

    def _answer(self, operation: Operation, shown: Row) -> Answer:
        status, _ = self._contract.success(operation)
        return success(status, shown)
