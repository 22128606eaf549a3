# Generated from openapi.yaml by `make generate`. Do not edit.
"""POST /accounts/{account_id}/access/ai-controls/mcp/servers"""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from typing import Any, Final, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls.models import CapabilityOverride, McpServer

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="createMcpServer",
    method="POST",
    path="/accounts/{account_id}/access/ai-controls/mcp/servers",
    parameters=(
        _core.Parameter("account_id", "path", "string", required=True),
        _core.Parameter(
            "id",
            "body",
            "string",
            required=True,
            min_length=1,
            max_length=32,
            pattern="^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        ),
        _core.Parameter(
            "auth_type",
            "body",
            "string",
            required=True,
            enum=(
                "oauth",
                "bearer",
                "unauthenticated",
            ),
        ),
        _core.Parameter("hostname", "body", "string", required=True),
        _core.Parameter("name", "body", "string", required=True, max_length=350),
        _core.Parameter("auth_credentials", "body", "string", secret=True),
        _core.Parameter("client_secret", "body", "string", secret=True),
        _core.Parameter("description", "body", "string", nullable=True, max_length=512),
        _core.Parameter("is_shared_oauth_callback_enabled", "body", "boolean"),
        _core.Parameter("secure_web_gateway", "body", "boolean"),
        _core.Parameter(
            "updated_prompts",
            "body",
            "array",
            items=_core.Parameter(
                "updated_prompts", "body", "object", model=lambda: CapabilityOverride
            ),
        ),
        _core.Parameter(
            "updated_tools",
            "body",
            "array",
            items=_core.Parameter(
                "updated_tools", "body", "object", model=lambda: CapabilityOverride
            ),
        ),
    ),
    permissions=("MCP Portals Write",),
    result=_core.nested(lambda: McpServer),
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
    updated_prompts: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    updated_tools: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[McpServer]:
    """Create an MCP server.

    Registers an upstream MCP server with the account. Cloudflare then starts the first sync by
    itself. Tools and prompts are empty until that sync.

    Needs the permission group MCP Portals Write.

    Args:
        account_id: Identifier of the Cloudflare account.
        id: Identifier of the server, chosen at creation. 1 to 32 characters. Pattern:
            `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
        auth_type: How Cloudflare authenticates to the server.
        hostname: URL of the server's MCP endpoint. Format: uri.
        name: Display name. At most 350 characters.
        auth_credentials: Credentials that Cloudflare uses for the server: a bearer token, or a
            JSON object in a string. For a bearer server, the object has `headers`, which are sent
            unchanged. For an OAuth client that is entered by hand, the object has `auth_mode:
            manual`, `config` (with at least `authorization_endpoint` and `token_endpoint`) and
            `registration_info`.
        client_secret: Secret of an OAuth client that is entered by hand. It is required if
            `auth_mode` is `manual`.
        description: Purpose of the server. At most 512 characters.
        is_shared_oauth_callback_enabled: Whether OAuth with the server uses Cloudflare's shared
            callback URL instead of one at the portal's host name. This setting may not take effect
            in every environment yet. The server's default is false.
        secure_web_gateway: Whether traffic to the server goes through Zero Trust Secure Web
            Gateway. The server's default is false.
        updated_prompts: Overrides of the server's prompts.
        updated_tools: Overrides of the server's tools.
        **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
            alone.

    Returns:
        The whole answer: status, headers, content, and the result as `parsed`.

    Raises:
        ValueError: An argument breaks a rule above; nothing was sent.
        APIStatusError: The API refused or failed; the subclass tells how.
        APIConnectionError: No answer came, or none in time.
        APIResponseValidationError: The answer is not what the contract says.
    """
    return client.request(
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


def sync(
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
    updated_prompts: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    updated_tools: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> McpServer:
    """Like `sync_detailed`, but return the result alone."""
    return sync_detailed(
        client,
        account_id=account_id,
        id=id,
        auth_type=auth_type,
        hostname=hostname,
        name=name,
        auth_credentials=auth_credentials,
        client_secret=client_secret,
        description=description,
        is_shared_oauth_callback_enabled=is_shared_oauth_callback_enabled,
        secure_web_gateway=secure_web_gateway,
        updated_prompts=updated_prompts,
        updated_tools=updated_tools,
        **options,
    ).parsed


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
    updated_prompts: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    updated_tools: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[McpServer]]:
    """Like `sync_detailed`, to be awaited. Arguments are checked before that."""
    return client.request(
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


def asyncio(
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
    updated_prompts: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    updated_tools: Iterable[CapabilityOverride | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, McpServer]:
    """Like `sync`, to be awaited. Arguments are checked before that."""
    return _core.parsed(
        asyncio_detailed(
            client,
            account_id=account_id,
            id=id,
            auth_type=auth_type,
            hostname=hostname,
            name=name,
            auth_credentials=auth_credentials,
            client_secret=client_secret,
            description=description,
            is_shared_oauth_callback_enabled=is_shared_oauth_callback_enabled,
            secure_web_gateway=secure_web_gateway,
            updated_prompts=updated_prompts,
            updated_tools=updated_tools,
            **options,
        )
    )
