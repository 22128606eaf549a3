"""The source of a table's rows: the contract's examples, hooks, and the schemas of a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache

from cloudflare_api_contract import Json, is_object

from .contract import Contract
from .form import Form
from .hooks import CollectionHooks
from .identity import identifying_member, new_identifier
from .made_up import MadeUp, Unmakable
from .store import Row

__all__ = ["NUMBER", "RowSource"]

NUMBER = "_number"
"""The mock's own member that identifies a row if no member of the contract does."""
_MOST_BELOW_A_ROW = 5


class RowSource:
    """Makes the rows of a table.

    path: of the list. schemas: of a row in the answers that have one, with their references, the
    list's first. listed: the form of the list, if there is one. hooks: by the name of the schema.

    id: the member that identifies a row, None if no member does. members: the schemas of the
    readable members of a row. required: those of them that the list requires. schema_name: of the
    first schema, else the path. examples: the rows in the contract's example of the list.
    """

    def __init__(
        self,
        contract: Contract,
        made_up: MadeUp,
        hooks: Mapping[str, CollectionHooks],
        *,
        path: str,
        schemas: Sequence[Json],
        listed: Form | None,
    ) -> None:
        self._contract = contract
        self._made_up = made_up
        self._made = lru_cache(maxsize=1024)(self._make)
        self.path = path
        self.schemas = schemas
        self._variables = contract.row_variables(path)
        self.listed = listed
        self.schema_name: str = schemas[0].get("$ref", path).rpartition("schemas/")[2]
        self.is_hooked = self.schema_name in hooks
        self.hooks = hooks.get(self.schema_name) or CollectionHooks()
        members: dict[str, Json] = {}
        for schema in schemas:
            members = contract.properties(schema) | members
        order = {**contract.properties(schemas[0]), **members}
        self.members = {n: members[n] for n in order if not members[n].get("writeOnly")}
        self.required: Sequence[str] = contract.resolve(schemas[0]).get("required", ())
        name = path.rpartition("/")[2]
        variable = next(iter(self._variables), "")
        self.id = identifying_member(variable, name, self.members, self.required)
        self.examples = [*self._from_examples(listed.examples)] if listed else []

    def identifier(self, row: Row) -> str:
        """The identifier of a row, as a path has it."""
        return str(row[self.id or NUMBER])

    def given_identifier(self, text: str) -> Row:
        """The member that identifies a row, for its text in a path."""
        is_number = self.members.get(self.id or "", {}).get("type") == "integer"
        return {self.id or NUMBER: int(text) if is_number and text.isdecimal() else text}

    def identified(self, row: Row, key: str, number: int) -> Row:
        """A row with an identifier for a number, unless it has one; raises `Unmakable`.

        key: of the list, whose identifiers others do not have.
        """
        return row if (self.id or NUMBER) in row else self._in_order(row | self._new(key, number))

    def _new(self, key: str, number: int) -> Row:
        """The member that identifies a row, for a number; raises `Unmakable`."""
        if self.id is None:
            return {NUMBER: str(number)}
        schemas = (self.members[self.id], *self._variables.values())
        id = new_identifier(self._contract, schemas, self.id, key, number)
        if id is None:
            raise Unmakable(f"no {self.id} can be made up")
        return {self.id: id}

    def _in_order(self, row: Row) -> Row:
        """The row with its members in the order of the contract."""
        return {name: row[name] for name in self.members if name in row} | row

    def from_rows(self, rows: Iterable[Row], key: str) -> Iterator[Row]:
        """The rows with identifiers. Rows whose identifier cannot be made up are left out."""
        for number, row in enumerate(rows):
            with suppress(Unmakable):
                yield self.identified(row, key, number)

    def first(self) -> Row:
        """The first row; raises `Unmakable`."""
        return self.examples[0] if self.examples else self._made(self.path, 0)

    def rows(self, key: str, size: int, *, is_below_row: bool) -> list[Row]:
        """The initial rows of a list. size: their largest number."""
        most = _MOST_BELOW_A_ROW if is_below_row else self.hooks.most_initial
        made: list[Row] = []
        for number in range(len(self.examples), min(size, most)):
            with suppress(Unmakable):
                made.append(self._made(key, number))
        known = {self.identifier(row) for row in self.examples}
        examples = self._contract.named_rows(self.path) if self.id else ()
        named = [each for each in examples if each not in known]
        for number, (row, name) in enumerate(zip(made, named, strict=False)):
            made[number] = row | {self.id or NUMBER: name}
        return [self.hooks.before_seed(row) for row in (self.examples + made)[:size]]

    def _from_examples(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            with suppress(Unmakable):
                fitted = row if self.is_hooked else self._made_up.fitted(self.schemas[0], row)
                yield self.identified(self.hooks.from_example(fitted), self.path, 0)

    def _make(self, key: str, number: int) -> Row:
        if row := self.hooks.make(number):
            return row
        for schema in self.schemas:
            try:
                value = self._made_up.value(schema, number)
            except Unmakable:
                if schema is self.schemas[0]:
                    raise
            else:
                row = value | row if is_object(value) else row
        # The example of an identifier is that of one row.
        fits = self.id in row and all(
            self._contract.admits(each, row[self.id]) for each in self._variables.values()
        )
        return self._in_order(row if fits and not number else row | self._new(key, number))
