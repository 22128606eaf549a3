"""Calls of a generated client, compared with a document that says the same or something else."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

import pytest

from cloudflare_api_contract import Document, is_array, read
from tools.calls.calls import FORMS, Calls
from tools.calls.making import exchanges
from tools.calls.packages import Packages

_SPEC: Final = Path(__file__).with_name("constructs.yaml")
_DOCUMENT: Final = read(_SPEC)
_ROWS, _ROW = "/accounts/{account_id}/lighthouses", "/accounts/{account_id}/lighthouses/{id}"
_LIST, _CREATE, _READ = f"paths {_ROWS} get", f"paths {_ROWS} post", f"paths {_ROW} get"
_LIGHTHOUSE = "components schemas lighthouse"
_MEMBERS = f"{_LIGHTHOUSE} properties"


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calls]:
    with closing(Packages(tmp_path_factory.mktemp("calls"))) as packages:
        yield Calls(packages.of(_SPEC).imported())


def _wrong(calls: Calls, document: Document, *ids: str) -> Iterator[list[str]]:
    """Call operations, all by default. Yields the problems of each call by a document."""
    for operation in document.operations():
        if operation.id in ids or not ids:
            for exchange in exchanges(document, operation):
                if wrong := asyncio.run(calls.wrong(exchange)):
                    yield [*wrong]


def test_a_client_matches_its_own_document(calls: Calls) -> None:
    before = calls.count
    assert [*_wrong(calls, _DOCUMENT)] == []
    assert calls.count - before >= 4 * 3 * len(FORMS)


def _changed(place: str, value: Any) -> Document:
    document = Document(_SPEC.name, deepcopy(_DOCUMENT.data))
    *steps, last = place.split(" ")
    node: Any = document.data
    for step in steps:
        node = node[int(step)] if is_array(node) else node[step]
    node[int(last) if is_array(node) else last] = value
    return document


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("servers 0 url", "https://a.test", "GET https://api.cloudflare.com/client/v4/accounts/"),
        (f"{_LIST} parameters 2 name", "size", "LookupError: no argument is named like query size"),
        (
            f"{_LIST} parameters 0 schema",
            {"type": "string"},
            "ValueError: Expected `page` to be of",
        ),
        (f"{_LIST} parameters 4 in", "query", "ValueError: Expected `x_trace` to fit into"),
        (f"{_LIST} parameters 3 schema", {"type": "array", "items": {}}, "Expected `lit` to be of"),
        (f"{_LIST} x-fern-sdk-method-name", "all", "AttributeError: "),
        (f"paths {_ROW} parameters 0", {"$ref": "#/components/parameters/account"}, "by position"),
        (f"{_READ} x-fern-pagination", {"offset": "$request.page"}, "AttributeError: "),
        (f"{_MEMBERS} isLit", {"type": "integer"}, "result.isLit: "),
        (f"{_MEMBERS} steps", {"type": "boolean"}, "result.steps: "),
        (f"{_MEMBERS} built", {"type": "string"}, "result.built: "),
        (f"{_MEMBERS} built format", "date", "result.built: "),
        (f"{_MEMBERS} beam", {"type": "string"}, "result has no beam"),
        (f"{_MEMBERS} keeper", {"type": "object"}, "result.keeper: "),
        (f"{_MEMBERS} labels", {"$ref": "#/components/schemas/keeper"}, "instead of a model"),
        ("components schemas keeper properties since", {"type": "string"}, "result.keeper.since: "),
        (f"{_MEMBERS} colours items", {"type": "integer"}, "result.colours[0]: "),
        ("components responses one content", {"text/plain": {}}, "APIResponseValidationError"),
        ("components responses one content", {}, "APIResponseValidationError"),
    ],
)
def test_a_difference_from_another_document_is_noticed(
    calls: Calls, place: str, value: Any, expected: str
) -> None:
    operation = "listLighthouses" if place.startswith((_LIST, "servers")) else "readLighthouse"
    wrong = next(_wrong(calls, _changed(place, value), operation))
    assert any(expected in each for each in wrong), wrong


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        (f"{_MEMBERS} steps", {"type": "string"}, "ValueError: Expected `steps` to be of type "),
        (
            f"{_MEMBERS} extra",
            {"type": "string"},
            "LookupError: no argument is named like body extra",
        ),
        (
            f"{_LIGHTHOUSE} required",
            ["name"],
            "missing 1 required keyword-only argument: 'colours'",
        ),
        (f"{_CREATE} requestBody content", {}, "missing 2 required keyword-only arguments"),
    ],
)
def test_a_body_that_is_something_else_is_noticed(
    calls: Calls, place: str, value: Any, expected: str
) -> None:
    wrong = next(_wrong(calls, _changed(place, value), "createLighthouse"))
    assert any(expected in each for each in wrong), wrong


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("method", "PUT", "GET https://"),
        ("path", "https://a.test/", " instead of GET https://a.test/"),
        ("query", [("page", "0")], " instead of [('page', '0')]"),
        ("headers", {"X-Trace": "a"}, "the header X-Trace is '"),
        ("bodies", [{"a": True}], 'instead of \'{"a": true}'),
    ],
)
def test_another_request_is_noticed(calls: Calls, part: str, value: Any, expected: str) -> None:
    exchange = next(exchanges(_DOCUMENT, next(_DOCUMENT.operations())))
    other = exchange._replace(request=exchange.request._replace(**{part: value}))
    [wrong] = asyncio.run(calls.wrong(other))
    assert expected in wrong
