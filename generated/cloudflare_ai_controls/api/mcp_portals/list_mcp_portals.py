# Generated from openapi.yaml by `make generate`. Do not edit.
"""GET /accounts/{account_id}/access/ai-controls/mcp/portals"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="listMcpPortals",
    method="GET",
    path="/accounts/{account_id}/access/ai-controls/mcp/portals",
    parameters=(
        _core.Parameter("string", "account_id", "path", required=True),
        _core.Parameter("integer", "page", "query", minimum=1),
        _core.Parameter("integer", "per_page", "query", minimum=1, maximum=100),
        _core.Parameter("string", "search", "query", min_length=1),
    ),
    permissions=("MCP Portals Write", "MCP Portals Read"),
    result=_core.nested(lambda: _models.McpPortal),
    page_parameter="page",
    model=_models.McpPortal,
    group="zero_trust.access.ai_controls.mcp.portals",
    name="list",
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    page: int | _core.Omit | None = _core.omit,
    per_page: int | _core.Omit | None = _core.omit,
    search: str | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[_core.SyncV4PagePaginationArray[_models.McpPortal]]:
    """List MCP portals.

    Like `zero_trust.access.ai_controls.mcp.portals.list`, but returns the whole response.
    """
    call = _core.Call(
        OPERATION,
        {"account_id": account_id, "page": page, "per_page": per_page, "search": search},
        options,
    )
    return client.__client_request_page__(call)


@_core.result_of(sync_detailed)
def sync() -> None:
    """Like `sync_detailed`, but returns only the result."""


def asyncio_detailed(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    page: int | _core.Omit | None = _core.omit,
    per_page: int | _core.Omit | None = _core.omit,
    search: str | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[_core.AsyncV4PagePaginationArray[_models.McpPortal]]]:
    """Like `sync_detailed`, but must be awaited. Arguments are checked at the call."""
    call = _core.Call(
        OPERATION,
        {"account_id": account_id, "page": page, "per_page": per_page, "search": search},
        options,
    )
    return client.__client_request_page__(call)


@_core.paginator_of(asyncio_detailed)
def asyncio() -> None:
    """Like `sync`, but must be awaited for the first page, or iterated over for every row."""
