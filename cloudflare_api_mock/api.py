"""The API: routing, credentials, parameters and data, in the order of the real gateway."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from cloudflare_api_contract import Place

from .answer import Answer, Refusal, failure, invalid
from .collection import Collection, Handler
from .contract import Contract
from .gateway import authenticate
from .mcp_portals import McpPortals
from .mcp_servers import McpServers
from .quirk import Quirk, QuirkContext
from .request import Request
from .store import Row, Store
from .switches import Switches
from .tool_calls import ToolCalls
from .violation import Violation

__all__ = ["Api", "UnsupportedOperation"]

_ACCOUNT = "account_id"
_NO_ROUTE = "Could not route to the requested path, perhaps your object identifier is invalid?"


class UnsupportedOperation(NotImplementedError):
    """The contract has the operation, but the mock cannot answer it."""


class Api:
    """The API that a contract describes.

    size: the number of rows in each list. tools: the number of tools of each MCP server.
    clock: as that of `Store`. account_id: the account that the accepted credentials reach.
    """

    def __init__(
        self, contract: Contract, *, size: int, tools: int, clock: Callable[[], float]
    ) -> None:
        self._contract = contract
        self._credential_headers = contract.credential_headers
        self.account_id = contract.argument(_ACCOUNT)
        self._store = Store(clock)
        self._quirks: Sequence[Quirk] = ()
        servers = McpServers(contract, self._store, tools)
        portals = McpPortals(contract, self._store)
        hooks = {"McpServer": servers, "McpPortal": portals}
        self._collections: list[Collection] = []
        for operation in contract.operations:
            with suppress(LookupError, TypeError):  # not a list, or not one that Listing supports
                self._collections.append(Collection(contract, operation, self._store, hooks))
        self._handlers: dict[Place, tuple[Collection | None, Handler]] = {
            place: (collection, handler)
            for collection in self._collections
            for place, handler in collection.handlers.items()
        }
        calls = ToolCalls(contract, self._store)
        for operation in contract.operations:
            if operation.id in calls.operations:
                self._handlers[operation.place] = (None, calls.answer)
        # A seeded portal contains seeded servers, so the servers come first.
        self._collections.sort(key=lambda each: each.hooks is portals)
        for collection in self._collections:
            collection.seed(size, tools)

    @property
    def example_path(self) -> str:
        """The path of the first list with example arguments; the base path if there is no list."""
        path = next((each.path for each in self._collections), "")
        path = re.sub(r"{(.+?)}", lambda match: self._contract.argument(match[1]), path)
        return self._contract.base_path + path

    def reset(self) -> None:
        """Restore the initial data."""
        self._store.reset()
        for collection in self._collections:
            collection.reset()

    def set_rows(self, rows: Mapping[str, object]) -> None:
        """Replace the rows of collections, which are named by the last part of their paths.

        Raises `ValueError` and changes nothing if a row is invalid.
        """
        known = [each.name for each in self._collections]
        if unknown := [name for name in rows if name not in known]:
            raise ValueError(f"Unknown list {unknown[0]!r}; known are {', '.join(known)}")
        before = self._store.snapshot()
        changed = [each for each in self._collections if each.name in rows]
        try:
            for collection in changed:
                collection.set_rows(rows[collection.name])
        except BaseException:
            self._store.restore(before)
            raise
        for collection in changed:
            collection.after_set(before.get(collection.schema_name, ()))

    def set_quirks(self, quirks: Sequence[Quirk]) -> None:
        """Replace the active quirks."""
        self._quirks = quirks
        self._store.switches = switches = Switches()
        for quirk in quirks:
            if quirk.switch:
                quirk.switch(switches)

    def answer(self, request: Request, violations: Sequence[Violation]) -> Answer:
        """Answer a request.

        violations: those of the contract, by the request.
        Raises `UnsupportedOperation`.
        """
        # The gateway rejects an unknown path before it looks at credentials.
        if not request.allowed:
            return failure(404, 7003, _NO_ROUTE)
        if refused := authenticate(dict(request.headers), self._credential_headers):
            return refused
        operation = request.operation
        # The service rejects a method, not the gateway, so the code is one of its framework.
        if operation is None:
            headers = (("Allow", ", ".join(request.allowed)),)
            return failure(405, 7005, "Method Not Allowed", headers)
        # Valid credentials for another account lack the permission. (The API also uses 7003, for
        # malformed identifiers, but the contract has no pattern for them.)
        if request.arguments.get(_ACCOUNT, self.account_id) != self.account_id:
            return failure(403, 10000, "Authentication error")
        if operation.place not in self._handlers:
            raise UnsupportedOperation(f"The mock does not support {operation.id}")
        for each in self._collections:
            each.hooks.before_request()
        collection, handler = self._handlers[operation.place]
        item = collection.find(operation, request) if collection else None
        count = collection.count() if collection else 0
        context = QuirkContext(operation, request, item, count)
        lists = "x-fern-pagination" in operation.node
        query = dict(request.query)
        if violations:
            answer = invalid(violations, **({"result": {}} if lists else {}))
        elif collection and lists and not collection.listing.supports(query):
            raise UnsupportedOperation(
                f"The mock does not support {operation.id} with {', '.join(query)}"
            )
        else:
            try:
                answers = (quirk.replace(context) for quirk in self._quirks if quirk.replace)
                answer = next(filter(None, answers), None) or handler(operation, request)
            except Refusal as error:
                answer = error.answer
        return _transformed(answer, context, self._quirks)


def _transformed(answer: Answer, context: QuirkContext, quirks: Sequence[Quirk]) -> Answer:
    if not quirks:
        return answer
    value: Row = json.loads(answer.body)
    for quirk in quirks:
        if quirk.transform:
            value = quirk.transform(context, value)
    # 0 equals False in Python, so the texts are compared.
    body = Answer.of(answer.status, value).body
    return answer if body == answer.body else replace(answer, body=body, transformed=True)
