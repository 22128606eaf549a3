# Generated from openapi.yaml by `make generate`. Do not edit.
"""DELETE /accounts/{account_id}/access/ai-controls/mcp/servers/{id}"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls.models import McpServer

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="deleteMcpServer",
    method="DELETE",
    path="/accounts/{account_id}/access/ai-controls/mcp/servers/{id}",
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
    ),
    permissions=("MCP Portals Write",),
    result=_core.nested(lambda: McpServer),
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    id: str,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[McpServer]:
    """Delete an MCP server.

    Deletes an MCP server from the account.

    Needs the permission group MCP Portals Write.

    Args:
        account_id: Identifier of the Cloudflare account.
        id: Identifier of the server. 1 to 32 characters. Pattern:
            `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
        **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

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
        },
        options,
    )


def sync(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    id: str,
    **options: Unpack[_core.RequestOptions],
) -> McpServer:
    """Like `sync_detailed`, but return the result alone."""
    return sync_detailed(client, account_id=account_id, id=id, **options).parsed


def asyncio_detailed(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    id: str,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[McpServer]]:
    """Like `sync_detailed`, to be awaited. Arguments are checked before that."""
    return client.request(
        OPERATION,
        {
            "account_id": account_id,
            "id": id,
        },
        options,
    )


def asyncio(
    client: _core.AsyncAPIClient,
    *,
    account_id: str,
    id: str,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, McpServer]:
    """Like `sync`, to be awaited. Arguments are checked before that."""
    return _core.parsed(asyncio_detailed(client, account_id=account_id, id=id, **options))
