# Generated from openapi.yaml by `make generate`. Do not edit.
"""GET /accounts/{account_id}/access/ai-controls/mcp/portals/{id}"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="readMcpPortal",
    method="GET",
    path="/accounts/{account_id}/access/ai-controls/mcp/portals/{id}",
    parameters=(
        _core.Parameter("string", "account_id", "path", required=True),
        _core.Parameter(
            "string",
            "id",
            "path",
            required=True,
            min_length=1,
            max_length=32,
            pattern="^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        ),
    ),
    permissions=("MCP Portals Write", "MCP Portals Read"),
    result=_core.nested(lambda: _models.McpPortal),
    model=_models.McpPortal,
    group="zero_trust.access.ai_controls.mcp.portals",
    name="read",
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    id: str,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[_models.McpPortal]:
    """Read an MCP portal.

    Like `zero_trust.access.ai_controls.mcp.portals.read`, but returns the whole response.
    """
    call = _core.Call(OPERATION, {"account_id": account_id, "id": id}, options)
    return client.__client_request__(call)


@_core.result_of(sync_detailed)
def sync() -> None:
    """Like `sync_detailed`, but returns only the result."""


def asyncio_detailed(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    id: str,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[_models.McpPortal]]:
    """Like `sync_detailed`, but must be awaited. Arguments are checked at the call."""
    call = _core.Call(OPERATION, {"account_id": account_id, "id": id}, options)
    return client.__client_request__(call)


@_core.async_result_of(asyncio_detailed)
def asyncio() -> None:
    """Like `sync`, but must be awaited. Arguments are checked at the call."""
