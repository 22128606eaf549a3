"""How the API answers a request: gateway first, then routing, parameters and data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress

from .answer import Answer, failure
from .call import Call
from .contract import Contract
from .gateway import refusal
from .listing import Listing
from .operation import Operation
from .violation import Violation

__all__ = ["Api", "UnplayableError"]

_ACCOUNT = "account_id"


class UnplayableError(NotImplementedError):
    """The contract has the operation, but the mock does not know how to answer it."""


class Api:
    """The API of a contract.

    size: how many rows each list holds. tools: how many tools each MCP server has.
    account_id: the account that the accepted credentials reach.
    """

    def __init__(self, contract: Contract, *, size: int, tools: int) -> None:
        self._contract = contract
        self._credential_headers = contract.credential_headers
        self.account_id = contract.argument(_ACCOUNT)
        self._listings: dict[Operation, Listing] = {}
        for operation in contract.operations:
            with suppress(LookupError, TypeError):  # no list, or none that can be played
                self._listings[operation] = Listing(contract, operation, size=size, tools=tools)

    @property
    def example_path(self) -> str:
        """The path of the first list, its arguments filled in; the base path if there is none."""
        path = next((operation.path for operation in self._listings), "")
        path = re.sub(r"{(.+?)}", lambda match: self._contract.argument(match[1]), path)
        return self._contract.base_path + path

    def answer(self, call: Call, violations: Sequence[Violation]) -> Answer:
        """Answer a request; `violations` is what the contract says against it.

        Raises `UnplayableError`.
        """
        route = self._contract.route(call.path)
        # The gateway knows no such path, so it never comes to ask for credentials.
        if route is None:
            message = (
                "Could not route to the requested path, perhaps your object identifier is invalid"
            )
            return failure(404, 7003, f"{message}?")
        if refused := refusal(dict(call.headers), self._credential_headers):
            return refused
        operation = route.operation(call.method)
        # Methods are the service's affair, so this is its framework's code, not the gateway's.
        if operation is None:
            allowed = ", ".join(method.upper() for method in route.operations)
            return failure(405, 7005, "Method Not Allowed", headers=(("Allow", allowed),))
        # Good credentials that do not reach the account: a lack of permission. (7003, the other
        # code seen, is for identifiers of a wrong form, and the contract gives theirs no form.)
        if route.arguments.get(_ACCOUNT, self.account_id) != self.account_id:
            return failure(403, 10000, "Authentication error")
        query = dict(call.query)
        listing = self._listings.get(operation)
        if listing is None or not (violations or listing.plays(query)):
            asked = f" with {', '.join(query)}" if listing else ""
            raise UnplayableError(f"The mock cannot play {operation.id}{asked}")
        if violations:
            return _invalid(violations)
        return Answer.of(200, listing.page(query))


def _invalid(violations: Sequence[Violation]) -> Answer:
    errors = [{"code": 7001, "message": v.message, "path": list(v.path)} for v in violations]
    return Answer.of(400, {"success": False, "errors": errors, "result": {}})
