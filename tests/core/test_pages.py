"""Walks over lists: the number and the order of their requests, and their end."""

from __future__ import annotations

from asyncio import CancelledError, create_task
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from itertools import islice
from threading import Barrier, Event, Semaphore
from typing import Any

import httpx
import pytest
from attrs import frozen

from cloudflare_api_core import (
    APIResponseValidationError,
    AsyncAPIClient,
    AsyncPaginator,
    Call,
    CloudflareError,
    PaginationError,
    RateLimitError,
    SyncAPIClient,
    clock,
)
from tests.clients import ASYNC, SYNC, ClientKind, each

from .support import LIST, PETS, TOKEN, Driver, Fork, Wire, envelope, many

pytestmark = pytest.mark.anyio


@frozen
class _Listing:
    """A server of a number of pets, whose answers may lack parts of `result_info`."""

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
    for concurrency in (1, 2, 8):
        wire.will(*[_Listing(pets, tells)] * requests)
        page = await driver.list()
        walked = await driver.items(page, concurrency)
        assert [pet.id for pet in walked] == [str(number) for number in range(pets)], concurrency
        numbers = [request.url.params.get("page") for request in wire.requests[1:]]
        assert sorted(map(int, numbers)) == list(range(2, requests + 1)), concurrency
        assert concurrency > 1 or numbers == [str(number) for number in range(2, requests + 1)]
        wire.check()
        wire.requests.clear()


@pytest.mark.parametrize("tells", ["page per_page total_count total_pages", "per_page", ""])
async def test_a_page_size_that_the_server_cuts_down_loses_no_rows(
    tells: str, driver: Driver, wire: Wire
) -> None:
    wire.will(*[_Listing(45, tells, largest=10)] * (5 if tells else 6))
    page = await driver.list({"per_page": 100})
    assert len(list(await driver.items(page))) == 45


def _paged(sizes: list[int], total: int) -> Callable[[httpx.Request], httpx.Response]:
    """Return a server whose pages have these sizes, and that counts `total` rows."""

    def answer(request: httpx.Request) -> httpx.Response:
        page = int(request.url.params.get("page", 1))
        size = sizes[page - 1] if page <= len(sizes) else 0
        info = {"page": page, "per_page": 2, "count": size, "total_count": total}
        return envelope([{"id": f"{page}.{row}"} for row in range(size)], result_info=info)

    return answer


_SHORT_PAGES: list[tuple[list[int], int, int]] = [
    # A short page in the middle.
    ([2, 1, 2, 2], 7, 4),
    ([1, 2, 1, 1], 7, 4),
    ([2, 1, 2, 2], 99, 5),
    # A filter whose rows the totals do not count alone.
    ([1], 99, 2),
    ([2, 1], 99, 3),
    ([2, 2], 99, 3),
    ([], 99, 1),
]


@pytest.mark.parametrize("concurrency", [1, 4])
@pytest.mark.parametrize(("sizes", "total", "requests"), _SHORT_PAGES)
async def test_a_short_page_ends_the_walk_only_if_the_totals_agree(
    sizes: list[int],
    total: int,
    requests: int,
    concurrency: int,
    client_kind: ClientKind,
    wire: Wire,
) -> None:
    wire.will(*[_paged(sizes, total)] * (requests + concurrency))
    page = await Driver(client_kind, wire).list({"per_page": 2})
    walked = list(await Driver(client_kind, wire).items(page, concurrency))
    assert len(walked) == sum(sizes)
    needed = max(1, len(sizes))
    assert len(wire.requests) == requests or concurrency > 1
    assert len(wire.requests) <= needed + concurrency
    wire.forget()


async def test_a_walk_starts_at_the_page_asked_for_and_keeps_the_query(
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
    with pytest.raises(PaginationError, match=r"^page 2 is the last page$"):
        await driver.next(second)
    wire.will(_Listing(25))
    assert [len(page.result) for page in await driver.pages(first)] == [20, 5]
    assert repr(second).endswith("V4PagePaginationArray page 2, 5 rows>")


async def test_a_lone_page_needs_no_result_info(driver: Driver, wire: Wire) -> None:
    wire.will(_Listing(0, ""))
    page = await driver.list()
    assert (page.result, page.result_info, page.has_next_page()) == ([], None, False)


@pytest.mark.parametrize("concurrency", [1, 8])
def test_rows_are_fetched_no_sooner_than_needed(concurrency: int, wire: Wire) -> None:
    wire.will(_Listing(40))
    page: Any = Driver(SYNC, wire).client.__client_request_page__(Call(LIST, _NOTHING, {})).parsed
    rows: Iterator[Any] = page.iter_items(concurrency)
    assert len(list(islice(rows, 20))) == 20
    wire.will(_Listing(40))
    assert next(rows).id == "20"


@pytest.mark.parametrize("concurrency", [1, 8])
async def test_rows_are_fetched_no_sooner_than_needed_async(concurrency: int, wire: Wire) -> None:
    wire.will(_Listing(40))
    rows = (await Driver(ASYNC, wire).list()).iter_items(concurrency)
    assert [(await anext(rows)).id for _ in range(20)][-1] == "19"
    wire.will(_Listing(40))
    assert (await anext(rows)).id == "20"


@pytest.mark.parametrize("concurrency", [1, 4])
async def test_changing_the_rows_of_a_page_does_not_end_the_walk(
    concurrency: int, driver: Driver, wire: Wire
) -> None:
    wire.will(*[_Listing(45)] * 3)
    page = await driver.list()
    page.result.clear()
    assert page.has_next_page()
    assert len(list(await driver.items(page, concurrency))) == 25


async def test_a_client_closed_while_a_page_waits_raises(
    client_kind: ClientKind, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    wire.will(_Listing(45), httpx.Response(500))
    driver = Driver(client_kind, wire, max_retries=1)
    page = await driver.list()

    def close(seconds: float) -> None:
        driver.client._http.close()

    async def close_async(seconds: float) -> None:
        await driver.client._http.aclose()

    monkeypatch.setattr(clock, "sleep", close)
    monkeypatch.setattr(clock, "sleep_async", close_async)
    with pytest.raises(CloudflareError, match=r"^the client is closed$"):
        await driver.items(page)


@pytest.mark.parametrize("concurrency", ["4", 2.5, None])
async def test_a_concurrency_that_is_not_an_int_is_refused_at_once(
    concurrency: Any, driver: Driver, wire: Wire
) -> None:
    wire.will(_Listing(45))
    page = await driver.list()
    with pytest.raises(TypeError, match=r"^`concurrency` must be an int, not "):
        page.iter_items(concurrency)


@pytest.mark.parametrize("concurrency", [0, -1])
@pytest.mark.parametrize("method", ["iter_items", "iter_pages"])
async def test_a_concurrency_below_1_is_refused_at_once(
    concurrency: int, method: str, driver: Driver, wire: Wire
) -> None:
    wire.will(_Listing(45))
    page = await driver.list()
    with pytest.raises(ValueError, match=r"^Expected `concurrency` to be at least 1 but received"):
        getattr(page, method)(concurrency)


def _pets(text: str, total: int | None = None) -> httpx.Response:
    info = {"per_page": 2, "total_count": total}
    return envelope([{"id": name} for name in text], result_info=info)


@pytest.mark.parametrize(
    ("answers", "walked"),
    [
        # Deleted during the walk: the rows after it move up.
        ([_pets("ab", 6), _pets("de", 5), _pets("f", 5)], "abdef"),
        ([_pets("ab", 6), _pets("c", 3)], "abc"),
        ([_pets("ab", 4), _pets("", 2)], "ab"),
        # Created during the walk, before the reader and behind him.
        ([_pets("ab", 3), _pets("bc", 4)], "abbc"),
        ([_pets("ab", 4), _pets("cd", 5), _pets("e", 5)], "abcde"),
        # Totals that promise too much, and stop promising.
        ([_pets("ab", 99), _pets("cd", 99), _pets("", 99)], "abcd"),
        ([_pets("ab", 9), _pets("cd"), _pets("e")], "abcde"),
    ],
)
async def test_a_list_that_changes_during_the_walk_still_ends(
    answers: list[httpx.Response], walked: str, driver: Driver, wire: Wire
) -> None:
    wire.will(*answers)
    rows = await driver.items(await driver.list())
    assert "".join(row.id for row in rows) == walked


_STUCK = {"result_info": {"page": 1, "per_page": 1, "total_pages": 9}}
_SILENT = {"result_info": {"per_page": 1, "total_pages": 9}}


@pytest.mark.parametrize(
    ("members", "problem"),
    [
        (_STUCK, "asked for page 2, but the server returned page 1"),
        (_SILENT, "the server returned page 1 again as page 2"),
        ({}, "the server returned page 1 again as page 2"),
    ],
    ids=["echoed", "not echoed", "no info"],
)
@pytest.mark.parametrize("how", ["next", "items", "pages"])
async def test_a_repeated_page_raises(
    members: dict[str, Any], problem: str, how: str, driver: Driver, wire: Wire
) -> None:
    wire.will(*many(2, lambda: envelope([{"id": "a"}], **members)))
    page = await driver.list()
    with pytest.raises(PaginationError, match=f"^{problem}$"):
        await getattr(driver, how)(page)


@pytest.mark.parametrize("members", [_STUCK, _SILENT], ids=["echoed", "not echoed"])
async def test_a_repeated_page_costs_no_more_than_the_pages_ahead(
    members: dict[str, Any], driver: Driver, wire: Wire
) -> None:
    wire.will(*many(4, lambda: envelope([{"id": "a"}], **members)))
    page = await driver.list()
    with pytest.raises(PaginationError):
        await driver.items(page, 3)


@pytest.mark.parametrize("concurrency", [1, 3])
@pytest.mark.parametrize("total", [None, 99])
async def test_a_walk_that_comes_to_an_earlier_page_again_ends(
    total: int | None, concurrency: int, driver: Driver, wire: Wire
) -> None:
    pages = ["ab", "cd", "ef", "cd", "ef", "cd", "ef"]
    wire.will(*(_numbered(pages, total) for _ in pages))
    page = await driver.list()
    with pytest.raises(PaginationError, match=r"^the server returned page 2 again as page 4$"):
        await driver.items(page, concurrency)
    wire.forget()


async def test_an_earlier_page_is_known_to_a_program_that_walks_by_itself(
    driver: Driver, wire: Wire
) -> None:
    wire.will(*map(_pets, ["ab", "cd", "ab"]))
    second = await driver.next(await driver.list())
    with pytest.raises(PaginationError, match=r"^the server returned page 1 again as page 3$"):
        await driver.next(second)


async def test_a_page_may_be_walked_from_again_after_its_list_has_changed(
    driver: Driver, wire: Wire
) -> None:
    wire.will(*map(_pets, ["ab", "cd", "ef", "gh", "", "ef", "gh", ""]))
    page = await driver.list()
    for walked in ("abcdefgh", "abefgh"):
        assert "".join(row.id for row in await driver.items(page)) == walked
    wire.will(*map(_pets, ["ef", "ef"]))
    with pytest.raises(PaginationError, match=r"^the server returned page 2 again as page 3$"):
        await driver.items(page)


def _numbered(pages: list[str], total: int | None) -> Callable[[httpx.Request], httpx.Response]:
    def answer(request: httpx.Request) -> httpx.Response:
        return _pets(pages[int(request.url.params.get("page", 1)) - 1], total)

    return answer


@pytest.fixture
def waits(waits: list[float], monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that walks wait, without jitter."""
    monkeypatch.setattr(clock, "random", lambda: 0.0)
    return waits


@frozen
class _Limited:
    """A list whose answers carry a `Ratelimit` header."""

    pages: _Listing
    header: str

    def __call__(self, request: httpx.Request) -> httpx.Response:
        answer = self.pages(request)
        answer.headers["ratelimit"] = self.header
        return answer


@pytest.mark.parametrize("concurrency", [1, 8])
@pytest.mark.parametrize(
    ("header", "longest", "waited"),
    [
        ('"default";r=0;t=30', 60, [30, 30]),
        ('"default";r=0;t=300', 60, [60, 60]),
        ('"default";r=0;t=300', 7, [7, 7]),
        ('"default";r=0;t=0', 60, []),
        ('"default";r=0;t=30', 0, []),
        ('"default";r=1;t=30', 60, []),
        ("nonsense", 60, []),
    ],
)
async def test_a_walk_waits_for_the_reset_of_a_used_up_rate_limit(
    header: str,
    longest: float,
    waited: list[float],
    concurrency: int,
    client_kind: ClientKind,
    wire: Wire,
    waits: list[float],
) -> None:
    wire.will(*[_Limited(_Listing(45), header)] * 3)
    page = await Driver(client_kind, wire, max_retry_wait=longest).list()
    assert waits == []
    assert len(list(await Driver(client_kind, wire).items(page, concurrency))) == 45
    assert waits == waited


async def test_a_walk_logs_its_waits(
    driver: Driver, wire: Wire, waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    wire.will(_Limited(_Listing(21), '"default";r=0;t=30'), _Listing(21))
    page = await driver.list()
    await driver.items(page)
    said = "GET /v4/owners/o/pets: rate limit used up; waiting 30.0 s"
    assert [record.getMessage() for record in caplog.records] == [said]


@frozen
class _Blocking:
    """A list that refuses some pages before it answers; the first refusals at the same time."""

    pages: _Listing
    refusals: dict[int, list[httpx.Response]]
    meet: Callable[[], object] = lambda: None

    def __call__(self, request: httpx.Request) -> httpx.Response:
        refusals = self.refusals.pop(int(request.url.params.get("page", 1)), None)
        if not refusals:
            return self.pages(request)
        number = int(request.url.params["page"])
        first, self.refusals[number] = refusals[0], refusals[1:]
        if number <= 5 and len(refusals) == _REFUSALS:
            self.meet()
        return first


_REFUSALS = 3


def _too_many(client_kind: ClientKind, times: int) -> _Blocking:
    answer = httpx.Response(429, headers={"retry-after": "7"}, json={"success": False})
    meet = client_kind.choose(Barrier(4).wait, lambda: None)
    return _Blocking(_Listing(200), {page: [answer] * times for page in range(2, 6)}, meet)


async def test_a_walk_retries_one_page_at_a_time(
    client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    wire.will(*[_too_many(client_kind, _REFUSALS)] * (10 + 4 * _REFUSALS))
    page = await Driver(client_kind, wire, max_retries=_REFUSALS).list()
    assert len(list(await Driver(client_kind, wire).items(page, 4))) == 200
    assert waits == [7] * 4 * _REFUSALS
    numbers = _page_numbers(wire)
    assert sorted(numbers[:5]) == [1, 2, 3, 4, 5]
    # Nothing new is started while a page is still to be tried again.
    assert numbers[5:14] == [2] * 3 + [3] * 3 + [4] * 3


async def test_a_rate_limit_that_stays_fails_the_walk_and_not_each_of_its_pages(
    client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    wire.will(*[_too_many(client_kind, _REFUSALS)] * (1 + 4 + 2))
    page = await Driver(client_kind, wire, max_retries=2).list()
    with pytest.raises(RateLimitError) as caught:
        await Driver(client_kind, wire).items(page, 4)
    assert caught.value.attempts == 3
    assert waits == [7, 7]


@pytest.mark.parametrize("concurrency", [2, 4])
async def test_a_page_that_failed_ahead_is_retried_when_the_reader_reaches_it(
    concurrency: int, client_kind: ClientKind, wire: Wire, waits: list[float]
) -> None:
    listing = _Blocking(_Listing(100), {3: [httpx.Response(500), httpx.Response(502)]})
    wire.will(*[listing] * (5 + 2))
    page = await Driver(client_kind, wire, max_retries=2).list()
    rows = await Driver(client_kind, wire).items(page, concurrency)
    assert [row.id for row in rows] == [str(number) for number in range(100)]
    assert waits == [0.5, 1.0]


@pytest.mark.parametrize("echoed", [1, 3, 0, -1])
async def test_another_page_than_the_one_asked_for_is_refused(
    echoed: int, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope([{"id": "a"}], result_info={"page": echoed}))
    with pytest.raises(
        PaginationError, match=f"^asked for page 2, but the server returned page {echoed}$"
    ):
        await driver.list({"page": 2})


async def test_two_empty_pages_are_not_a_repetition(driver: Driver, wire: Wire) -> None:
    wire.will(envelope([{"id": "a"}]), envelope([]))
    first = await driver.list()
    second = await driver.next(first)
    assert second.result == []


async def test_rows_that_are_nested_deeply_are_not_compared(driver: Driver, wire: Wire) -> None:
    deep: list[Any] = []
    for _ in range(300):
        deep = [deep]
    wire.will(*many(2, lambda: envelope([{"id": "a", "x": deep}])), envelope([]))
    assert len(list(await driver.items(await driver.list()))) == 2


async def test_rows_that_differ_in_unknown_fields_are_not_a_repetition(
    driver: Driver, wire: Wire
) -> None:
    wire.will(*(envelope([{"id": "a", "name": name}]) for name in (1, 2)), envelope([]))
    rows = await driver.items(await driver.list())
    assert [row.name for row in rows] == [None, None]


@pytest.mark.parametrize("concurrency", [1, 4])
async def test_an_error_is_raised_where_its_page_would_have_come(
    concurrency: int, driver: Driver, wire: Wire
) -> None:
    failure = httpx.Response(200, json={"success": True, "result": [{"id": 5}]})
    wire.will(*[_Blocking(_Listing(400), {4: [failure]})] * 20)
    page = await driver.list()
    read: list[Any] = []
    wrong = r"result\[0\]\.id: expected a string"
    with pytest.raises(APIResponseValidationError, match=wrong):  # noqa: PT012
        async for row in each(page.iter_items(concurrency)):
            read.append(row.id)
    assert read == [str(number) for number in range(60)]
    assert max(_page_numbers(wire)) <= 3 + concurrency
    wire.forget()


async def test_leaving_a_walk_waits_only_for_requests_that_have_begun(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, left = Event(), Event()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params.get("page") == "3":
            begun.set()
            assert left.wait(60)
        return _Listing(200)(request)

    def wait(requests: Iterable[Future[Any]], timeout: float) -> Any:
        left.set()
        assert [each.cancelled() for each in requests] == [False]
        return wait_for(requests, timeout)

    one_thread = ThreadPoolExecutor(1)

    def pool(_: int) -> ThreadPoolExecutor:
        return one_thread

    monkeypatch.setattr("concurrent.futures.ThreadPoolExecutor", pool)
    monkeypatch.setattr("concurrent.futures.wait", wait)
    wire.will(*[answer] * 3)
    pages = (await Driver(SYNC, wire).list()).iter_pages(4)
    assert [next(pages).result[0].id for _ in range(2)] == ["0", "20"]
    assert begun.wait(60)
    pages.close()


async def test_leaving_a_walk_does_not_wait_for_ever(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, left = Event(), Event()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params.get("page") == "3":
            begun.set()
            assert left.wait(60)
        return _Listing(60)(request)

    monkeypatch.setattr("cloudflare_api_core.pages._SHUTDOWN_SECONDS", 0.0)
    wire.will(*[answer] * 3)
    pages: Any = (await Driver(SYNC, wire).list()).iter_pages(2)
    assert [next(pages).result[0].id for _ in range(2)] == ["0", "20"]
    assert begun.wait(60)
    pages.close()
    left.set()


def test_a_walk_goes_on_in_a_child_with_threads_of_its_own(
    wire: Wire, fork: Fork, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_http(_: SyncAPIClient) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(wire))

    waited: list[float] = []
    third_asked_for = Semaphore(0)

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.params.get("page") == "3":
            third_asked_for.release()
        return _Listing(90)(request)

    def wait(requests: Iterable[Future[Any]], timeout: float) -> Any:
        waited.append(timeout)
        return wait_for(requests, timeout)

    monkeypatch.setattr("concurrent.futures.wait", wait)
    monkeypatch.setattr(SyncAPIClient, "_open_http", open_http)
    wire.will(*[answer] * 8)
    with SyncAPIClient(PETS, {"api_token": TOKEN}) as client:
        page = client.__client_request_page__(Call(LIST, _NOTHING, {})).parsed
        walks: list[Any] = [page.iter_pages(2), page.iter_pages(2)]
        for walk in walks:
            assert [next(walk).result[0].id for _ in range(2)] == ["0", "20"]
            assert third_asked_for.acquire(timeout=60)
        fork()
        walks[1].close()
        assert waited == []
        assert [each.result[0].id for each in walks[0]] == ["40", "60", "80"]
    # The child asks for page 3 once more.
    assert sorted(_page_numbers(wire)) == [1, 2, 2, 3, 3, 3, 4, 5]


async def test_no_more_pages_are_ahead_of_the_reader_than_asked_for(
    driver: Driver, wire: Wire
) -> None:
    wire.will(*[_Listing(400)] * 20)
    page = await driver.list()
    async for row in each(page.iter_items(concurrency=3)):
        here = int(row.id) // 20 + 1
        # Those before this page, and three that were asked for beyond the one before.
        assert max(_page_numbers(wire)) <= (1 if here == 1 else here + 2)


def _page_numbers(wire: Wire) -> list[int]:
    return [int(request.url.params.get("page", 1)) for request in wire.requests]


@pytest.mark.parametrize(("asked", "number"), [("last", 1), ("02", 2), ("", 1), ("-1", 1)])
async def test_a_page_that_extra_query_asks_for_is_not_checked(
    asked: str, number: int, driver: Driver, wire: Wire
) -> None:
    wire.will(envelope([{"id": "a"}]))
    page = await driver.list(extra_query={"page": asked})
    assert repr(page).endswith(f" page {number}, 1 rows>")


_NOTHING = {"owner": "o", "page": None, "per_page": None, "search": None}


async def test_a_paginator_is_awaited_or_iterated_over(wire: Wire) -> None:
    client: AsyncAPIClient = Driver(ASYNC, wire).client
    paginator = client.__client_paginate__(Call(LIST, _NOTHING, {}))
    assert isinstance(paginator, AsyncPaginator)
    assert repr(paginator) == "<AsyncPaginator of GET /owners/o/pets>"
    assert wire.requests == []
    wire.will(*[_Listing(25)] * 3)
    assert len((await paginator).result) == 20
    assert [pet.id async for pet in paginator] == [str(number) for number in range(25)]


async def test_a_paginator_is_a_coroutine(wire: Wire) -> None:
    client = Driver(ASYNC, wire).client
    wire.will(_Listing(25))
    task = create_task(client.__client_paginate__(Call(LIST, _NOTHING, {})))
    assert len((await task).result) == 20
    ended = create_task(client.__client_paginate__(Call(LIST, _NOTHING, {})))
    ended.cancel()
    with pytest.raises(CancelledError):
        await ended
    never = client.__client_paginate__(Call(LIST, _NOTHING, {}))
    never.close()
    assert len(wire.requests) == 1


def test_a_paginator_checks_arguments_when_it_is_made(wire: Wire) -> None:
    with pytest.raises(ValueError, match=r"^Expected `page` to be at least 1"):
        Driver(ASYNC, wire).client.__client_paginate__(Call(LIST, _NOTHING | {"page": 0}, {}))
