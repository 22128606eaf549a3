"""A paged list: the rows of an operation, and one page of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .contract import Contract
from .operation import Operation
from .seed import FACTORIES

__all__ = ["Listing"]

_PER_PAGE = "per_page"
_SEARCH = "search"


class Listing:
    """What an operation with `x-fern-pagination` lists.

    The rows are the example of its 200 answer, then made-up ones where `seed` can make the
    schema, `size` in all, each with `tools` tools. Raises `LookupError` or `TypeError` if the
    contract does not describe a list that can be played: a page number and `per_page`, both with
    defaults, and rows in a member of the answer.
    """

    def __init__(self, contract: Contract, operation: Operation, *, size: int, tools: int) -> None:
        pagination = operation.spec["x-fern-pagination"]
        self._page = pagination["offset"].removeprefix("$request.")
        self._results = pagination["results"].removeprefix("$response.")
        query = operation.query
        self._defaults = {
            name: query[name]["schema"]["default"] for name in (self._page, _PER_PAGE)
        }
        answer = contract.resolve(operation.spec["responses"]["200"])["content"]["application/json"]
        envelope = contract.resolve(answer["schema"])
        items = contract.resolve(envelope["properties"][self._results])["items"]
        self.rows = list(answer.get("example", {}).get(self._results, []))[:size]
        if make := FACTORIES.get(items.get("$ref", "").rpartition("/")[2]):
            self.rows += [make(number, tools) for number in range(len(self.rows), size)]
        # Which members a search looks at is said nowhere but in the parameter's description.
        words = re.findall(r"\w+", query.get(_SEARCH, {}).get("description", ""))
        self._searched = contract.resolve(items).get("properties", {}).keys() & set(words)

    def plays(self, query: Mapping[str, str]) -> bool:
        """Whether the meaning of these parameters is known here."""
        return query.keys() <= {self._page, _PER_PAGE, _SEARCH}

    def page(self, query: Mapping[str, str]) -> dict[str, Any]:
        """The envelope that answers a query whose parameters keep to the contract."""
        page, per_page = (int(query.get(name, default)) for name, default in self._defaults.items())
        text = query.get(_SEARCH, "").casefold()
        found = [row for row in self.rows if not text or self._matches(row, text)]
        rows = found[(page - 1) * per_page : page * per_page]
        return {
            "success": True,
            "errors": [],
            "messages": [],
            self._results: rows,
            "result_info": {
                "page": page,
                "per_page": per_page,
                "count": len(rows),
                "total_count": len(found),
                "total_pages": -(-len(found) // per_page),
            },
        }

    def _matches(self, row: Mapping[str, Any], text: str) -> bool:
        return any(text in str(row.get(name, "")).casefold() for name in self._searched)
