# Generated from openapi.yaml by `make generate`. Do not edit.
"""PUT /accounts/{account_id}/access/ai-controls/mcp/portals/{id}"""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from typing import Any, Final, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls.models import McpPortal, PortalServerAttachment

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="updateMcpPortal",
    method="PUT",
    path="/accounts/{account_id}/access/ai-controls/mcp/portals/{id}",
    parameters=(
        _core.Parameter("account_id", "path", "string", required=True),
        _core.Parameter(
            "id",
            "path",
            "string",
            required=True,
            min_length=1,
            max_length=32,
            pattern="^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        ),
        _core.Parameter(
            "hostname",
            "body",
            "string",
            pattern="^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$",
        ),
        _core.Parameter("name", "body", "string", max_length=350),
        _core.Parameter("allow_code_mode", "body", "boolean"),
        _core.Parameter(
            "code_mode",
            "body",
            "string",
            enum=(
                "off",
                "opt_in",
                "default_on",
                "enforced",
            ),
        ),
        _core.Parameter("description", "body", "string", max_length=512),
        _core.Parameter("secure_web_gateway", "body", "boolean"),
        _core.Parameter(
            "servers",
            "body",
            "array",
            items=_core.Parameter(
                "servers", "body", "object", model=lambda: PortalServerAttachment
            ),
        ),
    ),
    permissions=("MCP Portals Write",),
    result=_core.nested(lambda: McpPortal),
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    id: str,
    hostname: str | _core.Omit = _core.omit,
    name: str | _core.Omit = _core.omit,
    allow_code_mode: bool | _core.Omit = _core.omit,
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
    description: str | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[McpPortal]:
    """Update an MCP portal.

    Changes an MCP portal. Omitted members keep their values. A given `servers` replaces the whole
    list.

    Needs the permission group MCP Portals Write.

    Args:
        account_id: Identifier of the Cloudflare account.
        id: Identifier of the portal. 1 to 32 characters. Pattern:
            `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
        hostname: Host name of the portal, without scheme and path. Pattern:
            `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-
            z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
        name: Display name. At most 350 characters.
        allow_code_mode: Whether Code Mode is available. `code_mode` replaces this member. If
            both are sent, they must not contradict each other. The server's default is true.
            Deprecated.
        code_mode: When clients call tools through code that they write: never (`off`), on
            request (`opt_in`), unless they decline (`default_on`), or always (`enforced`). The
            server's default is opt_in.
        description: Purpose of the portal. At most 512 characters.
        secure_web_gateway: Whether MCP traffic of the portal goes through Zero Trust Secure Web
            Gateway. The server's default is false.
        servers: Servers to publish. Cloudflare allows at most 80.
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
            "hostname": hostname,
            "name": name,
            "allow_code_mode": allow_code_mode,
            "code_mode": code_mode,
            "description": description,
            "secure_web_gateway": secure_web_gateway,
            "servers": servers,
        },
        options,
    )


def sync(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    id: str,
    hostname: str | _core.Omit = _core.omit,
    name: str | _core.Omit = _core.omit,
    allow_code_mode: bool | _core.Omit = _core.omit,
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
    description: str | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> McpPortal:
    """Like `sync_detailed`, but return the result alone."""
    return sync_detailed(
        client,
        account_id=account_id,
        id=id,
        hostname=hostname,
        name=name,
        allow_code_mode=allow_code_mode,
        code_mode=code_mode,
        description=description,
        secure_web_gateway=secure_web_gateway,
        servers=servers,
        **options,
    ).parsed


def asyncio_detailed(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    id: str,
    hostname: str | _core.Omit = _core.omit,
    name: str | _core.Omit = _core.omit,
    allow_code_mode: bool | _core.Omit = _core.omit,
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
    description: str | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[McpPortal]]:
    """Like `sync_detailed`, to be awaited. Arguments are checked before that."""
    return client.request(
        OPERATION,
        {
            "account_id": account_id,
            "id": id,
            "hostname": hostname,
            "name": name,
            "allow_code_mode": allow_code_mode,
            "code_mode": code_mode,
            "description": description,
            "secure_web_gateway": secure_web_gateway,
            "servers": servers,
        },
        options,
    )


def asyncio(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    id: str,
    hostname: str | _core.Omit = _core.omit,
    name: str | _core.Omit = _core.omit,
    allow_code_mode: bool | _core.Omit = _core.omit,
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
    description: str | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, McpPortal]:
    """Like `sync`, to be awaited. Arguments are checked before that."""
    return _core.parsed(
        asyncio_detailed(
            client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )
    )
