"""Clients are opened, shared, copied and closed, and nothing stays behind."""

from __future__ import annotations

import asyncio
import gc
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from cloudflare_ai_controls import CloudflareError
from tests.clients import ASYNC, SYNC, ClientKind, each

from .support import LISTED, ROW, SILENCE, Caller, Server, answer, envelope, failing, page, until

pytestmark = pytest.mark.anyio

_DESCRIPTORS = Path("/proc/self/fd")


@pytest.mark.skipif(not _DESCRIPTORS.exists(), reason="descriptors are counted in /proc")
async def test_clients_by_the_dozen_leave_nothing_behind(client_kind: ClientKind) -> None:
    replies = [LISTED, answer(500), answer(200, b"{", length=9, then="close"), answer(200, b"<")]
    with Server(*(replies * 20)) as server:

        async def use(times: int) -> None:
            for _ in range(times):
                async with Caller(client_kind, server.url) as caller:
                    try:
                        await caller.plain()
                    except CloudflareError:
                        continue
            gc.collect()
            await until(lambda: server.open == 0)

        await use(4)
        tracemalloc.start()
        try:
            descriptors = len(list(_DESCRIPTORS.iterdir()))
            before = tracemalloc.get_traced_memory()[0]
            await use(8)
            after = tracemalloc.get_traced_memory()[0]
        finally:
            tracemalloc.stop()
        # The server closes a connection just after it has counted it as closed.
        await until(lambda: len(list(_DESCRIPTORS.iterdir())) <= descriptors)
        # The server's notes of the requests are in it.
        assert after - before < 8 * 5000


async def test_one_client_used_many_times_leaves_nothing_behind(
    client_kind: ClientKind,
) -> None:
    with Server(LISTED) as server:
        async with Caller(client_kind, server.url) as caller:
            for _ in range(10):
                await caller.plain()
                await caller.raw()
                await caller.streaming()
            assert server.open == 1
        await until(lambda: server.open == 0)


async def test_a_closed_client_raises(client_kind: ClientKind) -> None:
    with Server(page(1, of=3), page(2, of=3)) as server:
        caller = Caller(client_kind, server.url)
        first, servers = await caller.plain(), caller.servers
        copied = caller.client.with_options(timeout=1)
        await caller.close()
        await caller.close()
        for read in (caller.plain, caller.raw, caller.streaming, caller.iterated, caller.all):
            with failing(CloudflareError) as caught:
                await read()
            assert str(caught.value) == "the client is closed"
        with failing(CloudflareError):
            await caller.next(first)
        caller.client = copied
        with failing(CloudflareError):
            await caller.plain()
        assert servers is not caller.servers
        assert len(server.requests) == 1


async def test_a_copy_shares_the_connection_and_leaves_its_parent_alone(
    client_kind: ClientKind,
) -> None:
    with Server(LISTED) as server:
        async with Caller(client_kind, server.url, timeout=7, max_retries=1) as caller:
            parent = caller.client
            await caller.plain()
            copied = parent.with_options(
                timeout=3, max_retries=5, default_headers={"X-Copy": "1"}, default_query={"a": 1}
            )
            caller.client = copied
            await caller.plain()
            await caller.close()
            caller.client = parent
            await caller.plain()
            assert (parent.timeout, parent.max_retries) == (7, 1)
            assert (copied.timeout, copied.max_retries) == (3, 5)
            assert ["x-copy" in headers for headers in server.headers()] == [False, True, False]
            assert ["?a=1" in request for request in server.requests] == [False, True, False]
            assert server.open == 1


def test_sixteen_threads_share_a_client() -> None:
    with Server(LISTED) as server:
        with Caller(SYNC, server.url).client as client, ThreadPoolExecutor(16) as threads:
            servers = client.zero_trust.access.ai_controls.mcp.servers
            jobs = [threads.submit(lambda: list(servers.list(account_id="a"))) for _ in range(48)]
            assert all(job.result()[0].id == "s1" for job in jobs)
            assert server.open <= 16
        assert len(server.requests) == 48


async def test_tasks_that_outnumber_the_connections_share_a_client() -> None:
    with Server(LISTED) as server:
        async with httpx.AsyncClient(limits=httpx.Limits(max_connections=8)) as http:
            caller = Caller(ASYNC, server.url, http_client=http)
            walks = await asyncio.gather(*(caller.all() for _ in range(40)))
            assert [len(rows) for rows in walks] == [1] * 40
            assert server.open <= 8
        assert len(server.requests) == 40
        await until(lambda: server.open == 0)


async def test_a_walk_that_is_left_early_leaves_no_connection_in_use(
    client_kind: ClientKind,
) -> None:
    with Server(*(page(number, of=9) for number in range(1, 10)), LISTED) as server:
        async with Caller(client_kind, server.url) as caller:
            async for row in each(caller.servers.list(account_id="a")):
                if row.id == "s2":
                    break
            assert len(server.requests) == 2
            pool = caller.client._http._transport._pool
            assert [each.is_idle() for each in pool.connections] == [True]
        await until(lambda: server.open == 0)


async def test_a_cancelled_task_leaves_no_connection() -> None:
    with Server(SILENCE) as server:
        async with Caller(ASYNC, server.url) as caller:
            for read in (caller.plain, caller.raw, caller.streaming, caller.all):
                before = len(server.requests)
                task = asyncio.create_task(read())
                await until(lambda before=before: len(server.requests) > before)  # type: ignore[misc]
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                await until(lambda: server.open == 0)
            assert caller.client._http._transport._pool.connections == []


async def test_a_task_cancelled_while_it_reads_leaves_no_connection() -> None:
    with Server(answer(200, b"{", length=99, then="hang")) as server:
        async with Caller(ASYNC, server.url) as caller:
            for read in (caller.plain, caller.streaming, caller.iterated):
                before = len(server.requests)
                task = asyncio.create_task(read())
                await until(lambda before=before: len(server.requests) > before)  # type: ignore[misc]
                for _ in range(20):  # turns of the loop, in which received data is read
                    await asyncio.sleep(0)
                task.cancel()
                with pytest.raises(asyncio.CancelledError):
                    await task
                await until(lambda: server.open == 0)
            assert caller.client._http._transport._pool.connections == []


async def test_a_stream_that_is_left_unread_leaves_no_connection(client_kind: ClientKind) -> None:
    with Server(answer(200, b"{", length=99, then="hang")) as server:
        async with Caller(client_kind, server.url) as caller:
            async with caller.open_stream() as response:
                assert response.status_code == 200
            await until(lambda: server.open == 0)


async def test_cookies_are_neither_kept_nor_sent(client_kind: ClientKind) -> None:
    with Server(answer(200, envelope([ROW]), ("Set-Cookie", "a=b"))) as server:
        async with Caller(client_kind, server.url) as caller:
            await caller.plain()
            await caller.plain(extra_headers={"Cookie": "c=d"})
            assert not caller.client._http.cookies
            parent, caller.client = caller.client, caller.client.with_options(max_retries=1)
            await caller.plain()
            caller.client = parent
        assert [each.get("cookie") for each in server.headers()] == [None, "c=d", None]
