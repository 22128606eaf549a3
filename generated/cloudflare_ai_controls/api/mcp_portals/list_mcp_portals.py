# Generated from openapi.yaml by `make generate`. Do not edit.
"""GET /accounts/{account_id}/access/ai-controls/mcp/portals"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls.models import McpPortal

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="listMcpPortals",
    method="GET",
    path="/accounts/{account_id}/access/ai-controls/mcp/portals",
    parameters=(
        _core.Parameter("account_id", "path", "string", required=True),
        _core.Parameter("page", "query", "integer", minimum=1),
        _core.Parameter("per_page", "query", "integer", minimum=1, maximum=100),
        _core.Parameter("search", "query", "string"),
    ),
    permissions=(
        "MCP Portals Write",
        "MCP Portals Read",
    ),
    result=_core.nested(lambda: McpPortal),
    page_parameter="page",
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    page: int | _core.Omit | None = _core.omit,
    per_page: int | _core.Omit | None = _core.omit,
    search: str | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[_core.SyncV4PagePaginationArray[McpPortal]]:
    """List MCP portals.

    Lists the MCP portals of the account, one page at a time.

    Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

    Args:
        account_id: Identifier of the Cloudflare account.
        page: Number of the page to return. At least 1. The server's default is 1.
        per_page: Maximum number of entries on the page. 1 to 100. The server's default is 20.
        search: Text to find in the id, name or hostname of a portal. Case is ignored.
        **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

    Returns:
        The whole answer: status, headers, content, and the result as `parsed`.

    Raises:
        ValueError: An argument breaks a rule above; nothing was sent.
        APIStatusError: The API refused or failed; the subclass tells how.
        APIConnectionError: No answer came, or none in time.
        APIResponseValidationError: The answer is not what the contract says.
        PaginationError: The server gave another page than the one asked for.
    """
    return client.request_page(
        OPERATION,
        {
            "account_id": account_id,
            "page": page,
            "per_page": per_page,
            "search": search,
        },
        options,
    )


def sync(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    page: int | _core.Omit | None = _core.omit,
    per_page: int | _core.Omit | None = _core.omit,
    search: str | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.SyncV4PagePaginationArray[McpPortal]:
    """Like `sync_detailed`, but return the result alone."""
    return sync_detailed(
        client, account_id=account_id, page=page, per_page=per_page, search=search, **options
    ).parsed


def asyncio_detailed(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    page: int | _core.Omit | None = _core.omit,
    per_page: int | _core.Omit | None = _core.omit,
    search: str | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[_core.AsyncV4PagePaginationArray[McpPortal]]]:
    """Like `sync_detailed`, to be awaited. Arguments are checked before that."""
    return client.request_page(
        OPERATION,
        {
            "account_id": account_id,
            "page": page,
            "per_page": per_page,
            "search": search,
        },
        options,
    )


def asyncio(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    page: int | _core.Omit | None = _core.omit,
    per_page: int | _core.Omit | None = _core.omit,
    search: str | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.AsyncPaginator[McpPortal]:
    """Like `sync`: await it for the first page, or iterate over it for every row."""
    return client.paginate(
        OPERATION,
        {
            "account_id": account_id,
            "page": page,
            "per_page": per_page,
            "search": search,
        },
        options,
    )
