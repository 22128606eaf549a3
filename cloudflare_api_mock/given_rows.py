"""Rows that a test sets."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from cloudflare_api_contract import is_array, is_object

from .answer import Refusal
from .contract import Contract
from .made_up import Unmakable
from .row_source import NUMBER
from .store import Row, visible
from .table import Table
from .violation import Violation

__all__ = ["GivenRows", "lists_named"]

_JSON: Final = ("content-type", "application/json")
_MOST_ROWS: Final = 10_000


def lists_named(
    tables: Sequence[Table], names: Mapping[str, object]
) -> Iterator[tuple[str, Table]]:
    """The lists with these names, in the order of the tables.

    A name is an end of the list's path. A list below a row has the row's identifier in its name:
    `lists/my-list/items`. Raises `ValueError` for an unknown name, or one of several lists.
    """
    for name in names:
        found = [table for table in tables if _is_end(name, table)]
        if not found:
            known = ", ".join(map(_usual_name, tables))
            raise ValueError(f"Unknown list {name!r}; known are {known}")
        if len(found) > 1:
            paths = " and ".join(table.path for table in found)
            raise ValueError(f"{name!r} is the end of several paths: {paths}")
    for table in tables:
        yield from ((name, table) for name in names if _is_end(name, table))


def _is_end(name: str, table: Table) -> bool:
    given = name.split("/")
    end = table.path.split("/")[-len(given) :]
    same = all(each == step or step[:1] == "{" for each, step in zip(given, end, strict=False))
    return same and _usual_name(table).count("/") < len(given) == len(end)


def _usual_name(table: Table) -> str:
    """The shortest end of the path that includes the rows above the list."""
    if table.parent is None:
        return table.name
    below = table.path.split("/")[table.parent.depth :]
    return "/".join((_usual_name(table.parent), *below))


class GivenRows:
    """Rows for a list. name: of the list, as a test gives it."""

    def __init__(self, contract: Contract, name: str, table: Table, rows: object) -> None:
        self._contract = contract
        self._name = name
        self._table = table
        self._rows = rows
        steps, end = table.path.split("/"), name.split("/")
        self._steps = (*steps[: len(steps) - len(end)], *end)

    def store(self) -> None:
        """Replace the rows; the first initial row supplies required members that they lack.

        Raises `ValueError` with one line that names the row, the place and the problem; then the
        list has only the rows before that one.
        """
        name, table = self._name, self._table
        try:
            given = json.loads(json.dumps(self._rows, allow_nan=False))  # a copy
        except (TypeError, ValueError, RecursionError) as error:
            raise ValueError(f"{name}: {error}") from error
        if not is_array(given):
            raise ValueError(f"Expected a list of {name}")
        if (number := len(given)) > _MOST_ROWS:
            raise ValueError(f"Expected at most {_MOST_ROWS} {name}, received {number}")
        try:
            table.clear(self._steps)
        except Refusal:
            raise ValueError(f"{name}: There is no row with this identifier") from None
        for number, each in enumerate(given):
            if not is_object(each):
                raise ValueError(f"{name} [{number}]: Expected an object")
            row = self._with_required(each, number)
            for wrong in self._violations(each, row):
                place = (name, str(number), *wrong.path)
                raise ValueError(str(Violation(place, wrong.message)))
            table.put(self._steps, table.hooks.before_set(row))

    def after_store(self, before: Mapping[str, Mapping[str, Row]]) -> None:
        """Remove what belongs to earlier rows that are gone.

        before: the rows of all lists before the change.
        """
        self._table.forget_gone(self._steps, before)

    def _with_required(self, given: Row, number: int) -> Row:
        """The row with the required members of the first one, if it lacks them."""
        source = self._table.source
        with suppress(Unmakable):
            first = source.first()
            given = {name: first[name] for name in source.required if name in first} | given
        return given if source.id else {NUMBER: str(number), **given}

    def _violations(self, given: Row, row: Row) -> Iterator[Violation]:
        table, source = self._table, self._table.source
        for name in given:
            if name not in source.members:
                known = ", ".join(source.members)
                yield Violation((name,), f"Unrecognized member; known are {known}")
        if source.id and source.id not in given:
            yield Violation((source.id,), "Required")
        yield from self._violations_as_request(row)
        if table.find((*self._steps, source.identifier(row))):
            yield Violation((source.id or "",), f"{source.identifier(row)!r} occurs twice")
        for wrong in table.hooks.check(source.identifier(row), given):
            yield Violation(wrong.path[1:], wrong.message)
        if source.listed:
            above = 3 if source.listed.results else 2  # answer, result and 0
            shown = table.hooks.show(table.hooks.before_set(row))
            for wrong in source.listed.violations([shown]):
                yield Violation(wrong.path[above:], wrong.message)

    def _violations_as_request(self, row: Row) -> Iterator[Violation]:
        """The violations by the body of a creation, whose schema is stricter for some members."""
        contract = self._contract
        path = contract.base_path + re.sub(r"{.+?}", "any", self._table.path)
        names = contract.credential_headers.values()
        headers = (_JSON, *((name.lower(), "Bearer any") for name in names))
        request = contract.route("POST", path, (), headers)
        if request.operation is None:
            return
        known = contract.body_members(request.operation)
        row = {n: v for n, v in visible(row).items() if not known.get(n, {}).get("readOnly")}
        takes_rows = contract.body(request.operation).get("type") == "array"
        body = json.dumps([row] if takes_rows else row).encode()
        for wrong in contract.check_request(replace(request, body=body)):
            if wrong.path[0] == "body":
                yield Violation(wrong.path[1 + takes_rows :], wrong.message)
