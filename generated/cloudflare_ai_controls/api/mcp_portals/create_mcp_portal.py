# Generated from openapi.yaml by `make generate`. Do not edit.
"""POST /accounts/{account_id}/access/ai-controls/mcp/portals"""

from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from typing import Any, Final, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="createMcpPortal",
    method="POST",
    path="/accounts/{account_id}/access/ai-controls/mcp/portals",
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
            "hostname",
            "body",
            required=True,
            pattern="^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$",
        ),
        _core.Parameter("string", "name", "body", required=True, max_length=350),
        _core.Parameter("boolean", "allow_code_mode", "body"),
        _core.Parameter(
            "string", "code_mode", "body", enum=("off", "opt_in", "default_on", "enforced")
        ),
        _core.Parameter("string", "description", "body", max_length=512),
        _core.Parameter("boolean", "secure_web_gateway", "body"),
        _core.Parameter(
            "array",
            "servers",
            "body",
            items=_core.Rule("object", model=lambda: _models.PortalServerAttachment),
        ),
    ),
    permissions=("MCP Portals Write",),
    result=_core.nested(lambda: _models.McpPortal),
    model=_models.McpPortal,
    group="zero_trust.access.ai_controls.mcp.portals",
    name="create",
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    id: str,
    hostname: str,
    name: str,
    allow_code_mode: bool | _core.Omit = _core.omit,
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
    description: str | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    servers: Iterable[_models.PortalServerAttachment | Mapping[str, object]]
    | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[_models.McpPortal]:
    """Create an MCP portal.

    Like `zero_trust.access.ai_controls.mcp.portals.create`, but returns the whole response.
    """
    call = _core.Call(
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
    return client.__client_request__(call)


@_core.result_of(sync_detailed)
def sync() -> None:
    """Like `sync_detailed`, but returns only the result."""


def asyncio_detailed(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    id: str,
    hostname: str,
    name: str,
    allow_code_mode: bool | _core.Omit = _core.omit,
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
    description: str | _core.Omit = _core.omit,
    secure_web_gateway: bool | _core.Omit = _core.omit,
    servers: Iterable[_models.PortalServerAttachment | Mapping[str, object]]
    | _core.Omit = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[_models.McpPortal]]:
    """Like `sync_detailed`, but must be awaited. Arguments are checked at the call."""
    call = _core.Call(
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
    return client.__client_request__(call)


@_core.async_result_of(asyncio_detailed)
def asyncio() -> None:
    """Like `sync`, but must be awaited. Arguments are checked at the call."""
