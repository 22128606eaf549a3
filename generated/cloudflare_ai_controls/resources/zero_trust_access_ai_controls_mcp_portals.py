# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from typing import Any, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import api as _api
from cloudflare_ai_controls import models as _models

__all__ = ["AsyncPortals", "Portals"]


class Portals(_core.SyncResource):
    """Portals through which an account publishes its MCP servers."""

    @_core.cached
    def with_raw_response(self) -> PortalsWithRawResponse:
        """The same methods, but they return the whole response, with status and headers."""
        return PortalsWithRawResponse(self._client)

    @_core.cached
    def with_streaming_response(self) -> PortalsWithStreamingResponse:
        """The same methods, for a `with` block in which the program reads the body."""
        return PortalsWithStreamingResponse(self._client)

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.SyncV4PagePaginationArray[_models.McpPortal]:
        """List MCP portals.

        Lists the MCP portals of the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: Maximum number of entries on the page. 1 to 100. The server's default is
                20.
            search: Text to find in the id, name or hostname of a portal. Case is ignored. At
                least 1 character.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            The first page. Iterating over it gives every row of the list.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
            PaginationError: The server returned another page than the requested one.
        """
        call = _core.Call(
            _api.mcp_portals.list_mcp_portals.OPERATION,
            {"account_id": account_id, "page": page, "per_page": per_page, "search": search},
            options,
        )
        return self._list(call)

    def create(
        self,
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
    ) -> _models.McpPortal:
        """Create an MCP portal.

        Creates a portal that publishes MCP servers of the account. The portal works once its host
        name has a proxied CNAME record for `gateway.agents.cloudflare.com`, and once an Access
        application of type `mcp_portal` lets users in. This call creates neither of them.
        Cloudflare allows 20 portals in an account, and 80 servers and 5 custom domains in a portal.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal, chosen at creation. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. No other portal may have
                it. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
            name: Display name. At most 350 characters.
            allow_code_mode: Whether Code Mode is available. `code_mode` replaces this member.
                If both are sent, they must not contradict each other. The server's default is true.
                Deprecated.
            code_mode: When clients call tools through code that they write: never (`off`), on
                request (`opt_in`), unless they decline (`default_on`), or always (`enforced`). The
                server's default is opt_in.
            description: Purpose of the portal. At most 512 characters.
            secure_web_gateway: Whether MCP traffic of the portal goes through Zero Trust Secure
                Web Gateway. The server's default is false.
            servers: Servers to publish. Their order is not kept. Cloudflare allows at most 80.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            The result.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
        """
        call = _core.Call(
            _api.mcp_portals.create_mcp_portal.OPERATION,
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
        return self._call(call)

    def read(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> _models.McpPortal:
        """Read an MCP portal.

        Returns one MCP portal of the account.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
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
            _api.mcp_portals.read_mcp_portal.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def update(
        self,
        id: str,
        *,
        account_id: str,
        hostname: str | _core.Omit = _core.omit,
        name: str | _core.Omit = _core.omit,
        allow_code_mode: bool | _core.Omit = _core.omit,
        code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
        description: str | _core.Omit = _core.omit,
        secure_web_gateway: bool | _core.Omit = _core.omit,
        servers: Iterable[_models.PortalServerAttachment | Mapping[str, object]]
        | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _models.McpPortal:
        """Update an MCP portal.

        Changes an MCP portal. Omitted members keep their values. A given `servers` replaces the
        whole list, with the overrides in it. The API was seen to refuse an empty list.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. No other portal may have
                it. Unchanged if omitted. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
            name: Display name. Unchanged if omitted. At most 350 characters.
            allow_code_mode: Whether Code Mode is available. `code_mode` replaces this member.
                If both are sent, they must not contradict each other. Unchanged if omitted.
                Deprecated.
            code_mode: When clients call tools through code that they write: never (`off`), on
                request (`opt_in`), unless they decline (`default_on`), or always (`enforced`).
                Unchanged if omitted.
            description: Purpose of the portal. Unchanged if omitted. At most 512 characters.
            secure_web_gateway: Whether MCP traffic of the portal goes through Zero Trust Secure
                Web Gateway. Unchanged if omitted.
            servers: Servers to publish. Their order is not kept. Cloudflare allows at most 80.
                Unchanged if omitted.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            The result.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
        """
        call = _core.Call(
            _api.mcp_portals.update_mcp_portal.OPERATION,
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
        return self._call(call)

    def delete(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> _models.McpPortal:
        """Delete an MCP portal.

        Deletes an MCP portal from the account. Its servers stay registered.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
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
            _api.mcp_portals.delete_mcp_portal.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> _models.EffectiveRedirectUri:
        """Read the effective redirect URI.

        Returns the OAuth redirect URI that is in effect when users reach a server through this
        portal. Authorization servers compare the whole URI, so register exactly this one.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            portal_id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            server_id: Identifier of a server that the portal publishes.
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
            _api.mcp_portals.read_effective_redirect_uri.OPERATION,
            {"account_id": account_id, "portal_id": portal_id, "server_id": server_id},
            options,
        )
        return self._call(call)

    def tool_call_analytics(
        self,
        portal_id: str,
        *,
        account_id: str,
        granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
        aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
        tz: str | _core.Omit | None = _core.omit,
        days: int | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _models.ToolCallTimeseries:
        """Count tool calls of an MCP portal.

        Counts the tool calls through one MCP portal, by day or by month.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            portal_id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
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
            _api.mcp_portals.read_portal_tool_call_timeseries.OPERATION,
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
        return self._call(call)


class PortalsWithRawResponse(_core.RawResource[_core.SyncAPIClient]):
    """The methods of `Portals`. Each returns the whole response."""

    @_core.raw(Portals.list)
    def list(self) -> None:
        """List MCP portals. Like `Portals.list`, but returns the whole response."""

    @_core.raw(Portals.create)
    def create(self) -> None:
        """Create an MCP portal. Like `Portals.create`, but returns the whole response."""

    @_core.raw(Portals.read)
    def read(self) -> None:
        """Read an MCP portal. Like `Portals.read`, but returns the whole response."""

    @_core.raw(Portals.update)
    def update(self) -> None:
        """Update an MCP portal. Like `Portals.update`, but returns the whole response."""

    @_core.raw(Portals.delete)
    def delete(self) -> None:
        """Delete an MCP portal. Like `Portals.delete`, but returns the whole response."""

    @_core.raw(Portals.effective_redirect_uri)
    def effective_redirect_uri(self) -> None:
        """Read the effective redirect URI. Like `Portals.effective_redirect_uri`, but returns the
        whole response.
        """

    @_core.raw(Portals.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP portal. Like `Portals.tool_call_analytics`, but returns the
        whole response.
        """


class PortalsWithStreamingResponse(_core.StreamingResource[_core.SyncAPIClient]):
    """The methods of `Portals`. Each leaves the body to be read."""

    @_core.streamed(Portals.list)
    def list(self) -> None:
        """List MCP portals. Like `Portals.list`, but leaves the body to be read."""

    @_core.streamed(Portals.create)
    def create(self) -> None:
        """Create an MCP portal. Like `Portals.create`, but leaves the body to be read."""

    @_core.streamed(Portals.read)
    def read(self) -> None:
        """Read an MCP portal. Like `Portals.read`, but leaves the body to be read."""

    @_core.streamed(Portals.update)
    def update(self) -> None:
        """Update an MCP portal. Like `Portals.update`, but leaves the body to be read."""

    @_core.streamed(Portals.delete)
    def delete(self) -> None:
        """Delete an MCP portal. Like `Portals.delete`, but leaves the body to be read."""

    @_core.streamed(Portals.effective_redirect_uri)
    def effective_redirect_uri(self) -> None:
        """Read the effective redirect URI. Like `Portals.effective_redirect_uri`, but leaves the
        body to be read.
        """

    @_core.streamed(Portals.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP portal. Like `Portals.tool_call_analytics`, but leaves the
        body to be read.
        """


class AsyncPortals(_core.AsyncResource):
    """Portals through which an account publishes its MCP servers."""

    @_core.cached
    def with_raw_response(self) -> AsyncPortalsWithRawResponse:
        """The same methods, but they return the whole response, with status and headers."""
        return AsyncPortalsWithRawResponse(self._client)

    @_core.cached
    def with_streaming_response(self) -> AsyncPortalsWithStreamingResponse:
        """The same methods, for a `with` block in which the program reads the body."""
        return AsyncPortalsWithStreamingResponse(self._client)

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.AsyncPaginator[_models.McpPortal]:
        """List MCP portals.

        Lists the MCP portals of the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: Maximum number of entries on the page. 1 to 100. The server's default is
                20.
            search: Text to find in the id, name or hostname of a portal. Case is ignored. At
                least 1 character.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            The first page if awaited; every row of the list if iterated over.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
            PaginationError: The server returned another page than the requested one.
        """
        call = _core.Call(
            _api.mcp_portals.list_mcp_portals.OPERATION,
            {"account_id": account_id, "page": page, "per_page": per_page, "search": search},
            options,
        )
        return self._list(call)

    def create(
        self,
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
    ) -> Coroutine[Any, Any, _models.McpPortal]:
        """Create an MCP portal.

        Creates a portal that publishes MCP servers of the account. The portal works once its host
        name has a proxied CNAME record for `gateway.agents.cloudflare.com`, and once an Access
        application of type `mcp_portal` lets users in. This call creates neither of them.
        Cloudflare allows 20 portals in an account, and 80 servers and 5 custom domains in a portal.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal, chosen at creation. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. No other portal may have
                it. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
            name: Display name. At most 350 characters.
            allow_code_mode: Whether Code Mode is available. `code_mode` replaces this member.
                If both are sent, they must not contradict each other. The server's default is true.
                Deprecated.
            code_mode: When clients call tools through code that they write: never (`off`), on
                request (`opt_in`), unless they decline (`default_on`), or always (`enforced`). The
                server's default is opt_in.
            description: Purpose of the portal. At most 512 characters.
            secure_web_gateway: Whether MCP traffic of the portal goes through Zero Trust Secure
                Web Gateway. The server's default is false.
            servers: Servers to publish. Their order is not kept. Cloudflare allows at most 80.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            The result, when awaited.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
        """
        call = _core.Call(
            _api.mcp_portals.create_mcp_portal.OPERATION,
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
        return self._call(call)

    def read(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> Coroutine[Any, Any, _models.McpPortal]:
        """Read an MCP portal.

        Returns one MCP portal of the account.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
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
            _api.mcp_portals.read_mcp_portal.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def update(
        self,
        id: str,
        *,
        account_id: str,
        hostname: str | _core.Omit = _core.omit,
        name: str | _core.Omit = _core.omit,
        allow_code_mode: bool | _core.Omit = _core.omit,
        code_mode: Literal["off", "opt_in", "default_on", "enforced"] | _core.Omit = _core.omit,
        description: str | _core.Omit = _core.omit,
        secure_web_gateway: bool | _core.Omit = _core.omit,
        servers: Iterable[_models.PortalServerAttachment | Mapping[str, object]]
        | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _models.McpPortal]:
        """Update an MCP portal.

        Changes an MCP portal. Omitted members keep their values. A given `servers` replaces the
        whole list, with the overrides in it. The API was seen to refuse an empty list.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. No other portal may have
                it. Unchanged if omitted. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
            name: Display name. Unchanged if omitted. At most 350 characters.
            allow_code_mode: Whether Code Mode is available. `code_mode` replaces this member.
                If both are sent, they must not contradict each other. Unchanged if omitted.
                Deprecated.
            code_mode: When clients call tools through code that they write: never (`off`), on
                request (`opt_in`), unless they decline (`default_on`), or always (`enforced`).
                Unchanged if omitted.
            description: Purpose of the portal. Unchanged if omitted. At most 512 characters.
            secure_web_gateway: Whether MCP traffic of the portal goes through Zero Trust Secure
                Web Gateway. Unchanged if omitted.
            servers: Servers to publish. Their order is not kept. Cloudflare allows at most 80.
                Unchanged if omitted.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            The result, when awaited.

        Raises:
            ValueError: An argument breaks a rule above. Nothing was sent.
            APIStatusError: The API returned an error; the subclass says which.
            APIConnectionError: No response arrived, or none in time.
            APIResponseValidationError: The response breaks the contract.
        """
        call = _core.Call(
            _api.mcp_portals.update_mcp_portal.OPERATION,
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
        return self._call(call)

    def delete(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> Coroutine[Any, Any, _models.McpPortal]:
        """Delete an MCP portal.

        Deletes an MCP portal from the account. Its servers stay registered.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
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
            _api.mcp_portals.delete_mcp_portal.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _models.EffectiveRedirectUri]:
        """Read the effective redirect URI.

        Returns the OAuth redirect URI that is in effect when users reach a server through this
        portal. Authorization servers compare the whole URI, so register exactly this one.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            portal_id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            server_id: Identifier of a server that the portal publishes.
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
            _api.mcp_portals.read_effective_redirect_uri.OPERATION,
            {"account_id": account_id, "portal_id": portal_id, "server_id": server_id},
            options,
        )
        return self._call(call)

    def tool_call_analytics(
        self,
        portal_id: str,
        *,
        account_id: str,
        granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
        aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
        tz: str | _core.Omit | None = _core.omit,
        days: int | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _models.ToolCallTimeseries]:
        """Count tool calls of an MCP portal.

        Counts the tool calls through one MCP portal, by day or by month.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            portal_id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
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
            _api.mcp_portals.read_portal_tool_call_timeseries.OPERATION,
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
        return self._call(call)


class AsyncPortalsWithRawResponse(_core.RawResource[_core.AsyncAPIClient]):
    """The methods of `AsyncPortals`. Each returns the whole response."""

    @_core.async_raw(AsyncPortals.list)
    def list(self) -> None:
        """List MCP portals. Like `AsyncPortals.list`, but returns the whole response."""

    @_core.async_raw(AsyncPortals.create)
    def create(self) -> None:
        """Create an MCP portal. Like `AsyncPortals.create`, but returns the whole response."""

    @_core.async_raw(AsyncPortals.read)
    def read(self) -> None:
        """Read an MCP portal. Like `AsyncPortals.read`, but returns the whole response."""

    @_core.async_raw(AsyncPortals.update)
    def update(self) -> None:
        """Update an MCP portal. Like `AsyncPortals.update`, but returns the whole response."""

    @_core.async_raw(AsyncPortals.delete)
    def delete(self) -> None:
        """Delete an MCP portal. Like `AsyncPortals.delete`, but returns the whole response."""

    @_core.async_raw(AsyncPortals.effective_redirect_uri)
    def effective_redirect_uri(self) -> None:
        """Read the effective redirect URI. Like `AsyncPortals.effective_redirect_uri`, but returns
        the whole response.
        """

    @_core.async_raw(AsyncPortals.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP portal. Like `AsyncPortals.tool_call_analytics`, but returns
        the whole response.
        """


class AsyncPortalsWithStreamingResponse(_core.StreamingResource[_core.AsyncAPIClient]):
    """The methods of `AsyncPortals`. Each leaves the body to be read."""

    @_core.async_streamed(AsyncPortals.list)
    def list(self) -> None:
        """List MCP portals. Like `AsyncPortals.list`, but leaves the body to be read."""

    @_core.async_streamed(AsyncPortals.create)
    def create(self) -> None:
        """Create an MCP portal. Like `AsyncPortals.create`, but leaves the body to be read."""

    @_core.async_streamed(AsyncPortals.read)
    def read(self) -> None:
        """Read an MCP portal. Like `AsyncPortals.read`, but leaves the body to be read."""

    @_core.async_streamed(AsyncPortals.update)
    def update(self) -> None:
        """Update an MCP portal. Like `AsyncPortals.update`, but leaves the body to be read."""

    @_core.async_streamed(AsyncPortals.delete)
    def delete(self) -> None:
        """Delete an MCP portal. Like `AsyncPortals.delete`, but leaves the body to be read."""

    @_core.async_streamed(AsyncPortals.effective_redirect_uri)
    def effective_redirect_uri(self) -> None:
        """Read the effective redirect URI. Like `AsyncPortals.effective_redirect_uri`, but leaves
        the body to be read.
        """

    @_core.async_streamed(AsyncPortals.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP portal. Like `AsyncPortals.tool_call_analytics`, but leaves
        the body to be read.
        """
