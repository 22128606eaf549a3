"""The official SDK's tests of servers and portals, with the SDK and with this client.

Each call meets a freshly seeded mock.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

import pytest

from cloudflare_api_mock import TOKEN, StrictMock
from tests.clients import ASYNC, SYNC, ClientKind, collect, entered, settled

pytestmark = pytest.mark.anyio

ACCOUNT = "a86a8f5c339544d7bdc89926de14fb8c"
_OVERRIDE = {"name": "name", "description": "description", "enabled": True}
_SERVERS = [
    {
        "server_id": "my-mcp-server",
        "default_disabled": True,
        "on_behalf": True,
        "updated_prompts": [_OVERRIDE],
        "updated_tools": [_OVERRIDE],
    }
]
_SERVER = {
    "id": "my-mcp-server",
    "auth_type": "unauthenticated",
    "hostname": "https://exmaple.com/mcp",
    "name": "My MCP Server",
}
_SERVER_CHANGES = {
    "auth_credentials": "auth_credentials",
    "description": "This is one remote mcp server",
    "is_shared_oauth_callback_enabled": True,
    "secure_web_gateway": True,
    "updated_prompts": [_OVERRIDE | {"alias": "my-custom-alias"}],
    "updated_tools": [_OVERRIDE | {"alias": "my-custom-alias"}],
}
_PORTAL = {"id": "my-mcp-portal", "hostname": "exmaple.com", "name": "My MCP Portal"}
_PORTAL_CHANGES = {
    "code_mode": "opt_in",
    "allow_code_mode": True,
    "description": "This is my custom MCP Portal",
    "secure_web_gateway": True,
    "servers": _SERVERS,
}
_LIST = {"page": 1, "per_page": 1, "search": "search"}
# A group, a method and its arguments: those that it needs, then all.
_REQUIRED: list[tuple[str, str, dict[str, Any]]] = [
    ("servers", "create", _SERVER),
    ("servers", "update", {"id": "my-mcp-server"}),
    ("servers", "list", {}),
    ("servers", "delete", {"id": "my-mcp-server"}),
    ("servers", "read", {"id": "my-mcp-server"}),
    ("servers", "sync", {"id": "my-mcp-portal"}),
    ("portals", "create", _PORTAL),
    ("portals", "update", {"id": "my-mcp-portal"}),
    ("portals", "list", {}),
    ("portals", "delete", {"id": "my-mcp-portal"}),
    ("portals", "read", {"id": "my-mcp-portal"}),
]
_ALL: list[tuple[str, str, dict[str, Any]]] = [
    ("servers", "create", _SERVER | _SERVER_CHANGES | {"client_secret": "client_secret"}),
    ("servers", "update", {"id": "my-mcp-server", "name": "My MCP Server"} | _SERVER_CHANGES),
    ("servers", "list", _LIST),
    ("portals", "create", _PORTAL | _PORTAL_CHANGES),
    ("portals", "update", _PORTAL | _PORTAL_CHANGES),
    ("portals", "list", _LIST),
]
_required = pytest.mark.parametrize(("group", "method", "arguments"), _REQUIRED)


class Package:
    """A package with clients of one kind."""

    def __init__(self, name: str, kind: ClientKind) -> None:
        self.kind = kind
        self.is_official = name == "cloudflare"
        self._clients = import_module(name)
        self._pages = import_module("cloudflare.pagination" if self.is_official else name)
        models = "cloudflare.types.zero_trust.access.ai_controls.mcp"
        self._models = import_module(models if self.is_official else name)

    def client(self, mock: StrictMock) -> Any:
        make = self.kind.choose(self._clients.Cloudflare, self._clients.AsyncCloudflare)
        # The SDK sends this header by itself, and its tests look for it.
        headers = {"X-Stainless-Lang": "python"}
        return make(base_url=mock.base_url, api_token=TOKEN, max_retries=0, default_headers=headers)

    def check(self, group: str, method: str, result: Any) -> None:
        """Assert that the result of a method has the class of the SDK's name."""
        name = f"{group.removesuffix('s').capitalize()}{method.capitalize()}Response"
        model = getattr(self._models, name)
        if method == "list":
            name = self.kind.choose("SyncV4PagePaginationArray", "AsyncV4PagePaginationArray")
            assert isinstance(result, getattr(self._pages, name))
        for row in result.result if method == "list" else [result]:
            assert isinstance(row, model)


# One kind of the SDK's clients is enough to show that the mock is realistic.
@pytest.fixture(
    params=[
        ("cloudflare", SYNC),
        ("cloudflare_ai_controls", SYNC),
        ("cloudflare_ai_controls", ASYNC),
    ],
    ids=["cloudflare", "sync", "async"],
)
def package(request: pytest.FixtureRequest) -> Package:
    return Package(*request.param)


@pytest.fixture
async def mcp(package: Package, cloudflare_mock: StrictMock) -> AsyncIterator[Any]:
    async with entered(package.client(cloudflare_mock)) as client:
        yield client.zero_trust.access.ai_controls.mcp


def _check_raw(response: Any) -> None:
    assert response.is_closed is True
    assert response.http_request.headers.get("X-Stainless-Lang") == "python"


@pytest.mark.parametrize(("group", "method", "arguments"), _REQUIRED + _ALL)
async def test_method(
    package: Package,
    mcp: Any,
    group: str,
    method: str,
    arguments: Any,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect()
    call = getattr(getattr(mcp, group), method)
    package.check(group, method, await settled(call(account_id=ACCOUNT, **arguments)))


@_required
async def test_raw_response(
    package: Package,
    mcp: Any,
    group: str,
    method: str,
    arguments: Any,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect()
    raw = getattr(getattr(mcp, group).with_raw_response, method)
    response = await settled(raw(account_id=ACCOUNT, **arguments))
    _check_raw(response)
    package.check(group, method, await settled(response.parse()))


@_required
async def test_streaming_response(
    package: Package,
    mcp: Any,
    group: str,
    method: str,
    arguments: Any,
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect()
    streaming = getattr(getattr(mcp, group).with_streaming_response, method)
    async with entered(streaming(account_id=ACCOUNT, **arguments)) as response:
        assert not response.is_closed
        package.check(group, method, await settled(response.parse()))
    _check_raw(response)


@_required
async def test_empty_path_parameters(mcp: Any, group: str, method: str, arguments: Any) -> None:
    raw = getattr(getattr(mcp, group).with_raw_response, method)
    with pytest.raises(ValueError, match=r"^Expected a non-empty value for `account_id` but"):
        await settled(raw(account_id="", **arguments))
    if method in {"update", "delete", "read", "sync"}:
        with pytest.raises(ValueError, match=r"^Expected a non-empty value for `id` but"):
            await settled(raw(account_id=ACCOUNT, **arguments | {"id": ""}))


async def test_a_streamed_body_is_read_in_pieces(mcp: Any, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    streaming = mcp.servers.with_streaming_response
    async with entered(streaming.list(account_id=ACCOUNT)) as response:
        assert b"".join(await collect(response.iter_bytes(1024))).startswith(b"{")


async def test_every_server_is_listed(
    package: Package, mcp: Any, cloudflare_mock: StrictMock
) -> None:
    # The SDK asks for one page more: it ignores the totals.
    cloudflare_mock.expect(4 if package.is_official else 3)
    rows = await collect(mcp.servers.list(account_id=ACCOUNT, per_page=100))
    assert len({row.id for row in rows}) == 250


async def test_a_call_takes_extras(mcp: Any, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    page = mcp.servers.list(
        account_id=ACCOUNT,
        extra_headers={"X-Mine": "a"},
        extra_query={"search": "my-mcp"},
        timeout=5,
    )
    await settled(page)
    (request,) = cloudflare_mock.log
    assert request.headers["x-mine"] == "a"
    assert request.query == (("search", "my-mcp"),)


# The sample on Cloudflare's reference page; its first two lines are the ones below it.
_SAMPLE = """
client = Cloudflare(
    api_token=os.environ.get("CLOUDFLARE_API_TOKEN"),  # This is the default and can be omitted
)
page = client.zero_trust.access.ai_controls.mcp.servers.list(
    account_id="a86a8f5c339544d7bdc89926de14fb8c",
)
page = page.result[0]
print(page.id)
"""


@pytest.mark.parametrize("name", ["cloudflare", "cloudflare_ai_controls"])
def test_the_sample_of_the_reference_page_runs_with_only_its_import_changed(
    name: str,
    cloudflare_mock: StrictMock,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cloudflare_mock.expect()
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", TOKEN)
    monkeypatch.setenv("CLOUDFLARE_BASE_URL", cloudflare_mock.base_url)
    names: dict[str, Any] = {}
    exec(f"import os\nfrom {name} import Cloudflare\n{_SAMPLE}", names)
    names["client"].close()
    assert capsys.readouterr() == ("my-mcp-server\n", "")
