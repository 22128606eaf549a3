"""The answers of every operation that reads, for one account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from typing import Any, Final, NamedTuple

import httpx
import orjson

from cloudflare_ai_controls import Cloudflare, NotFoundError, PaginationError
from cloudflare_ai_controls.operations import OPERATIONS
from cloudflare_api_core import Call, Operation, ResultInfo, clock
from cloudflare_api_core.json_values import is_array, is_object
from cloudflare_api_core.page_numbers import next_page
from cloudflare_api_core.rate_limit import RateLimit, read_rate_limit

__all__ = ["Answer", "ReadingClient", "answers", "reading_operations"]

_ITEMS: Final = 10
"""The number of items of each kind to read."""
_LONGEST_WAIT: Final = 300.0
"""Seconds; the longest window of Cloudflare's rate limit."""


class Answer(NamedTuple):
    """One answer.

    origin: the page or item, as in `page 2` or `id no. 1`. body: None if it is not JSON.
    """

    operation: Operation[Any]
    origin: str
    status: int
    body: Any


class ReadingClient(Cloudflare):
    """A client that sends GET requests only."""

    def _open_http(self) -> httpx.Client:
        http = super()._open_http()
        http.event_hooks = {"request": [_refuse_writing]}
        return http


def _refuse_writing(request: httpx.Request) -> None:
    if request.method != "GET":
        raise AssertionError(f"only GET may be sent, not {request.method}")


def reading_operations() -> list[Operation[Any]]:
    """Return the generated operations that read, lists before their items."""
    reading = [operation for operation in OPERATIONS.values() if operation.method == "GET"]
    return sorted(
        reading, key=lambda each: (each.page_parameter is None, each.path.count("{"), each.id)
    )


def answers(client: ReadingClient, account_id: str) -> Iterator[Answer]:
    """Walk the lists, then read their first items.

    An item that was deleted in between answers with 404. Raises CloudflareError, and ValueError if
    the account's identifier is not valid.
    """
    reader = _Reader(client)
    found: dict[str, list[Any]] = {}
    for operation in reading_operations():
        rows = found.setdefault(operation.path.rpartition("/")[2], [])
        if operation.page_parameter:
            for page in _pages(reader, operation, operation.page_parameter, account_id):
                rows += _rows(page)
                yield page
        else:
            for target in _targets(operation.path, found, account_id):
                # The client refuses an identifier that breaks the contract; the list reports it.
                with suppress(ValueError):
                    answer = reader.read(operation, target)
                    if not target.ordinals:
                        rows += _rows(answer)
                    yield answer


class _Target(NamedTuple):
    """The arguments of a call, and the position in its list of each item that they name."""

    values: dict[str, Any]
    ordinals: tuple[int, ...] = ()
    row: Any = None

    @property
    def origin(self) -> str:
        names = list(self.values)[1:]
        return ", ".join(f"{n} no. {i}" for n, i in zip(names, self.ordinals, strict=False))


class _Reader:
    """Calls operations one at a time and waits while the rate limit is exhausted."""

    def __init__(self, client: ReadingClient) -> None:
        self._client = client
        self._limit = RateLimit()

    def read(self, operation: Operation[Any], target: _Target, origin: str = "") -> Answer:
        if not self._limit.remaining:
            clock.sleep(min(self._limit.reset, _LONGEST_WAIT))
        # An argument that is None is not sent.
        arguments = {each.argument: target.values.get(each.name) for each in operation.parameters}
        # A stream, because the client raises for an invalid answer otherwise.
        try:
            with self._client.__client_stream__(Call(operation, arguments, {})) as response:
                self._limit = read_rate_limit(response.headers)
                status, body = response.status_code, response.read()
        except NotFoundError as error:
            if not target.ordinals:
                raise
            return Answer(operation, target.origin, error.status_code, None)
        try:
            value = orjson.loads(body)
        except orjson.JSONDecodeError:
            value = None
        return Answer(operation, origin or target.origin, status, value)


def _pages(
    reader: _Reader, operation: Operation[Any], parameter: str, account_id: str
) -> Iterator[Answer]:
    number = 1
    before: list[Any] = []
    while True:
        target = _Target({"account_id": account_id, parameter: number})
        page = reader.read(operation, target, f"{parameter} {number}")
        yield page
        rows = _rows(page)
        if rows and rows == before:
            raise PaginationError(f"{operation.id}: page {number} repeats the page before")
        following = next_page(number, len(rows), _info(page))
        if following is None:
            return
        number, before = following, rows


def _rows(page: Answer) -> list[Any]:
    rows = page.body.get("result") if is_object(page.body) else None
    return rows if is_array(rows) else []


def _info(page: Answer) -> ResultInfo:
    info = page.body.get("result_info") if is_object(page.body) else None
    return ResultInfo.from_dict(info if is_object(info) else {})


def _targets(path: str, found: dict[str, list[Any]], account_id: str) -> Iterable[_Target]:
    """Choose the items to read, from several parents where one kind is inside another."""
    targets = [_Target({"account_id": account_id})]
    steps = path.split("/")
    for collection, step in pairwise(steps):
        name = step.strip("{}")
        if step != name and name != "account_id":
            targets = [t for target in targets for t in _inside(target, collection, name, found)]
    return sorted(targets, key=lambda target: sum(target.ordinals))[:_ITEMS]


def _inside(
    target: _Target, collection: str, name: str, found: dict[str, list[Any]]
) -> Iterator[_Target]:
    """Return a target for each row of a collection, which the parent row or a list holds."""
    rows = target.row.get(collection) if target.row else found.get(collection)
    for ordinal, row in enumerate(rows if is_array(rows) else (), start=1):
        identifier = (row.get(name) or row.get("id")) if is_object(row) else None
        if isinstance(identifier, str):
            values = {**target.values, name: identifier}
            yield _Target(values, (*target.ordinals, ordinal), row)
