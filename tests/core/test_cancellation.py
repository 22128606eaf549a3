"""Asynchronous calls that are cancelled, under asyncio and trio."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import anyio
import httpcore
import httpx
import pytest

from cloudflare_api_core import AsyncAPIClient, Call
from tests.clients import ASYNC

from .support import READ, Body, Driver, Pet, Wire

pytestmark = pytest.mark.anyio


@pytest.fixture(params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    backend: str = request.param
    return backend


class _Network(httpcore.AsyncMockBackend):
    """A network whose connections answer once, and open when the test lets them."""

    def __init__(self) -> None:
        body = b'{"success":true,"result":{"id":"a"}}'
        super().__init__([b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body), body])
        self.connecting, self.goes_on = anyio.Event(), anyio.Event()

    async def connect_tcp(self, *place: Any, **options: Any) -> httpcore.AsyncNetworkStream:
        self.connecting.set()
        await self.goes_on.wait()
        return await super().connect_tcp(*place, **options)


async def _cancel(
    call: Callable[[], Coroutine[Any, Any, Any]], begun: anyio.Event, goes_on: anyio.Event
) -> None:
    """Cancel a call that has begun, and let it go on."""
    async with anyio.create_task_group() as group:
        group.start_soon(call)
        await begun.wait()
        group.cancel_scope.cancel()
        goes_on.set()


async def test_a_call_that_is_cancelled_while_it_connects_costs_no_connection() -> None:
    network = _Network()
    transport: Any = httpx.AsyncHTTPTransport(verify=False, trust_env=False)
    transport._pool = httpcore.AsyncConnectionPool(max_connections=1, network_backend=network)
    async with httpx.AsyncClient(transport=transport) as http:
        driver = Driver(ASYNC, Wire(), http_client=http)
        await _cancel(driver.read, network.connecting, network.goes_on)
        with anyio.fail_after(60):
            assert (await driver.read()).parsed == Pet(id="a")


@pytest.mark.parametrize("status", [200, 503])
async def test_a_response_that_comes_after_the_cancellation_is_closed(status: int) -> None:
    begun, goes_on, body = anyio.Event(), anyio.Event(), Body(b"{}")

    async def answer(_: httpx.Request) -> httpx.Response:
        with anyio.CancelScope(shield=True):
            begun.set()
            await goes_on.wait()
        return body.answer(status)

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as http:
        client: AsyncAPIClient = Driver(ASYNC, Wire(), http_client=http, max_retries=1).client
        stream = client.__client_stream__(Call(READ, {"owner": "o", "id": "i"}, {}))
        await _cancel(stream.__aenter__, begun, goes_on)
    assert body.is_closed
