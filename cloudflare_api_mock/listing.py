"""A paged list: search and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from cloudflare_api_contract import Operation

from .answer import Answer, success
from .contract import Contract
from .store import Row

__all__ = ["Listing"]

_PER_PAGE = "per_page"
_SEARCH = "search"


class Listing:
    """The pages of an operation with `x-fern-pagination`.

    The list must have a page number and `per_page`, both with defaults, and rows in a member of
    the answer. Otherwise the constructor raises `LookupError` or `TypeError`.

    results: the member with the rows. items: the schema of a row, unresolved.
    example: the rows in the contract's example.
    """

    def __init__(self, contract: Contract, operation: Operation) -> None:
        pagination = operation.node["x-fern-pagination"]
        self._page = pagination["offset"].removeprefix("$request.")
        self.results: str = pagination["results"].removeprefix("$response.")
        query = contract.parameters(operation, "query")
        self._defaults = {
            name: query[name]["schema"]["default"] for name in (self._page, _PER_PAGE)
        }
        self._status, media = contract.success(operation)
        envelope = contract.resolve(media["schema"])
        self.items: Any = contract.resolve(envelope["properties"][self.results])["items"]
        self.example: list[Row] = list(media.get("example", {}).get(self.results, ()))
        # Only the parameter's description names the members that a search looks at.
        words = re.findall(r"\w+", query.get(_SEARCH, {}).get("description", ""))
        self._searched = contract.properties(self.items).keys() & set(words)

    def supports(self, query: Mapping[str, str]) -> bool:
        """Whether the mock implements all of these parameters."""
        return query.keys() <= {self._page, _PER_PAGE, _SEARCH}

    def page(
        self,
        rows: Sequence[Row],
        query: Mapping[str, str],
        show: Callable[[Row], Row] = lambda row: row,
    ) -> Answer:
        """The page for a query, which must match the contract.

        show: converts a stored row of the page to the form of an answer.
        """
        page, per_page = (int(query.get(name, default)) for name, default in self._defaults.items())
        text = query.get(_SEARCH, "").casefold()
        found = [row for row in rows if not text or self._matches(row, text)]
        shown = [show(row) for row in found[(page - 1) * per_page : page * per_page]]
        info = {
            "page": page,
            "per_page": per_page,
            "count": len(shown),
            "total_count": len(found),
        }
        return success(self._status, shown, self.results, result_info=info)

    def _matches(self, row: Row, text: str) -> bool:
        return any(text in str(row.get(name, "")).casefold() for name in self._searched)
