"""The official SDK's tests of `list`, with the SDK and with this client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

import pytest
from attrs import frozen

from cloudflare_api_mock import TOKEN, StrictMock
from tests.clients import ClientKind, collect, entered, settled

pytestmark = pytest.mark.anyio


@frozen
class Package:
    """The places of a package's names that a program imports."""

    clients: str
    pages: str
    models: str

    def client(self, kind: ClientKind, mock: StrictMock) -> Any:
        module = import_module(self.clients)
        make = kind.choose(module.Cloudflare, module.AsyncCloudflare)
        # The SDK sends this header by itself, and its tests look for it.
        headers = {"X-Stainless-Lang": "python"}
        return make(base_url=mock.base_url, api_token=TOKEN, max_retries=0, default_headers=headers)

    def is_page(self, value: Any, kind: ClientKind) -> bool:
        """Whether it is a page of the first servers."""
        module = import_module(self.pages)
        page = kind.choose(module.SyncV4PagePaginationArray, module.AsyncV4PagePaginationArray)
        model = import_module(self.models).ServerListResponse
        rows: list[Any] = value.result
        return isinstance(value, page) and all(isinstance(row, model) for row in rows)


_OFFICIAL = Package(
    "cloudflare",
    "cloudflare.pagination",
    "cloudflare.types.zero_trust.access.ai_controls.mcp",
)
_OURS = Package(*["cloudflare_ai_controls"] * 3)
_ALL: dict[str, Any] = {"page": 2, "per_page": 5, "search": "server"}


@pytest.fixture(params=[_OFFICIAL, _OURS], ids=["cloudflare", "cloudflare_ai_controls"])
def package(request: pytest.FixtureRequest) -> Package:
    package: Package = request.param
    return package


@pytest.fixture
async def servers(
    package: Package, client_kind: ClientKind, cloudflare_mock: StrictMock
) -> AsyncIterator[Any]:
    async with entered(package.client(client_kind, cloudflare_mock)) as client:
        yield client.zero_trust.access.ai_controls.mcp.servers


def _query(mock: StrictMock) -> dict[str, str]:
    (request,) = mock.log
    return dict(request.query)


_given = pytest.mark.parametrize("given", [{}, _ALL], ids=["required", "all params"])


@_given
async def test_method(
    package: Package,
    client_kind: ClientKind,
    servers: Any,
    given: Any,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect()
    page = await settled(servers.list(account_id=cloudflare_mock.account_id, **given))
    assert package.is_page(page, client_kind)
    assert _query(cloudflare_mock) == {name: str(value) for name, value in given.items()}


@_given
async def test_raw_response(
    package: Package,
    client_kind: ClientKind,
    servers: Any,
    given: Any,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect()
    raw = servers.with_raw_response
    response = await settled(raw.list(account_id=cloudflare_mock.account_id, **given))
    assert response.is_closed is True
    assert response.status_code == 200
    assert response.http_request.headers.get("X-Stainless-Lang") == "python"
    assert package.is_page(await settled(response.parse()), client_kind)


@_given
async def test_streaming_response(
    package: Package,
    client_kind: ClientKind,
    servers: Any,
    given: Any,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect()
    streaming = servers.with_streaming_response
    async with entered(streaming.list(account_id=cloudflare_mock.account_id, **given)) as response:
        assert not response.is_closed
        assert response.http_request.headers.get("X-Stainless-Lang") == "python"
        assert package.is_page(await settled(response.parse()), client_kind)
    assert response.is_closed is True


_REFUSAL = r"^Expected a non-empty value for `account_id` but received ''$"


async def test_an_empty_path_parameter(servers: Any) -> None:
    for call in (servers.list, servers.with_raw_response.list):
        with pytest.raises(ValueError, match=_REFUSAL):
            await settled(call(account_id=""))


async def test_a_streamed_body_is_read_in_pieces(servers: Any, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    account = cloudflare_mock.account_id
    whole = await settled(servers.with_raw_response.list(account_id=account))
    async with entered(servers.with_streaming_response.list(account_id=account)) as response:
        assert b"".join(await collect(response.iter_bytes(1024))).startswith(b"{")
    assert whole.http_request.url == response.http_request.url


async def test_every_server_is_listed(servers: Any, cloudflare_mock: StrictMock) -> None:
    # The SDK asks for one page more: it ignores the totals.
    cloudflare_mock.expect(3 if servers.__module__.startswith("cloudflare_ai_controls") else 4)
    rows = await collect(servers.list(account_id=cloudflare_mock.account_id, per_page=100))
    assert len({row.id for row in rows}) == 250


async def test_a_call_takes_extras(servers: Any, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    page = servers.list(
        account_id=cloudflare_mock.account_id,
        extra_headers={"X-Mine": "a"},
        extra_query={"search": "my-mcp"},
        timeout=5,
    )
    await settled(page)
    assert cloudflare_mock.log[0].headers["x-mine"] == "a"
    assert _query(cloudflare_mock) == {"search": "my-mcp"}
