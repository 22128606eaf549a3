# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import api as _api
from cloudflare_ai_controls import models as _models
from cloudflare_ai_controls import resources as _resources

__all__ = ["AsyncMcp", "Mcp"]


class Mcp(_core.SyncResource):
    """Counts of the tool calls of an account."""

    @_core.cached
    def servers(self) -> _resources.zero_trust_access_ai_controls_mcp_servers.Servers:
        """Upstream MCP servers that an account has registered."""
        return _resources.zero_trust_access_ai_controls_mcp_servers.Servers(self._client)

    @_core.cached
    def portals(self) -> _resources.zero_trust_access_ai_controls_mcp_portals.Portals:
        """Portals through which an account publishes its MCP servers."""
        return _resources.zero_trust_access_ai_controls_mcp_portals.Portals(self._client)

    @_core.cached
    def with_raw_response(self) -> McpWithRawResponse:
        """The same methods, but they return the whole response, with status and headers."""
        return McpWithRawResponse(self._client)

    @_core.cached
    def with_streaming_response(self) -> McpWithStreamingResponse:
        """The same methods, for a `with` block in which the program reads the body."""
        return McpWithStreamingResponse(self._client)

    def tool_call_analytics(
        self,
        *,
        account_id: str,
        granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
        aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
        tz: str | _core.Omit | None = _core.omit,
        days: int | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _models.ToolCallTimeseries:
        """Count tool calls.

        Counts the tool calls across the account, by day or by month.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            granularity: Time that each count covers. The server's default is daily.
            aggregate: Whether to request aggregated counts. The server's default is false.
            tz: Time zone in which days begin: `utc`, `Z` or an offset from `-12:00` to
                `+14:00`. An offset does not follow daylight saving time. Pattern:
                `^(utc|Z|(-(0[0-9]|1[01])|[+](0[0-9]|1[0-3])):[0-5][0-9]|-12:00|[+]14:00)$`. The
                server's default is utc.
            days: Number of past days to count. It is ignored if `granularity` is `monthly`. 1
                to 179. The server's default is 7.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            The result.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
        """
        call = _core.Call(
            _api.mcp_analytics.read_tool_call_timeseries.OPERATION,
            {
                "account_id": account_id,
                "granularity": granularity,
                "aggregate": aggregate,
                "tz": tz,
                "days": days,
            },
            options,
        )
        return self._call(call)


class McpWithRawResponse(_core.RawResource[_core.SyncAPIClient]):
    """The methods of `Mcp`. Each returns the whole response."""

    @_core.raw(Mcp.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls. Like `Mcp.tool_call_analytics`, but returns the whole response."""


class McpWithStreamingResponse(_core.StreamingResource[_core.SyncAPIClient]):
    """The methods of `Mcp`. Each leaves the body to be read."""

    @_core.streamed(Mcp.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls. Like `Mcp.tool_call_analytics`, but leaves the body to be read."""


class AsyncMcp(_core.AsyncResource):
    """Counts of the tool calls of an account."""

    @_core.cached
    def servers(self) -> _resources.zero_trust_access_ai_controls_mcp_servers.AsyncServers:
        """Upstream MCP servers that an account has registered."""
        return _resources.zero_trust_access_ai_controls_mcp_servers.AsyncServers(self._client)

    @_core.cached
    def portals(self) -> _resources.zero_trust_access_ai_controls_mcp_portals.AsyncPortals:
        """Portals through which an account publishes its MCP servers."""
        return _resources.zero_trust_access_ai_controls_mcp_portals.AsyncPortals(self._client)

    @_core.cached
    def with_raw_response(self) -> AsyncMcpWithRawResponse:
        """The same methods, but they return the whole response, with status and headers."""
        return AsyncMcpWithRawResponse(self._client)

    @_core.cached
    def with_streaming_response(self) -> AsyncMcpWithStreamingResponse:
        """The same methods, for a `with` block in which the program reads the body."""
        return AsyncMcpWithStreamingResponse(self._client)

    def tool_call_analytics(
        self,
        *,
        account_id: str,
        granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
        aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
        tz: str | _core.Omit | None = _core.omit,
        days: int | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _models.ToolCallTimeseries]:
        """Count tool calls.

        Counts the tool calls across the account, by day or by month.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            granularity: Time that each count covers. The server's default is daily.
            aggregate: Whether to request aggregated counts. The server's default is false.
            tz: Time zone in which days begin: `utc`, `Z` or an offset from `-12:00` to
                `+14:00`. An offset does not follow daylight saving time. Pattern:
                `^(utc|Z|(-(0[0-9]|1[01])|[+](0[0-9]|1[0-3])):[0-5][0-9]|-12:00|[+]14:00)$`. The
                server's default is utc.
            days: Number of past days to count. It is ignored if `granularity` is `monthly`. 1
                to 179. The server's default is 7.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            The result, when awaited.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
        """
        call = _core.Call(
            _api.mcp_analytics.read_tool_call_timeseries.OPERATION,
            {
                "account_id": account_id,
                "granularity": granularity,
                "aggregate": aggregate,
                "tz": tz,
                "days": days,
            },
            options,
        )
        return self._call(call)


class AsyncMcpWithRawResponse(_core.RawResource[_core.AsyncAPIClient]):
    """The methods of `AsyncMcp`. Each returns the whole response."""

    @_core.async_raw(AsyncMcp.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls. Like `AsyncMcp.tool_call_analytics`, but returns the whole response."""


class AsyncMcpWithStreamingResponse(_core.StreamingResource[_core.AsyncAPIClient]):
    """The methods of `AsyncMcp`. Each leaves the body to be read."""

    @_core.async_streamed(AsyncMcp.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls. Like `AsyncMcp.tool_call_analytics`, but leaves the body to be read."""
