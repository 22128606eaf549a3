"""Pages fetched side by side over real sockets: in order, no more than asked for, nothing left."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable
from typing import Any, Self

import pytest
from werkzeug import Request, Response

from cloudflare_api_core import pages
from cloudflare_api_mock.server import Server
from tests.clients import ASYNC, SYNC, ClientKind, each, settled

from .support import PATIENCE, ROW, Caller, envelope, until

pytestmark = pytest.mark.anyio


class _Listing:
    """A server of 20 pages with two rows each, which may hold a page back before it answers."""

    def __init__(self, hold: Callable[[int], object] = lambda page: None) -> None:
        self.started: list[int] = []
        self.most_at_once = 0
        self._at_once = 0
        self._hold = hold
        self._lock = threading.Lock()
        self._server = Server("127.0.0.1", 0, self._answer)

    def _answer(self, request: Request) -> Response:
        page = int(request.args.get("page", 1))
        with self._lock:
            self.started.append(page)
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
        self._hold(page)
        with self._lock:
            self._at_once -= 1
        rows = [{**ROW, "id": f"{page}.{row}"} for row in (1, 2)]
        info = {"page": page, "per_page": 2, "total_count": 40}
        return Response(envelope(rows, result_info=info))

    @property
    def url(self) -> str:
        return self._server.url_for("/v4")

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()


async def _walk(caller: Caller, concurrency: int) -> AsyncGenerator[str]:
    page = await caller.plain()
    rows = page.iter_items(concurrency)
    try:
        async for row in each(rows):
            yield row.id
    finally:
        close = caller.kind.choose("close", "aclose")
        await settled(getattr(rows, close)())


_ALL = [f"{page}.{row}" for page in range(1, 21) for row in (1, 2)]


async def test_pages_are_fetched_side_by_side_and_read_in_order(client_kind: ClientKind) -> None:
    # Those from the second on wait until four are there; the next page answers before this one.
    four, answered = threading.Barrier(4), [threading.Event() for _ in range(7)]

    def hold(page: int) -> None:
        if 2 <= page <= 5:
            four.wait(PATIENCE)
            assert page == 5 or answered[page + 1].wait(PATIENCE)
            answered[page].set()

    with _Listing(hold) as listing:
        async with Caller(client_kind, listing.url) as caller:
            assert [row async for row in _walk(caller, 4)] == _ALL
        assert sorted(listing.started) == list(range(1, 21))
        assert listing.most_at_once == 4


def _nothing_runs(client: Any) -> bool:
    tasks = {task for task in asyncio.all_tasks() if "_fetch_page" in repr(task)}
    threads = {thread for thread in threading.enumerate() if "ThreadPool" in thread.name}
    connections = client._http._transport._pool.connections
    return not tasks | threads and all(connection.is_idle() for connection in connections)


async def test_a_walk_that_is_left_early_leaves_nothing_behind(client_kind: ClientKind) -> None:
    free = threading.Event()

    def hold(page: int) -> None:
        assert page < 4 or free.wait(PATIENCE)

    with _Listing(hold) as listing:
        async with Caller(client_kind, listing.url) as caller:
            rows = _walk(caller, 4)
            while await anext(rows) != "3.1":
                pass
            await until(lambda: len(listing.started) == 6)
            if client_kind is SYNC:
                # Its requests end by themselves, and leaving waits for that.
                free.set()
            await rows.aclose()
            assert sorted(listing.started) == [1, 2, 3, 4, 5, 6]
            assert _nothing_runs(caller.client)
            free.set()
            assert (await caller.plain()).result[0].id == "1.1"
        assert len(listing.started) == 7


async def test_leaving_a_walk_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "_SHUTDOWN_SECONDS", 0.01)
    free, freed = threading.Event(), list[bool]()

    def hold(page: int) -> None:
        if page > 2:
            freed.append(free.wait(PATIENCE))

    with _Listing(hold) as listing, Caller(SYNC, listing.url).client as client:
        page = client.zero_trust.access.ai_controls.mcp.servers.list(account_id="a")
        for row in page.iter_items(concurrency=4):
            if row.id == "2.1":
                break
        free.set()
        await until(lambda: _nothing_runs(client))
        assert all(freed)


async def test_a_loop_that_breaks_stops_the_fetching() -> None:
    with _Listing() as listing:
        with Caller(SYNC, listing.url).client as client:
            page = client.zero_trust.access.ai_controls.mcp.servers.list(account_id="a")
            for row in page.iter_items(concurrency=4):
                if row.id == "2.1":
                    break
            assert max(listing.started) <= 5
            assert _nothing_runs(client)
        async with Caller(ASYNC, listing.url) as caller:
            page = await caller.plain()
            async for row in page.iter_items(concurrency=4):
                if row.id == "2.1":
                    break
            await until(lambda: _nothing_runs(caller.client))
            assert max(listing.started) <= 5


async def test_a_cancelled_walk_leaves_nothing_behind() -> None:
    free = threading.Event()

    def hold(page: int) -> None:
        assert page == 1 or free.wait(PATIENCE)

    with _Listing(hold) as listing:
        async with Caller(ASYNC, listing.url) as caller:

            async def walk() -> list[str]:
                return [row async for row in _walk(caller, 4)]

            task = asyncio.create_task(walk())
            await until(lambda: len(listing.started) == 5)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert _nothing_runs(caller.client)
            free.set()
        assert sorted(listing.started) == [1, 2, 3, 4, 5]
