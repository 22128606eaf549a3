"""Rows that a test states, made whole and held to the contract."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import cast

from .call import Call
from .collection import Collection
from .contract import Contract
from .store import Row
from .violation import Violation

__all__ = ["set_rows"]


def set_rows(contract: Contract, collection: Collection, rows: object) -> None:
    """Let a collection hold these rows and no others; what they lack is the example's.

    Raises `ValueError` with one line that says which row is wrong, where and how; then the
    collection holds those before it.
    """
    name = collection.name
    try:
        given = json.loads(json.dumps(rows, allow_nan=False))  # what the caller changes is his
    except (TypeError, ValueError, RecursionError) as error:
        raise ValueError(f"{name}: {error}") from error
    if not isinstance(given, list):
        raise ValueError(f"Expected a list of {name}")
    collection.clear()
    for number, each in enumerate(cast("list[object]", given)):
        if not isinstance(each, dict):
            raise ValueError(f"{name} [{number}]: Expected an object")
        for wrong in _violations(contract, collection, cast(Row, each)):
            raise ValueError(str(Violation((name, str(number), *wrong.path), wrong.message)))
        collection.keep(cast(Row, each))


def _violations(contract: Contract, collection: Collection, given: Row) -> Iterator[Violation]:
    for name in given:
        if name not in collection.members:
            known = ", ".join(collection.members)
            yield Violation((name,), f"Unrecognized member; there are {known}")
    if collection.id not in given:
        yield Violation((collection.id,), "Required")
    path = contract.base_path + re.sub(r"{.+?}", "any", collection.path)
    # What a request may say of a row is more than what is read of it: a portal's servers.
    headers = dict.fromkeys(map(str.lower, contract.credential_headers.values()), "Bearer any")
    headers |= {"content-type": "application/json"}
    body = json.dumps(collection.with_required(given)).encode()
    for wrong in contract.check_request(Call("POST", path, (), tuple(headers.items()), body)):
        if wrong.path[0] == "body":
            yield Violation(wrong.path[1:], wrong.message)
    if collection.has(given[collection.id]):
        yield Violation((collection.id,), f"{given[collection.id]} is there twice")
    for wrong in collection.hooks.check(given[collection.id], given):
        yield Violation(wrong.path[1:], wrong.message)
    row = collection.hooks.before_set(collection.with_required(given))
    page = collection.listing.page([row], {}, collection.hooks.show)
    for wrong in contract.check_answer(Call("GET", path, (), (), b""), page):
        yield Violation(wrong.path[3:], wrong.message)  # after answer, result and 0
