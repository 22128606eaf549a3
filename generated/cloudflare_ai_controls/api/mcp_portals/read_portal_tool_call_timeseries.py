# Generated from openapi.yaml by `make generate`. Do not edit.
"""GET
/accounts/{account_id}/access/ai-controls/mcp/analytics/portals/{portal_id}/tool-calls/timeseries
"""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Final, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["OPERATION", "asyncio", "asyncio_detailed", "sync", "sync_detailed"]

OPERATION: Final = _core.Operation(
    id="readPortalToolCallTimeseries",
    method="GET",
    path="/accounts/{account_id}/access/ai-controls/mcp/analytics/portals/{portal_id}/tool-calls/timeseries",
    parameters=(
        _core.Parameter("string", "account_id", "path", required=True),
        _core.Parameter(
            "string",
            "portal_id",
            "path",
            required=True,
            min_length=1,
            max_length=32,
            pattern="^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        ),
        _core.Parameter("string", "granularity", "query", enum=("daily", "monthly")),
        _core.Parameter("string", "aggregate", "query", enum=("true", "false")),
        _core.Parameter(
            "string",
            "tz",
            "query",
            pattern="^(utc|Z|(-(0[0-9]|1[01])|[+](0[0-9]|1[0-3])):[0-5][0-9]|-12:00|[+]14:00)$",
        ),
        _core.Parameter("integer", "days", "query", minimum=1, maximum=179),
    ),
    permissions=("MCP Portals Write", "MCP Portals Read"),
    result=_core.nested(lambda: _models.ToolCallTimeseries),
    model=_models.ToolCallTimeseries,
    group="zero_trust.access.ai_controls.mcp.portals",
    name="tool_call_analytics",
)


def sync_detailed(
    client: _core.SyncAPIClient,
    *,
    account_id: str,
    portal_id: str,
    granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
    aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
    tz: str | _core.Omit | None = _core.omit,
    days: int | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> _core.Response[_models.ToolCallTimeseries]:
    """Count tool calls of an MCP portal.

    Like `zero_trust.access.ai_controls.mcp.portals.tool_call_analytics`, but returns the whole
    response.
    """
    call = _core.Call(
        OPERATION,
        {
            "account_id": account_id,
            "portal_id": portal_id,
            "granularity": granularity,
            "aggregate": aggregate,
            "tz": tz,
            "days": days,
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
    portal_id: str,
    granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
    aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
    tz: str | _core.Omit | None = _core.omit,
    days: int | _core.Omit | None = _core.omit,
    **options: Unpack[_core.RequestOptions],
) -> Coroutine[Any, Any, _core.AsyncResponse[_models.ToolCallTimeseries]]:
    """Like `sync_detailed`, but must be awaited. Arguments are checked at the call."""
    call = _core.Call(
        OPERATION,
        {
            "account_id": account_id,
            "portal_id": portal_id,
            "granularity": granularity,
            "aggregate": aggregate,
            "tz": tz,
            "days": days,
        },
        options,
    )
    return client.__client_request__(call)


@_core.async_result_of(asyncio_detailed)
def asyncio() -> None:
    """Like `sync`, but must be awaited. Arguments are checked at the call."""
