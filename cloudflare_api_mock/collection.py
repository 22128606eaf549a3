"""A collection: the operations on a list and its rows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from cloudflare_api_contract import is_array, is_object

from .answer import Answer, Refusal, invalid
from .contract import Contract
from .form import Form
from .listing import Listing
from .request import Request
from .store import Row, Store
from .table import Table

__all__ = ["Collection"]


class Collection:
    """The answers to the operations on a table. form: of the operation's success.

    creates: whether an operation on the list creates rows; else a PUT of an unknown row does.
    """

    def __init__(self, contract: Contract, store: Store, table: Table, *, creates: bool) -> None:
        self._contract = contract
        self._store = store
        self._table = table
        self._source = table.source
        self._creates = creates

    @cached_property
    def _listing(self) -> Listing:
        assert self._source.listed
        return Listing(self._contract, self._source.listed, self._source.members)

    def on_list(self, form: Form, request: Request) -> Answer:
        rows = self._table.rows(request.steps)
        return self._listing.page(rows, request.query, lambda row: self._shown(form, row))

    def on_create(self, form: Form, request: Request) -> Answer:
        """Create a row, or several, if the body is an array."""
        shown = self._all_created(form, request)
        return form.answer(shown if form.items is not None else shown[0])

    def on_replace(self, form: Form, request: Request) -> Answer:
        """Replace all rows by those of the body."""
        self._table.clear(request.steps)
        return form.answer(self._all_created(form, request))

    def on_read(self, form: Form, request: Request) -> Answer:
        return form.row_answer(self._shown(form, self._table.row(request.steps)))

    def on_update(self, form: Form, request: Request) -> Answer:
        """Change the members in the body, by PUT as by PATCH."""
        table, is_put = self._table, form.operation.method == "put"
        if is_put and not self._creates and not table.find(request.steps):
            id = self._source.given_identifier(request.steps[table.depth])
            row = self._created(form, request, {**request.members, **id})
            return form.row_answer(self._shown(form, row))
        row = table.row(request.steps)
        given = self._given(form, request.members, *table.hooks.update_members)
        changes = {name: value for name, value in given.items() if name in self._source.members}
        now = self._store.stamps(self._source.members, is_new=False)
        marks = {n: value for n, value in now.items() if n not in table.hooks.kept_stamps}
        row = self._saved(request, request.changed(row, changes) | marks, given)
        return form.row_answer(self._shown(form, row))

    def on_delete(self, form: Form, request: Request) -> Answer:
        row = self._table.row(request.steps)
        shown = self._shown_deleted(form, row)
        self._table.remove(request.steps, row)
        return form.row_answer(shown)

    def _all_created(self, form: Form, request: Request) -> list[Any]:
        """The rows that a body creates, an object or an array, in the form of the answer."""
        self._table.rows(request.steps)
        bodies = request.json if is_array(request.json) else [request.members]
        rows = [self._created(form, request, body) for body in bodies]
        return [self._shown(form, row) for row in rows] or [form.made_up]

    def _created(self, form: Form, request: Request, body: Mapping[str, Any]) -> Row:
        table = self._table
        if self._source.id in body:
            id = self._source.identifier(dict(body))
            is_taken = table.find((*request.steps[: table.depth], id)) is not None
            if is_taken and not table.is_replaceable(request.steps, id):
                raise Refusal.of(409, 7006, "Conflict")
        given = self._given(form, body)
        defaults = self._contract.body_members(form.operation)
        marks = self._store.stamps(self._source.members, is_new=True)
        row: Row = {}
        for name, schema in self._source.members.items():
            if name in given or (name == self._source.id and name in body):
                row[name] = body[name]
            elif "default" in (schema := defaults.get(name, {}) | schema):
                row[name] = schema["default"]
            elif name in marks:
                row[name] = marks[name]
            elif name in self._source.required and schema.get("type") == "array":
                row[name] = []
        row = table.identified(row, request.steps)
        if not self._source.is_hooked and form.items is None and is_object(fit := form.fitted(row)):
            row = fit | row  # what the contract requires
        return self._saved(request, row, given)

    def _given(self, form: Form, body: Mapping[str, Any], *more: str) -> Row:
        """The members of the body that the contract or a hook has. The API ignores others."""
        known = {*self._contract.body_members(form.operation), *more}
        return {name: value for name, value in body.items() if name in known}

    def _saved(self, request: Request, row: Row, given: Mapping[str, Any]) -> Row:
        table = self._table
        if violations := list(table.hooks.check(self._source.identifier(row), given)):
            raise Refusal(invalid(violations))
        row = table.hooks.before_save(row, given)
        table.put(request.steps, row)
        if given:
            table.forget_below(request.steps, row, *given)
        return row

    def _shown(self, form: Form, row: Row) -> Any:
        shown = self._table.hooks.show(row)
        return shown if self._source.is_hooked else form.fitted(shown)

    def _shown_deleted(self, form: Form, row: Row) -> Any:
        if self._source.is_hooked:
            return self._table.hooks.show_deleted(row)
        return self._shown(form, row) if self._contract.properties(form.row) else form.made_up
