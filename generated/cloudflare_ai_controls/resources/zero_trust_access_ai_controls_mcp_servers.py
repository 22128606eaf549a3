# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from functools import cached_property
from typing import Any, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls.api.mcp_servers import list_mcp_servers
from cloudflare_ai_controls.models import McpServer

__all__ = ["AsyncServers", "Servers"]


class Servers(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.servers`."""

    @cached_property
    def with_raw_response(self) -> ServersWithRawResponse:
        """The same methods, returning the whole answer: status, headers and content as well."""
        return ServersWithRawResponse(self._client)

    @cached_property
    def with_streaming_response(self) -> ServersWithStreamingResponse:
        """The same methods, for a `with` block in which the body is read when it is asked for."""
        return ServersWithStreamingResponse(self._client)

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.SyncV4PagePaginationArray[McpServer]:
        """List MCP servers.

        Lists the MCP servers registered in the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: How many entries a page may hold. 1 to 100. The server's default is 20.
            search: Keep only the servers whose id or name contains this text, in upper or lower
                case.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            The first page; iterated over, every row of the list.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
            PaginationError: The server gave another page than the one asked for.
        """
        return list_mcp_servers.sync(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class ServersWithRawResponse(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.servers`, returning whole answers."""

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.Response[_core.SyncV4PagePaginationArray[McpServer]]:
        """List MCP servers, returning the whole answer."""
        return list_mcp_servers.sync_detailed(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class ServersWithStreamingResponse(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.servers`, leaving bodies to be read."""

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractContextManager[_core.StreamedResponse[_core.SyncV4PagePaginationArray[McpServer]]]:
        """List MCP servers, leaving the body to be read."""
        return self._client.stream_page(
            list_mcp_servers.OPERATION,
            {
                "account_id": account_id,
                "page": page,
                "per_page": per_page,
                "search": search,
            },
            options,
        )


class AsyncServers(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.servers`, to be awaited."""

    @cached_property
    def with_raw_response(self) -> AsyncServersWithRawResponse:
        """The same methods, returning the whole answer: status, headers and content as well."""
        return AsyncServersWithRawResponse(self._client)

    @cached_property
    def with_streaming_response(self) -> AsyncServersWithStreamingResponse:
        """The same methods, for a `with` block in which the body is read when it is asked for."""
        return AsyncServersWithStreamingResponse(self._client)

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.AsyncPaginator[McpServer]:
        """List MCP servers.

        Lists the MCP servers registered in the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: How many entries a page may hold. 1 to 100. The server's default is 20.
            search: Keep only the servers whose id or name contains this text, in upper or lower
                case.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            The first page if awaited; iterated over, every row of the list.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
            PaginationError: The server gave another page than the one asked for.
        """
        return list_mcp_servers.asyncio(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class AsyncServersWithRawResponse(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.servers`, returning whole answers."""

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _core.AsyncResponse[_core.AsyncV4PagePaginationArray[McpServer]]]:
        """List MCP servers, returning the whole answer."""
        return list_mcp_servers.asyncio_detailed(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class AsyncServersWithStreamingResponse(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.servers`, leaving bodies to be read."""

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractAsyncContextManager[
        _core.AsyncStreamedResponse[_core.AsyncV4PagePaginationArray[McpServer]]
    ]:
        """List MCP servers, leaving the body to be read."""
        return self._client.stream_page(
            list_mcp_servers.OPERATION,
            {
                "account_id": account_id,
                "page": page,
                "per_page": per_page,
                "search": search,
            },
            options,
        )
