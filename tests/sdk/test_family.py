"""The official SDK's tests of servers and portals, with the SDK and with this client.

Each call meets a freshly seeded mock.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from importlib import import_module
from typing import Any

import pytest

from cloudflare_api_mock import TOKEN, StrictMock
from tests.clients import ClientKind, entered, settled

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
_CALLS: list[tuple[str, str, dict[str, Any]]] = [
    ("servers", "create", _SERVER),
    ("servers", "create", _SERVER | _SERVER_CHANGES | {"client_secret": "client_secret"}),
    ("servers", "update", {"id": "my-mcp-server"}),
    ("servers", "update", {"id": "my-mcp-server", "name": "My MCP Server"} | _SERVER_CHANGES),
    ("servers", "list", {}),
    ("servers", "list", _LIST),
    ("servers", "delete", {"id": "my-mcp-server"}),
    ("servers", "read", {"id": "my-mcp-server"}),
    ("servers", "sync", {"id": "my-mcp-portal"}),
    ("portals", "create", _PORTAL),
    ("portals", "create", _PORTAL | _PORTAL_CHANGES),
    ("portals", "update", {"id": "my-mcp-portal"}),
    ("portals", "update", _PORTAL | _PORTAL_CHANGES),
    ("portals", "list", {}),
    ("portals", "list", _LIST),
    ("portals", "delete", {"id": "my-mcp-portal"}),
    ("portals", "read", {"id": "my-mcp-portal"}),
]
_calls = pytest.mark.parametrize(("group", "method", "arguments"), _CALLS)


@pytest.fixture(params=["cloudflare", "cloudflare_ai_controls"])
def package(request: pytest.FixtureRequest) -> str:
    package: str = request.param
    return package


@pytest.fixture
async def mcp(
    package: str, client_kind: ClientKind, cloudflare_mock: StrictMock
) -> AsyncIterator[Any]:
    module = import_module(package)
    make = client_kind.choose(module.Cloudflare, module.AsyncCloudflare)
    client = make(
        base_url=cloudflare_mock.base_url,
        api_token=TOKEN,
        max_retries=0,
        # The SDK sends this header by itself, and its tests look for it.
        default_headers={"X-Stainless-Lang": "python"},
    )
    async with entered(client):
        yield client.zero_trust.access.ai_controls.mcp


def _check(package: str, group: str, method: str, result: Any) -> None:
    name = f"{group.removesuffix('s').capitalize()}{method.capitalize()}Response"
    where = "cloudflare.types.zero_trust.access.ai_controls.mcp"
    expected = getattr(import_module(where if package == "cloudflare" else package), name)
    if method == "list":
        assert all(isinstance(row, expected) for row in result.result)
    else:
        assert isinstance(result, expected)


def _check_raw(response: Any) -> None:
    assert response.is_closed is True
    assert response.http_request.headers.get("X-Stainless-Lang") == "python"


@_calls
async def test_method(
    package: str, mcp: Any, group: str, method: str, arguments: Any, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    call = getattr(getattr(mcp, group), method)
    _check(package, group, method, await settled(call(account_id=ACCOUNT, **arguments)))


@_calls
async def test_raw_response(
    package: str, mcp: Any, group: str, method: str, arguments: Any, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    raw = getattr(getattr(mcp, group).with_raw_response, method)
    response = await settled(raw(account_id=ACCOUNT, **arguments))
    _check_raw(response)
    _check(package, group, method, await settled(response.parse()))


@_calls
async def test_streaming_response(
    package: str, mcp: Any, group: str, method: str, arguments: Any, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect()
    streaming = getattr(getattr(mcp, group).with_streaming_response, method)
    async with entered(streaming(account_id=ACCOUNT, **arguments)) as response:
        assert not response.is_closed
        _check(package, group, method, await settled(response.parse()))
    _check_raw(response)


@_calls
async def test_empty_path_parameters(mcp: Any, group: str, method: str, arguments: Any) -> None:
    raw = getattr(getattr(mcp, group).with_raw_response, method)
    with pytest.raises(ValueError, match=r"^Expected a non-empty value for `account_id` but"):
        await settled(raw(account_id="", **arguments))
    if method in {"update", "delete", "read", "sync"}:
        with pytest.raises(ValueError, match=r"^Expected a non-empty value for `id` but"):
            await settled(raw(account_id=ACCOUNT, **arguments | {"id": ""}))
