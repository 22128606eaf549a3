# Generated from openapi.yaml by `make generate`. Do not edit.
"""POST /accounts/{account_id}/access/ai-controls/mcp/servers"""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from typing import Any, Final, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="createMcpServer",
    method="POST",
    path="/accounts/{account_id}/access/ai-controls/mcp/servers",
    parameters=(
        _core.Parameter("string", "account_id", "path", required=True),
        _core.Parameter(
            "string",
            "id",
            "body",
            required=True,
            min_length=1,
            max_length=32,
            pattern="^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        ),
        _core.Parameter(
            "string",
            "auth_type",
            "body",
            required=True,
            enum=("oauth", "bearer", "unauthenticated"),
        ),
        _core.Parameter("string", "hostname", "body", required=True),
        _core.Parameter("string", "name", "body", required=True, max_length=350),
        _core.Parameter("string", "auth_credentials", "body", secret=True),
        _core.Parameter("string", "client_secret", "body", secret=True),
        _core.Parameter("string", "description", "body", nullable=True, max_length=512),
        _core.Parameter("boolean", "is_shared_oauth_callback_enabled", "body"),
        _core.Parameter("boolean", "secure_web_gateway", "body"),
        _core.Parameter(
            "array",
            "updated_prompts",
            "body",
            items=_core.Rule("object", model=lambda: _models.CapabilityOverride),
        ),
        _core.Parameter(
            "array",
            "updated_tools",
            "body",
            items=_core.Rule("object", model=lambda: _models.CapabilityOverride),
        ),
    ),
    permissions=("MCP Portals Write",),
    result=_core.nested(lambda: _models.McpServer),
    model=_models.McpServer,
    group="zero_trust.access.ai_controls.mcp.servers",
    name="create",
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    id: str,
    auth_type: Literal["oauth", "bearer", "unauthenticated"],
    hostname: str,
    name: str,
    auth_credentials: str | _core.Omit = _core.omit,
    client_secret: str | _core.Omit = _core.omit,
    description: str | _core.Omit | None = _core.omit,
    is_shared_oauth_callback_enabled: bool | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    updated_prompts: Iterable[_models.CapabilityOverride | Mapping[str, object]]
    | _core.Omit = _core.omit,
    updated_tools: Iterable[_models.CapabilityOverride | Mapping[str, object]]
    | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[_models.McpServer]:
    """Create an MCP server.

    Like `zero_trust.access.ai_controls.mcp.servers.create`, but returns the whole response.
    """
    call = _core.Call(
        OPERATION,
        {
            "account_id": account_id,
            "id": id,
            "auth_type": auth_type,
            "hostname": hostname,
            "name": name,
            "auth_credentials": auth_credentials,
            "client_secret": client_secret,
            "description": description,
            "is_shared_oauth_callback_enabled": is_shared_oauth_callback_enabled,
            "secure_web_gateway": secure_web_gateway,
            "updated_prompts": updated_prompts,
            "updated_tools": updated_tools,
        },
        options,
    )
    # A crash reporter may record the variables of this frame.
    del auth_credentials, client_secret, options
    return client.__client_request__(call)


@_core.result_of(sync_detailed)
def sync() -> None:
    """Like `sync_detailed`, but returns only the result."""


def asyncio_detailed(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    id: str,
    auth_type: Literal["oauth", "bearer", "unauthenticated"],
    hostname: str,
    name: str,
    auth_credentials: str | _core.Omit = _core.omit,
    client_secret: str | _core.Omit = _core.omit,
    description: str | _core.Omit | None = _core.omit,
    is_shared_oauth_callback_enabled: bool | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    updated_prompts: Iterable[_models.CapabilityOverride | Mapping[str, object]]
    | _core.Omit = _core.omit,
    updated_tools: Iterable[_models.CapabilityOverride | Mapping[str, object]]
    | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[_models.McpServer]]:
    """Like `sync_detailed`, but must be awaited. Arguments are checked at the call."""
    call = _core.Call(
        OPERATION,
        {
            "account_id": account_id,
            "id": id,
            "auth_type": auth_type,
            "hostname": hostname,
            "name": name,
            "auth_credentials": auth_credentials,
            "client_secret": client_secret,
            "description": description,
            "is_shared_oauth_callback_enabled": is_shared_oauth_callback_enabled,
            "secure_web_gateway": secure_web_gateway,
            "updated_prompts": updated_prompts,
            "updated_tools": updated_tools,
        },
        options,
    )
    # A crash reporter may record the variables of this frame.
    del auth_credentials, client_secret, options
    return client.__client_request__(call)


@_core.async_result_of(asyncio_detailed)
def asyncio() -> None:
    """Like `sync`, but must be awaited. Arguments are checked at the call."""
