"""The API: routing, credentials, parameters and data, in the order of the real gateway."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from cloudflare_api_contract import Operation, is_object

from .answer import Answer, Refusal, failure, invalid
from .contract import Contract
from .gateway import authenticate
from .given_rows import GivenRows, lists_named
from .made_up import Unmakable
from .mcp_portals import McpPortals
from .mcp_servers import McpServers
from .play import Play
from .quirk import Quirk, QuirkContext
from .request import Request
from .store import Row, Store
from .tool_calls import ToolCalls
from .violation import Violation

__all__ = ["Api", "UnsupportedOperation"]

_ACCOUNT = "account_id"
_USUAL_ACCOUNT = "a86a8f5c339544d7bdc89926de14fb8c"  # where the contract has no example
_NO_ROUTE = "Could not route to the requested path, perhaps your object identifier is invalid?"


class UnsupportedOperation(NotImplementedError):
    """The contract has the operation, but the mock cannot play it; the message says why."""

    def __init__(self, operation: Operation, reason: object) -> None:
        super().__init__(f"The mock cannot play {operation.id}: {reason}")


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
        self.account_id = contract.argument(_ACCOUNT) or _USUAL_ACCOUNT
        self._store = Store(clock)
        self._quirks: Sequence[Quirk] = ()
        servers = McpServers(contract, self._store, tools)
        portals = McpPortals(contract, self._store, tools)
        hooks = {"McpServer": servers, "McpPortal": portals}
        calls = ToolCalls(contract, self._store)
        given = dict.fromkeys(calls.operations, calls.answer)
        self._play = Play(contract, self._store, hooks, given, size)
        # A portal contains servers, so the servers come first.
        self._tables = sorted(self._play.tables, key=lambda each: each.hooks is portals)
        for table in self._tables:
            table.seed()

    @property
    def example_path(self) -> str:
        """The path of the first list with example arguments, else of the first GET, else none."""
        reads = [each.path for each in self._contract.operations if each.method == "get"]
        lists = {each.path for each in self._tables}
        path = next((path for path in reads if path in lists), next(iter(reads), ""))
        path = re.sub(r"{(.+?)}", lambda match: self._argument(match[1]), path)
        return self._contract.base_path + path

    @property
    def unplayable(self) -> Mapping[str, str]:
        """The operations that the mock cannot answer, by their ids, with the reasons."""
        return self._play.unplayable

    def reset(self) -> None:
        """Restore the initial data and behaviour."""
        self.set_quirks({})
        self._store.reset()
        for table in self._tables:
            table.reset()

    def set_rows(self, rows: Mapping[str, object]) -> None:
        """Replace the rows of lists, which are named by the ends of their paths.

        Raises `ValueError` and changes nothing if a row is invalid.
        """
        lists = [*lists_named(self._tables, rows)]
        given = [GivenRows(self._contract, name, table, rows[name]) for name, table in lists]
        before = self._store.snapshot()
        try:
            for each in given:
                each.store()
        except BaseException:
            self._store.restore(before)
            raise
        for each in given:
            each.after_store(before)

    def set_quirks(self, quirks: Mapping[str, Quirk]) -> None:
        """Replace the active quirks. quirks: by name."""
        self._quirks = [*quirks.values()]
        self._store.quirks = {name: quirk.delay for name, quirk in quirks.items()}

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
        # The service rejects a method, not the gateway, so the code is the service's.
        if operation is None:
            headers = (("Allow", ", ".join(request.allowed)),)
            return failure(405, 7005, "Method Not Allowed", headers)
        # Valid credentials for another account lack the permission. (The API also uses 7003, for
        # malformed identifiers, but the contract has no pattern for them.)
        if request.arguments.get(_ACCOUNT, self.account_id) != self.account_id:
            return failure(403, 10000, "Authentication error")
        handler = self._play.handlers.get(operation.place)
        if handler is None:
            raise UnsupportedOperation(operation, self._play.unplayable[operation.id])
        for each in self._tables:
            each.hooks.before_request()
        table = self._play.table_of.get(operation.place)
        item = table.find(request.steps) if table else None
        count = table.count(request.steps) if table else 0
        context = QuirkContext(operation, request, item, count)
        if violations:
            members: Row = {"result": {}} if "x-fern-pagination" in operation.node else {}
            answer = invalid(violations, **members)
        else:
            try:
                answers = (quirk.replace(context) for quirk in self._quirks if quirk.replace)
                answer = next(filter(None, answers), None) or handler(request)
            except Refusal as error:
                answer = error.answer
            except Unmakable as error:
                raise UnsupportedOperation(operation, error) from None
        if not (table and table.source.is_hooked):
            answer = self._valid(operation, answer)
        return _transformed(answer, context, self._quirks)

    def _valid(self, operation: Operation, answer: Answer) -> Answer:
        """The answer if it matches the contract, else a plainer one that does.

        Cloudflare's schemas of errors often contradict themselves. Then no answer matches.
        """
        if not self._contract.check_answer(operation, answer):
            return answer
        others = self._play.plainer(operation, answer)
        valid = (each for each in others if not self._contract.check_answer(operation, each))
        usual = answer if answer.status < 400 else replace(others[0], unchecked=True)
        return next(valid, usual)

    def _argument(self, name: str) -> str:
        return self._contract.argument(name) or (self.account_id if name == _ACCOUNT else "any")


def _transformed(answer: Answer, context: QuirkContext, quirks: Sequence[Quirk]) -> Answer:
    if not (quirks and answer.body and answer.media_type == "application/json"):
        return answer
    value: Row = json.loads(answer.body)
    if not is_object(value) or "success" not in value:  # no envelope
        return answer
    for quirk in quirks:
        if quirk.transform:
            value = quirk.transform(context, value)
    # 0 equals False in Python, so the texts are compared.
    body = Answer.of(answer.status, value).body
    return answer if body == answer.body else replace(answer, body=body, unchecked=True)
