"""What the official SDK's tests ask of `list`, asked of the SDK and of this client side by side."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from typing import Any

import pytest
from attrs import frozen

from cloudflare_api_mock import TOKEN, StrictMock

pytestmark = pytest.mark.anyio


@frozen
class Package:
    """Where a package keeps what a program imports."""

    clients: str
    pages: str
    models: str

    def client(self, name: str, mock: StrictMock) -> Any:
        """Return a new client of that class."""
        cls = getattr(import_module(self.clients), name)
        return cls(base_url=mock.base_url, api_token=TOKEN, max_retries=0)

    def is_page(self, value: Any, kind: str) -> bool:
        """Whether it is a page of the first servers."""
        page = getattr(import_module(self.pages), f"{kind}V4PagePaginationArray")
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
def servers(package: Package, cloudflare_mock: StrictMock) -> Iterator[Any]:
    with package.client("Cloudflare", cloudflare_mock) as client:
        yield client.zero_trust.access.ai_controls.mcp.servers


@pytest.fixture
async def async_servers(package: Package, cloudflare_mock: StrictMock) -> AsyncIterator[Any]:
    async with package.client("AsyncCloudflare", cloudflare_mock) as client:
        yield client.zero_trust.access.ai_controls.mcp.servers


def _query(mock: StrictMock) -> dict[str, str]:
    (request,) = mock.log
    return dict(request.query)


@pytest.mark.parametrize("given", [{}, _ALL], ids=["required", "all params"])
class TestCalls:
    """The four ways to call, with the account alone and with all parameters."""

    def test_method(
        self, package: Package, servers: Any, given: Any, cloudflare_mock: StrictMock
    ) -> None:
        cloudflare_mock.expect()
        page = servers.list(account_id=cloudflare_mock.account_id, **given)
        assert package.is_page(page, "Sync")
        assert _query(cloudflare_mock) == {name: str(value) for name, value in given.items()}

    async def test_method_async(
        self, package: Package, async_servers: Any, given: Any, cloudflare_mock: StrictMock
    ) -> None:
        cloudflare_mock.expect()
        page = await async_servers.list(account_id=cloudflare_mock.account_id, **given)
        assert package.is_page(page, "Async")
        assert _query(cloudflare_mock) == {name: str(value) for name, value in given.items()}

    def test_raw_response(
        self, package: Package, servers: Any, given: Any, cloudflare_mock: StrictMock
    ) -> None:
        cloudflare_mock.expect()
        raw = servers.with_raw_response
        response = raw.list(account_id=cloudflare_mock.account_id, **given)
        assert response.is_closed is True
        assert response.status_code == 200
        assert response.http_request.headers.get("X-Stainless-Lang") == "python"
        assert package.is_page(response.parse(), "Sync")

    async def test_raw_response_async(
        self, package: Package, async_servers: Any, given: Any, cloudflare_mock: StrictMock
    ) -> None:
        cloudflare_mock.expect()
        raw = async_servers.with_raw_response
        response = await raw.list(account_id=cloudflare_mock.account_id, **given)
        assert response.is_closed is True
        assert response.status_code == 200
        assert response.http_request.headers.get("X-Stainless-Lang") == "python"
        assert package.is_page(await response.parse(), "Async")

    def test_streaming_response(
        self, package: Package, servers: Any, given: Any, cloudflare_mock: StrictMock
    ) -> None:
        cloudflare_mock.expect()
        streaming = servers.with_streaming_response
        with streaming.list(account_id=cloudflare_mock.account_id, **given) as response:
            assert not response.is_closed
            assert response.http_request.headers.get("X-Stainless-Lang") == "python"
            assert package.is_page(response.parse(), "Sync")
        assert response.is_closed is True

    async def test_streaming_response_async(
        self, package: Package, async_servers: Any, given: Any, cloudflare_mock: StrictMock
    ) -> None:
        cloudflare_mock.expect()
        streaming = async_servers.with_streaming_response
        async with streaming.list(account_id=cloudflare_mock.account_id, **given) as response:
            assert not response.is_closed
            assert response.http_request.headers.get("X-Stainless-Lang") == "python"
            assert package.is_page(await response.parse(), "Async")
        assert response.is_closed is True


_REFUSAL = r"^Expected a non-empty value for `account_id` but received ''$"


def test_an_empty_path_parameter(servers: Any) -> None:
    for call in (servers.list, servers.with_raw_response.list):
        with pytest.raises(ValueError, match=_REFUSAL):
            call(account_id="")


async def test_an_empty_path_parameter_async(async_servers: Any) -> None:
    for call in (async_servers.list, async_servers.with_raw_response.list):
        with pytest.raises(ValueError, match=_REFUSAL):
            await call(account_id="")


def test_a_streamed_body_is_walked(servers: Any, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    whole = servers.with_raw_response.list(account_id=cloudflare_mock.account_id)
    streaming = servers.with_streaming_response
    with streaming.list(account_id=cloudflare_mock.account_id) as response:
        assert b"".join(response.iter_bytes(1024)).startswith(b"{")
    assert whole.http_request.url == response.http_request.url


def test_every_server_is_walked(servers: Any, cloudflare_mock: StrictMock) -> None:
    # The SDK asks for one page more: it ignores the totals.
    cloudflare_mock.expect(3 if servers.__module__.startswith("cloudflare_ai_controls") else 4)
    rows = list(servers.list(account_id=cloudflare_mock.account_id, per_page=100))
    assert len({row.id for row in rows}) == 250


async def test_every_server_is_walked_async(
    async_servers: Any, cloudflare_mock: StrictMock
) -> None:
    is_ours = async_servers.__module__.startswith("cloudflare_ai_controls")
    cloudflare_mock.expect(3 if is_ours else 4)
    pages = async_servers.list(account_id=cloudflare_mock.account_id, per_page=100)
    assert len({row.id async for row in pages}) == 250


def test_a_call_takes_extras(servers: Any, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    servers.list(
        account_id=cloudflare_mock.account_id,
        extra_headers={"X-Mine": "a"},
        extra_query={"search": "my-mcp"},
        timeout=5,
    )
    assert cloudflare_mock.log[0].headers["x-mine"] == "a"
    assert _query(cloudflare_mock) == {"search": "my-mcp"}
