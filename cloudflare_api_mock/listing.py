"""The pages of a list: filters, search, order and pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from cloudflare_api_contract import Json, is_array

from .answer import Answer
from .contract import Contract
from .form import Form
from .request import Pairs
from .store import Row

__all__ = ["Listing"]

_PER_PAGE = ("per_page", "per-page", "perPage")
_USUAL_SIZE = 20
_SEARCH = "search"
_ORDER = ("order", "order_by", "sort")
_DIRECTION = ("direction", "sort_order")


class Listing:
    """The rows that a list shows, by the parameters of its query.

    A list has pages if it has a parameter for the page number: the one that `x-fern-pagination`
    names, else `page`. Otherwise it shows all rows. A parameter with the name of a member of a row
    keeps the rows with this value. Other parameters, such as cursors, have no effect.
    """

    def __init__(self, contract: Contract, form: Form, members: Mapping[str, Json]) -> None:
        self._form = form
        query = contract.parameters(form.operation, "query")
        self._page, _ = contract.pagination(form.operation)
        self._is_paged = self._page in query
        self._per_page = next((each for each in _PER_PAGE if each in query), _PER_PAGE[0])
        self._first = _default(contract, query.get(self._page, {}), 1)
        self._size = _default(contract, query.get(self._per_page, {}), _USUAL_SIZE)
        # Only the parameter's description names the members that a search looks at.
        words = re.findall(r"\w+", query.get(_SEARCH, {}).get("description", ""))
        self._searched = [n for n in members if n in words] or list(members)
        paging = {self._page, self._per_page, _SEARCH, *_ORDER, *_DIRECTION}
        self._filters = [name for name in query if name in members and name not in paging]

    def page(
        self,
        rows: Sequence[Row],
        query: Pairs,
        show: Callable[[Row], Any] = lambda row: row,
    ) -> Answer:
        """The page for a query, which must match the contract.

        show: converts a stored row of the page to the form of an answer.
        """
        given = dict(query)
        found = _sorted([row for row in rows if self._matches(row, query)], given)
        page, size = 1, len(found)
        if self._is_paged:
            page = _whole(given.get(self._page, self._first))
            size = _whole(given.get(self._per_page, self._size))
        shown = [show(row) for row in found[(page - 1) * size : page * size]]
        counts = {"page": page, "per_page": size, "count": len(shown), "total_count": len(found)}
        return self._form.answer(shown, self._form.counts(counts, is_paged=self._is_paged))

    def _matches(self, row: Row, query: Pairs) -> bool:
        for name in self._filters:
            # An array is repeated, or in one text.
            wanted = {text for key, value in query if key == name for text in value.split(",")}
            if wanted and wanted.isdisjoint(_texts(row.get(name))):
                return False
        text = dict(query).get(_SEARCH, "").casefold()
        return not text or any(text in str(row.get(name, "")).casefold() for name in self._searched)


def _whole(number: object) -> int:
    """A number of a page or of rows, which may be written as 1.0; else 1."""
    text = str(number)
    with suppress(ValueError, OverflowError):
        return int(text) if text.isdecimal() else int(float(text))
    return 1


def _default(contract: Contract, parameter: Json, usual: int) -> int:
    schema = contract.resolve(parameter.get("schema", {}))
    return _whole(schema.get("default", min(usual, schema.get("maximum", usual))))


def _texts(value: Any) -> set[str]:
    """The texts with which a query may ask for a member."""
    values = value if is_array(value) else [value]
    return {each if isinstance(each, str) else json.dumps(each) for each in values}


def _sorted(rows: list[Row], query: Mapping[str, str]) -> list[Row]:
    name = next((query[each] for each in _ORDER if each in query), "")
    if any(name in row for row in rows):
        rows.sort(key=lambda row: str(row.get(name, "")))
    if any(query.get(each, "").lower() == "desc" for each in _DIRECTION):
        rows.reverse()
    return rows
