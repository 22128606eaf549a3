"""The API: routing, credentials, parameters and data, in the order of the real gateway."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress

from .answer import Answer, Refusal, failure, invalid
from .collection import Collection, Handler
from .contract import Contract
from .gateway import authenticate
from .mcp_portals import McpPortals
from .mcp_servers import McpServers
from .operation import Operation
from .quirk import Quirk, QuirkContext
from .request import Request
from .store import Row, Store
from .violation import Violation

__all__ = ["Api", "UnsupportedOperation"]

_ACCOUNT = "account_id"


class UnsupportedOperation(NotImplementedError):
    """The contract has the operation, but the mock cannot answer it."""


class Api:
    """The API that a contract describes.

    size: the number of rows in each list. tools: the number of tools of each MCP server.
    account_id: the account that the accepted credentials reach.
    """

    def __init__(self, contract: Contract, *, size: int, tools: int) -> None:
        self._contract = contract
        self._credential_headers = contract.credential_headers
        self.account_id = contract.argument(_ACCOUNT)
        self._store = Store()
        self._collections: list[Collection] = []
        for operation in contract.operations:
            with suppress(LookupError, TypeError):  # not a list, or not one that Listing supports
                self._collections.append(Collection(contract, operation, self._store))
        servers = McpServers(contract, self._store, tools)
        portals = McpPortals(contract, self._store)
        hooks = {"McpServer": servers, "McpPortal": portals}
        actions = {
            "syncMcpServer": ("McpServer", servers.sync),
            "readEffectiveRedirectUri": ("McpPortal", portals.redirect_uri),
        }
        self._handlers: dict[Operation, tuple[Collection, Handler]] = {}
        for collection in self._collections:
            collection.hooks = hooks.get(collection.schema_name, collection.hooks)
            for operation, handler in collection.handlers.items():
                self._handlers[operation] = collection, handler
            for operation in contract.operations:
                name, act = actions.get(operation.id, ("", None))
                if act and name == collection.schema_name:
                    self._handlers[operation] = collection, _on_row(collection, act)
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

    def answer(
        self, request: Request, violations: Sequence[Violation], quirks: Sequence[Quirk] = ()
    ) -> Answer:
        """Answer a request.

        violations: those of the contract, by the request. quirks: the active ones.
        Raises `UnsupportedOperation`.
        """
        # The gateway rejects an unknown path before it looks at credentials.
        if not request.allowed:
            message = (
                "Could not route to the requested path, perhaps your object identifier is invalid"
            )
            return failure(404, 7003, f"{message}?")
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
        if operation not in self._handlers:
            raise UnsupportedOperation(f"The mock does not support {operation.id}")
        collection, handler = self._handlers[operation]
        item = collection.find(operation, request)
        context = QuirkContext(operation, request, item, collection.count())
        lists = "x-fern-pagination" in operation.spec
        query = dict(request.query)
        if violations:
            answer = invalid(violations, **({"result": {}} if lists else {}))
        elif lists and not collection.listing.supports(query):
            raise UnsupportedOperation(
                f"The mock does not support {operation.id} with {', '.join(query)}"
            )
        else:
            try:
                answer = _replaced(context, quirks) or handler(operation, request)
            except Refusal as error:
                answer = error.answer
        return _transformed(answer, context, quirks)


def _on_row(collection: Collection, act: Callable[[Request, Row], Answer]) -> Handler:
    return lambda operation, request: act(request, collection.row(operation, request))


def _replaced(context: QuirkContext, quirks: Sequence[Quirk]) -> Answer | None:
    answers = (quirk.replace(context) for quirk in quirks if quirk.replace)
    return next(filter(None, answers), None)


def _transformed(answer: Answer, context: QuirkContext, quirks: Sequence[Quirk]) -> Answer:
    if not quirks:
        return answer
    value: Row = json.loads(answer.body)
    for quirk in quirks:
        if quirk.transform:
            value = quirk.transform(context, value)
    # 0 equals False in Python, so the texts are compared.
    transformed = Answer.of(answer.status, value, answer.headers, transformed=True)
    return answer if transformed.body == answer.body else transformed
