"""Responses: their result, status, headers and content."""

from __future__ import annotations

import pytest

from cloudflare_api_core import AsyncAPIClient, AsyncResponse, Call, Response, SyncAPIClient
from tests.clients import ASYNC, SYNC

from .support import READ, Driver, Pet, Wire, envelope

pytestmark = pytest.mark.anyio

_ARGUMENTS = {"owner": "o", "id": "i"}


async def test_a_response_has_status_headers_and_content(driver: Driver, wire: Wire) -> None:
    wire.will(envelope({"id": "a"}))
    raw = await driver.read()
    assert raw.status_code == 200
    assert raw.headers["content-type"] == "application/json"
    assert raw.content == b'{"success":true,"result":{"id":"a"}}'
    assert raw.http_request.url == "https://api.example.com/v4/owners/o/pets/i"
    assert raw.is_closed
    assert raw.parsed == Pet(id="a")
    name = type(raw).__name__
    assert repr(raw) == f"<{name} [200] GET https://api.example.com/v4/owners/o/pets/i>"


async def test_parse_gives_the_same_object_every_time(wire: Wire) -> None:
    wire.will(envelope({"id": "a"}), envelope({"id": "a"}))
    client: SyncAPIClient = Driver(SYNC, wire).client
    raw = client.__client_request__(Call(READ, _ARGUMENTS, {}))
    assert isinstance(raw, Response)
    assert raw.parse() is raw.parse() is raw.parsed
    async_client: AsyncAPIClient = Driver(ASYNC, wire).client
    async_raw = await async_client.__client_request__(Call(READ, _ARGUMENTS, {}))
    assert isinstance(async_raw, AsyncResponse)
    assert await async_raw.parse() is await async_raw.parse() is async_raw.parsed


async def test_parse_of_a_list_returns_the_page(driver: Driver, wire: Wire) -> None:
    wire.will(envelope([{"id": "a"}], result_info={"page": 1, "total_pages": 1}))
    raw = await driver.list_raw()
    assert raw.status_code == 200
    assert [pet.id for pet in await driver.items(raw.parsed)] == ["a"]


async def test_parsed_awaits_a_response_and_returns_its_result(wire: Wire) -> None:
    wire.will(envelope({"id": "a"}))
    client: AsyncAPIClient = Driver(ASYNC, wire).client
    assert await client.__client_request_result__(Call(READ, _ARGUMENTS, {})) == Pet(id="a")
