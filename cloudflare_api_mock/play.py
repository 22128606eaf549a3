"""The assignment of a handler to each operation of a contract."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from cloudflare_api_contract import Json, Operation, Place, is_object

from .answer import Answer, Handler
from .collection import Collection
from .contract import Contract
from .facts import shape
from .form import Form
from .hooks import Action, CollectionHooks
from .made_up import MadeUp, Unmakable
from .request import Request
from .row_source import RowSource
from .single import Single
from .store import Store
from .table import Table

__all__ = ["Play"]

_Forms = Mapping[str, Form]  # by method
_Way = Callable[[Form, Request], Answer]


class Play:
    """The handlers of the operations of a contract, and the tables of their rows.

    A path is a list if its GET returns an array of objects, or if its POST returns the rows that
    the paths below it read. The path of a list with one more variable is a row. Other paths that
    are read or changed are single values. All other operations are actions.

    given: ready handlers of operations, by the operations' ids. size: the largest number of
    initial rows of a list.
    handlers: by the place of the operation. table_of: the table of an operation on a list or its
    rows. unplayable: the ids of the operations without a handler, with the reason.
    """

    def __init__(
        self,
        contract: Contract,
        store: Store,
        hooks: Mapping[str, CollectionHooks],
        given: Mapping[str, Handler],
        size: int,
    ) -> None:
        self._contract = contract
        self._store = store
        self._hooks = hooks
        self._size = size
        self._made_up = MadeUp(contract)
        self._forms: dict[Place, Form] = {}
        self._tables: dict[str, Table] = {}
        self.handlers: dict[Place, Handler] = {}
        self.table_of: dict[Place, Table] = {}
        self.unplayable: dict[str, str] = {}
        paths: dict[str, dict[str, Form]] = {}
        for operation in contract.operations:
            if operation.id in given:
                self.handlers[operation.place] = given[operation.id]
                continue
            try:
                form = Form(contract, self._made_up, operation)
            except LookupError as error:
                self.unplayable[operation.id] = str(error)
            except RecursionError:
                self.unplayable[operation.id] = "its schemas contain themselves"
            else:
                self._forms[operation.place] = form
                known = paths.setdefault(shape(operation.path), {})
                if known.setdefault(operation.method, form) is not form:
                    self.unplayable[operation.id] = "another path is the same"
        for each in sorted(paths, key=lambda each: each.count("/")):
            self._handle_list(paths[each], paths.get(f"{each}/{{}}", {}))
        for forms in paths.values():
            self._handle_others(forms)
        self._handle_hooked()
        for operation in contract.operations:
            self._require_answer(operation)

    @property
    def tables(self) -> Sequence[Table]:
        """The tables, each after the one that it is below."""
        return tuple(self._tables.values())

    def plainer(self, operation: Operation, answer: Answer) -> list[Answer]:
        """Answers to send instead of one that does not match the contract.

        A success has the made-up result. An error has all members of the envelope.
        """
        if answer.status < 400:
            form = self._forms.get(operation.place)
            return [form.answer(form.made_up)] if form else []
        brief: Json = json.loads(answer.body)
        results: list[Any] = [None, {}, []]
        members: list[Json] = [{"messages": [], "result": result} for result in results]
        return [Answer.of(answer.status, each | brief) for each in members]

    def _handle_list(self, forms: _Forms, of_rows: _Forms) -> None:
        """Handle the operations on a list and its rows, if the path is that of a list."""
        path = next(iter(forms.values())).operation.path
        listed = forms["get"] if "get" in forms and forms["get"].is_list else None
        created = forms.get("post")
        if listed is None and not (created and of_rows):
            return
        shown = [of_rows[each] for each in ("get", "put", "patch") if each in of_rows]
        schemas = self._alike([form.row for form in (listed, *shown, created) if form])
        if not schemas:
            return
        source = RowSource(
            self._contract, self._made_up, self._hooks, path=path, schemas=schemas, listed=listed
        )
        table = Table(source, self._store, self._above(path), self._size)
        creates = created is not None and (
            created.row in schemas or not self._contract.properties(created.row)
        )
        self._tables[shape(path)] = table
        rows = Collection(self._contract, self._store, table, creates=creates)
        ways: dict[str, _Way] = {"get": rows.on_list, "put": rows.on_replace} if listed else {}
        ways |= {"post": rows.on_create} if creates else {}
        self._handle(forms, ways, table)
        if source.id:
            changes = dict.fromkeys(("put", "patch"), rows.on_update)
            self._handle(of_rows, {"get": rows.on_read, "delete": rows.on_delete, **changes}, table)

    def _handle_others(self, forms: _Forms) -> None:
        """Handle the operations of a path that is not on a list: those on a value, and actions."""
        left = {m: form for m, form in forms.items() if form.operation.place not in self.handlers}
        if not left:
            return
        above = self._above(next(iter(left.values())).operation.path)
        values = [left[each] for each in ("get", "put", "patch") if each in left]
        ways: dict[str, _Way] = dict.fromkeys(left, partial(_act, self._contract, above))
        if values and len(left) == len(forms):
            value = Single(self._contract, self._store, values[0], above)
            changes = dict.fromkeys(("put", "patch"), value.on_update)
            ways |= {"get": value.on_read, "delete": value.on_delete, **changes}
        self._handle(left, ways)

    def _handle(self, forms: _Forms, ways: Mapping[str, _Way], table: Table | None = None) -> None:
        for method, form in forms.items():
            if method in ways:
                self.handlers[form.operation.place] = partial(ways[method], form)
                if table:
                    self.table_of[form.operation.place] = table

    def _handle_hooked(self) -> None:
        """Handle the operations that hooks answer."""
        for operation in self._contract.operations:
            for table in self.tables:
                if action := table.hooks.actions.get(operation.id):
                    self.handlers[operation.place] = partial(_on_row, action, table)
                    self.table_of[operation.place] = table

    def _require_answer(self, operation: Operation) -> None:
        """Remove the handler of an operation for which no answer can be made up."""
        form = self._forms.get(operation.place)
        table = self.table_of.get(operation.place)
        if form is None or (table and table.source.is_hooked):
            return
        try:
            _ = form.made_up
        except (Unmakable, ArithmeticError) as error:
            self.unplayable[operation.id] = str(error)
            self.handlers.pop(operation.place, None)

    def _alike(self, schemas: Sequence[Json]) -> list[Json]:
        """The first schema of an object, and the schemas that share half of its members."""
        known = [(schema, self._contract.properties(schema).keys()) for schema in schemas]
        known = [(schema, names) for schema, names in known if names]
        return [
            schema
            for schema, names in known
            if 2 * len(names & known[0][1]) >= min(len(names), len(known[0][1]))
        ]

    def _above(self, path: str) -> Table | None:
        """The table of the innermost row that a path goes through."""
        steps = shape(path).split("/")
        for number in range(len(steps), 0, -1):
            *start, last = steps[:number]
            table = self._tables.get("/".join(start))
            if table and table.source.id and last == "{}":
                return table
        return None


def _on_row(action: Action, table: Table, request: Request) -> Answer:
    return action(request, table.row(request.steps))


def _act(contract: Contract, above: Table | None, form: Form, request: Request) -> Answer:
    """Answer an action, which changes nothing.

    It answers with the row above if the result is such a row, else with the contract's example or a
    made-up result that repeats the members of the body. above: the table of that row, if any.
    """
    row = above.row(request.steps) if above else {}
    of_row = above is not None and "$ref" in form.result and form.result in above.source.schemas
    if not of_row and not is_object(row := form.made_up):
        return form.answer(row)
    known = contract.properties(form.result)
    given = {name: value for name, value in request.members.items() if name in known}
    return form.answer(form.fitted({**row, **given}))
