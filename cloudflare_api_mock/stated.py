"""Rows that a test states, made whole and held to the contract."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from .call import Call
from .collection import Collection
from .contract import Contract
from .store import Row
from .violation import Violation

__all__ = ["stated"]


def stated(contract: Contract, collection: Collection, rows: object) -> dict[str, Row]:
    """The rows to keep, by identifier; what is required and not given is the example's.

    Raises `ValueError` with one line that says which row is wrong, where and how.
    """
    noun = collection.path.rpartition("/")[2]
    if not isinstance(rows, list | tuple):
        raise ValueError(f"Expected a list of {noun}")
    kept: dict[str, Row] = {}
    for number, given in enumerate(cast("list[object]", rows)):
        if not isinstance(given, dict):
            raise ValueError(f"{noun} [{number}]: Expected an object")
        row = collection.whole(cast(Row, given))
        for wrong in _violations(contract, collection, cast(Row, given), row, kept):
            raise ValueError(str(Violation((noun, str(number), *wrong.path), wrong.message)))
        kept[row[collection.id]] = collection.rules.state(row)
    return kept


def _violations(
    contract: Contract,
    collection: Collection,
    given: Mapping[str, Any],
    row: Row,
    kept: Mapping[str, Row],
) -> Iterator[Violation]:
    for name in given:
        if name not in collection.members:
            known = ", ".join(collection.members)
            yield Violation((name,), f"Unrecognized member; there are {known}")
    try:
        json.dumps(given)
    except (TypeError, ValueError) as error:
        yield Violation((), str(error))
        return
    if collection.id not in given:
        yield Violation((collection.id,), "Required")
    path = contract.base_path + re.sub(r"{.+?}", "any", collection.path)
    # What a request may say of a row is more than what is read of it: a portal's servers.
    headers = dict.fromkeys(map(str.lower, contract.credential_headers.values()), "Bearer any")
    headers |= {"content-type": "application/json"}
    create = Call("POST", path, (), tuple(headers.items()), json.dumps(row).encode())
    for wrong in contract.check_request(create):
        if wrong.path[0] == "body":
            yield Violation(wrong.path[1:], wrong.message)
    id = row[collection.id]
    if id in kept:
        yield Violation((collection.id,), f"{id} is there twice")
    for wrong in collection.rules.check(id, given):
        yield Violation(wrong.path[1:], wrong.message)
    page = collection.listing.page([collection.rules.state(row)], {}, collection.rules.show)
    for wrong in contract.check_answer(Call("GET", path, (), (), b""), page):
        yield Violation(wrong.path[3:], wrong.message)  # after answer, result and 0
