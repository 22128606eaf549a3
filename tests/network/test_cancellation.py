"""Calls that are cancelled at every turn of the loop leave the pool of connections whole."""

from __future__ import annotations

import asyncio
import gc
import random
import re
from collections.abc import AsyncGenerator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, Final

import anyio
import httpx
import pytest

from cloudflare_ai_controls import AsyncCloudflare
from cloudflare_ai_controls.api.mcp_servers import list_mcp_servers, read_mcp_server
from tests.clients import ASYNC

from .support import PATIENCE, TOKEN, Caller, Reply, Server, answer, page, until

pytestmark = pytest.mark.anyio

_Work = Callable[[], Coroutine[Any, Any, Any]]


@asynccontextmanager
async def _limited(url: str, connections: int) -> AsyncGenerator[Caller]:
    limits = httpx.Limits(max_connections=connections)
    timeout = httpx.Timeout(PATIENCE, pool=5)
    async with httpx.AsyncClient(limits=limits, trust_env=False, verify=False) as http:
        yield Caller(ASYNC, url, http_client=http, timeout=timeout)


async def _turns(number: int) -> None:
    for _ in range(number):
        await asyncio.sleep(0)


async def _by_task(work: list[_Work], turns: int) -> None:
    """Cancel most tasks, and some of them once more while they end."""
    tasks = [asyncio.create_task(each()) for each in work]
    await _turns(turns)
    for task in tasks:
        _ = random.random() < 0.8 and task.cancel()
    await asyncio.sleep(0)
    for task in tasks:
        _ = random.random() < 0.3 and task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        assert not isinstance(result, Exception), result


async def _by_scope(work: list[_Work], turns: int) -> None:
    scopes = [anyio.CancelScope() for _ in work]

    async def scoped(scope: anyio.CancelScope, each: _Work) -> None:
        with scope:
            await each()

    async with anyio.create_task_group() as group:
        for scope, each in zip(scopes, work, strict=True):
            group.start_soon(scoped, scope, each)
        await _turns(turns)
        for scope in scopes:
            if random.random() < 0.8:
                scope.cancel()


async def _by_timeout(work: list[_Work], turns: int) -> None:
    async def timed(each: _Work) -> None:
        try:
            async with asyncio.timeout(random.random() * turns / 2000):
                await each()
        except TimeoutError:
            pass

    await asyncio.gather(*map(timed, work))


async def _by_failing_group(work: list[_Work], turns: int) -> None:
    async def fail() -> None:
        async with asyncio.TaskGroup() as group:
            for each in work:
                group.create_task(each())
            await _turns(turns)
            raise ZeroDivisionError

    with pytest.raises(ExceptionGroup):
        await fail()


_WAYS: Final = [_by_task, _by_scope, _by_timeout, _by_failing_group]
_COUNTS: Final = {1: (3, 5), 2: (6,), 4: (8, 20), 100: (200,)}


def _answer(request: str) -> Reply:
    asked = re.search(r"[?&]page=(\d+)", request)
    return page(int(asked[1]) if asked else 1, of=3)


async def _prove(connections: int, way: Any, turns: range, *, tls: bool = False) -> None:
    with Server(_answer, tls=tls) as server:
        async with _limited(server.url, connections) as caller:

            async def walk() -> None:
                async for _ in (await caller.plain()).iter_items(concurrency=2):
                    pass

            kinds: list[_Work] = [caller.plain, caller.iterated, caller.raw, walk]
            for turn in turns:
                random.seed(turn)
                for count in _COUNTS[connections]:
                    await way([kinds[number % len(kinds)] for number in range(count)], turn)
                    # All connections are needed at once.
                    await asyncio.gather(*(caller.plain() for _ in range(connections)))
            pool = caller.client._http._transport._pool
            await until(lambda: all(each.is_idle() for each in pool.connections))
            assert len(pool.connections) <= connections


@pytest.mark.parametrize("way", _WAYS)
async def test_cancelled_calls_cost_no_connection(way: Any) -> None:
    await _prove(2, way, range(0, 40, 5))


@pytest.mark.check
@pytest.mark.parametrize("tls", [False, True], ids=["http", "https"])
@pytest.mark.parametrize("way", _WAYS)
@pytest.mark.parametrize("connections", [1, 4, 100])
async def test_calls_cancelled_at_any_turn_cost_no_connection(
    connections: int, way: Any, tls: bool
) -> None:
    await _prove(connections, way, range(0, 40, 8 if connections == 100 else 1), tls=tls)


async def test_a_call_cancelled_while_it_waits_for_its_retry_costs_no_connection() -> None:
    with Server(answer(503), page()) as server:
        async with _limited(server.url, 1) as caller:
            caller.client = caller.client.with_options(max_retries=1)
            task = asyncio.create_task(caller.plain())
            await until(lambda: len(server.requests) == 1)
            await _turns(20)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert (await caller.plain()).result[0].id == "s1"


async def test_a_call_that_is_cancelled_before_it_begins_ends_quietly(
    recwarn: pytest.WarningsRecorder,
) -> None:
    async with AsyncCloudflare(api_token=TOKEN, base_url="http://127.0.0.1:1") as client:
        servers = client.zero_trust.access.ai_controls.mcp.servers
        calls: list[Callable[[], Any]] = [
            lambda: servers.read("a", account_id="a"),
            lambda: servers.list(account_id="a"),
            lambda: servers.with_raw_response.read("a", account_id="a"),
            lambda: list_mcp_servers.asyncio(client, account_id="a"),
            lambda: read_mcp_server.asyncio(client, account_id="a", id="a"),
        ]
        for call in calls:
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(call(), 0)
            task = asyncio.create_task(call())
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
    gc.collect()
    assert [str(each.message) for each in recwarn] == []


async def test_a_list_can_be_given_to_whatever_takes_a_coroutine() -> None:
    with Server(page()) as server:
        async with Caller(ASYNC, server.url) as caller, asyncio.TaskGroup() as group:
            tasks = [group.create_task(caller.servers.list(account_id="a")) for _ in range(2)]
            tasks.append(asyncio.create_task(caller.servers.list(account_id="a")))
            for task in tasks:
                assert (await task).result[0].id == "s1"
