"""Lists that come in pages: which page follows, and how many requests a walk takes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import httpx
import pytest
from attrs import frozen

from cloudflare_api_core import AsyncPaginator, PaginationError, ResultInfo
from cloudflare_api_core.paging import next_page

from .support import LIST, AsyncDriver, Driver, SyncDriver, Wire, envelope, many

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize(
    ("page", "rows", "info", "following"),
    [
        # Nothing is known but the rows.
        (1, 0, {}, None),
        (1, 1, {}, 2),
        (7, 20, {}, 8),
        # The size of a page is echoed.
        (1, 20, {"per_page": 20}, 2),
        (1, 19, {"per_page": 20}, None),
        (2, 0, {"per_page": 20}, None),
        (1, 20, {"per_page": 0}, 2),
        (1, 20, {"per_page": -1}, 2),
        (1, 21, {"per_page": 20}, 2),
        # Totals say so.
        (1, 20, {"per_page": 20, "total_count": 20}, None),
        (1, 20, {"per_page": 20, "total_count": 21}, 2),
        (2, 20, {"per_page": 20, "total_count": 40}, None),
        (2, 20, {"per_page": 20, "total_count": 41}, 3),
        (1, 20, {"total_pages": 1}, None),
        (1, 20, {"total_pages": 2}, 2),
        (3, 20, {"total_pages": 2}, None),
        # One total without the size of a page.
        (1, 3, {"total_count": 3}, None),
        (1, 3, {"total_count": 4}, 2),
        (2, 20, {"total_count": 40}, None),
        (3, 5, {"total_count": 45}, 4),
        # Totals that are wrong, or contradict each other: the last page wins.
        (1, 5, {"per_page": 20, "total_count": 99, "total_pages": 5}, None),
        (1, 0, {"per_page": 20, "total_count": 99, "total_pages": 5}, None),
        (1, 20, {"per_page": 20, "total_count": 99, "total_pages": 1}, None),
        (1, 20, {"per_page": 20, "total_count": 20, "total_pages": 9}, None),
        (1, 20, {"per_page": 20, "total_count": 0}, None),
        (1, 20, {"per_page": 20, "total_pages": 0}, None),
        # The number of rows on this page says nothing.
        (1, 20, {"per_page": 20, "count": 5}, 2),
    ],
)
def test_which_page_follows(
    page: int, rows: int, info: dict[str, int], following: int | None
) -> None:
    assert next_page(page, rows, ResultInfo.from_dict(info)) == following


@frozen
class _Listing:
    """A server of so many pets, that knows or tells only a part of where a page stands."""

    pets: int
    tells: str = "page per_page count total_count total_pages"
    largest: int = 20

    def __call__(self, request: httpx.Request) -> httpx.Response:
        page = int(request.url.params.get("page", 1))
        size = min(int(request.url.params.get("per_page", 20)), self.largest)
        pets = [{"id": str(number)} for number in range(self.pets)][(page - 1) * size :][:size]
        info = {
            "page": page,
            "per_page": size,
            "count": len(pets),
            "total_count": self.pets,
            "total_pages": -(-self.pets // size),
        }
        told = {name: info[name] for name in self.tells.split()}
        return envelope(pets, **({"result_info": told} if told else {}))


_WALKS = [
    *((pets, tells, requests) for tells in (
        "page per_page count total_count total_pages",
        "page per_page count total_count",
        "page per_page total_pages",
        "total_pages",
        "total_count per_page",
    ) for pets, requests in [(0, 1), (1, 1), (20, 1), (21, 2), (40, 2), (45, 3)]),
    # Without totals, one request more if the last page is full.
    *((pets, "page per_page count", requests)
      for pets, requests in [(0, 1), (1, 1), (20, 2), (21, 2), (40, 3), (45, 3)]),
    # With nothing at all, a page may always follow a page with rows.
    *((pets, tells, requests) for tells in ("", "page")
      for pets, requests in [(0, 1), (1, 2), (20, 2), (45, 4)]),
    # A total without the size of a page.
    *((pets, "total_count", requests) for pets, requests in [(0, 1), (5, 1), (20, 1), (40, 2)]),
]  # fmt: skip


@pytest.mark.parametrize(("pets", "tells", "requests"), _WALKS)
async def test_a_walk_takes_no_more_requests_than_it_must(
    pets: int, tells: str, requests: int, driver: Driver, wire: Wire
) -> None:
    wire.will(*[_Listing(pets, tells)] * requests)
    page = await driver.list()
    assert [pet.id for pet in await driver.items(page)] == [str(number) for number in range(pets)]
    assert [request.url.params.get("page") for request in wire.requests] == [
        None,
        *map(str, range(2, requests + 1)),
    ]


@pytest.mark.parametrize("tells", ["page per_page total_count total_pages", "per_page", ""])
async def test_a_page_size_that_the_server_cuts_down_loses_no_rows(
    tells: str, driver: Driver, wire: Wire
) -> None:
    wire.will(*[_Listing(45, tells, largest=10)] * (5 if tells else 6))
    page = await driver.list({"per_page": 100})
    assert len(list(await driver.items(page))) == 45


async def test_a_walk_starts_where_it_was_asked_to_and_repeats_what_was_asked(
    driver: Driver, wire: Wire
) -> None:
    wire.will(*[_Listing(25)] * 2)
    arguments = {"page": 4, "per_page": 5, "search": "a b"}
    page = await driver.list(arguments, extra_query={"x": 1}, extra_headers={"X-Mine": "a"})
    assert page.result_info.total_pages == 5
    assert [pet.id for pet in await driver.items(page)] == [str(n) for n in range(15, 25)]
    query = {"per_page": "5", "search": "a b", "x": "1"}
    assert [dict(request.url.params) for request in wire.requests] == [
        query | {"page": "4"},
        query | {"page": "5"},
    ]
    assert {request.headers["x-mine"] for request in wire.requests} == {"a"}


async def test_pages_can_be_walked_one_by_one(driver: Driver, wire: Wire) -> None:
    wire.will(*[_Listing(25)] * 2)
    first = await driver.list()
    assert first.has_next_page()
    second = await driver.next(first)
    assert not second.has_next_page()
    assert [len(page.result) for page in (first, second)] == [20, 5]
    with pytest.raises(PaginationError, match=r"^page 2 is the last one$"):
        await driver.next(second)
    wire.will(_Listing(25))
    assert [len(page.result) for page in await driver.pages(first)] == [20, 5]
    assert repr(second).endswith("V4PagePaginationArray page 2, 5 rows>")


async def test_a_lone_page_needs_no_result_info(driver: Driver, wire: Wire) -> None:
    wire.will(_Listing(0, ""))
    page = await driver.list()
    assert (page.result, page.result_info, page.has_next_page()) == ([], None, False)


def test_rows_are_fetched_no_sooner_than_needed(wire: Wire) -> None:
    wire.will(_Listing(45))
    page: Any = SyncDriver(wire).client.request_page(LIST, _NOTHING, {}).parsed
    rows: Iterator[Any] = iter(page)
    assert len(list(islice(rows, 20))) == 20
    wire.will(_Listing(45))
    assert next(rows).id == "20"


async def test_rows_are_fetched_no_sooner_than_needed_async(wire: Wire) -> None:
    wire.will(_Listing(45))
    rows = aiter(await AsyncDriver(wire).list())
    assert [(await anext(rows)).id for _ in range(20)][-1] == "19"
    wire.will(_Listing(45))
    assert (await anext(rows)).id == "20"


_STUCK = {"result_info": {"page": 1, "per_page": 1, "total_pages": 9}}
_SILENT = {"result_info": {"per_page": 1, "total_pages": 9}}


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        (_STUCK, "asked for page 2, the server gave page 1"),
        (_SILENT, "the server gave page 1 again as the next one"),
        ({}, "the server gave page 1 again as the next one"),
    ],
    ids=["echoed", "not echoed", "no info"],
)
@pytest.mark.parametrize("how", ["next", "items", "pages"])
async def test_a_server_that_repeats_a_page_is_found_out(
    members: dict[str, Any], problem: str, how: str, driver: Driver, wire: Wire
) -> None:
    wire.will(*many(2, lambda: envelope([{"id": "a"}], **members)))
    page = await driver.list()
    with pytest.raises(PaginationError, match=f"^{problem}$"):
        await getattr(driver, how)(page)


@pytest.mark.parametrize("echoed", [1, 3, 0, -1])
async def test_another_page_than_the_one_asked_for_is_refused(
    echoed: int, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope([{"id": "a"}], result_info={"page": echoed}))
    with pytest.raises(PaginationError, match=f"^asked for page 2, the server gave page {echoed}$"):
        await driver.list({"page": 2})


async def test_empty_pages_are_no_repetition(driver: Driver, wire: Wire) -> None:
    wire.will(envelope([{"id": "a"}]), envelope([]))
    first = await driver.list()
    second = await driver.next(first)
    assert second.result == []


async def test_rows_that_differ_in_what_is_not_read_are_no_repetition(
    driver: Driver, wire: Wire
) -> None:
    wire.will(*(envelope([{"id": "a", "name": name}]) for name in (1, 2)), envelope([]))
    rows = await driver.items(await driver.list())
    assert [row.name for row in rows] == [None, None]


async def test_an_error_comes_where_its_page_would_have_come(driver: Driver, wire: Wire) -> None:
    wire.will(_Listing(45), httpx.Response(200, json={"success": True, "result": [{"id": 5}]}))
    page = await driver.list()
    with pytest.raises(Exception, match=re.escape("result[0].id: expected a string")):
        await driver.items(page)


@pytest.mark.parametrize(("asked", "number"), [("last", 1), ("02", 2), ("", 1), ("-1", 1)])
async def test_a_page_that_extra_query_asks_for_is_not_checked(
    asked: str, number: int, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope([{"id": "a"}]))
    page = await driver.list(extra_query={"page": asked})
    assert repr(page).endswith(f" page {number}, 1 rows>")


_NOTHING = {"owner": "o", "page": None, "per_page": None, "search": None}


async def test_a_paginator_is_awaited_or_iterated_over(wire: Wire) -> None:
    client = AsyncDriver(wire).client
    paginator = client.paginate(LIST, _NOTHING, {})
    assert isinstance(paginator, AsyncPaginator)
    assert wire.requests == []
    wire.will(*[_Listing(25)] * 3)
    assert len((await paginator).result) == 20
    assert [pet.id async for pet in paginator] == [str(number) for number in range(25)]


def test_a_paginator_checks_arguments_when_it_is_made(wire: Wire) -> None:
    with pytest.raises(ValueError, match=r"^Expected `page` to be at least 1"):
        AsyncDriver(wire).client.paginate(LIST, _NOTHING | {"page": 0}, {})
