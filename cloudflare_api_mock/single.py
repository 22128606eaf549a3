"""A single value: settings, a configuration, or anything else that is in no list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from cloudflare_api_contract import is_object

from .answer import Answer, Refusal
from .contract import Contract
from .form import Form
from .identity import identifying_member
from .request import Request
from .store import Store
from .table import Table

__all__ = ["Single"]

_VALUE = "value"


class Single:
    """The answers to the operations on a value. Each path has its own value.

    The value is made up when it is first needed. A deleted value is not found until a PUT.

    form: of an operation that reads or changes it. above: the table of the row that it is below.
    """

    def __init__(self, contract: Contract, store: Store, form: Form, above: Table | None) -> None:
        self._contract = contract
        self._store = store
        self._form = form
        self._above = above
        self._members = contract.properties(form.result)
        *_, name, last = ("", *form.operation.path.split("/"))
        self._id = last[0] == "{" and identifying_member(last[1:-1], name, self._members, ())

    def on_read(self, form: Form, request: Request) -> Answer:
        return self._answer(form, self._value(request))

    def on_update(self, form: Form, request: Request) -> Answer:
        """Change the members in the body, or the whole value."""
        known = self._contract.body_members(form.operation)
        value = self._value(request, or_new=form.operation.method == "put")
        if is_object(value):
            given = {n: v for n, v in request.members.items() if n in known or not known}
            marks = self._store.stamps(self._members, is_new=False)
            value = request.changed(value, given) | marks
        elif self._contract.admits(self._form.result, request.json):
            value = request.json
        self._store.fill(self._key(request.steps), {_VALUE: {_VALUE: value}})
        return self._answer(form, value)

    def on_delete(self, form: Form, request: Request) -> Answer:
        value = self._value(request)
        self._store.fill(self._key(request.steps), {})
        return self._answer(form, value)

    def _value(self, request: Request, *, or_new: bool = False) -> Any:
        if self._above:
            self._above.row(request.steps)
        key = self._key(request.steps)
        if stored := self._store.find(key, _VALUE):
            return stored[_VALUE]
        if self._store.has(key) and not or_new:
            raise Refusal.not_found()
        value = self._form.made_up
        named = {self._id: request.steps[-1]} if self._id else {}
        is_named = is_object(value) and self._contract.admits(self._form.result, value | named)
        return value | named if is_named else value

    def _key(self, steps: Sequence[str]) -> str:
        inside = self._above.depth if self._above else 0
        above = self._above.key(steps) if self._above else ""
        return "/".join((above, *(quote(step, safe="") for step in steps[inside:])))

    def _answer(self, form: Form, value: Any) -> Answer:
        if is_object(value) and form.items is None and self._contract.properties(form.result):
            return form.answer(form.fitted(value))
        return form.answer(value if self._contract.admits(form.result, value) else form.made_up)
