# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from typing import Any, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls import api as _api
from cloudflare_ai_controls import models as _models

__all__ = ["AsyncServers", "Servers"]


class Servers(_core.SyncResource):
    """Upstream MCP servers that an account has registered."""

    @_core.cached
    def with_raw_response(self) -> ServersWithRawResponse:
        """The same methods, but they return the whole response, with status and headers."""
        return ServersWithRawResponse(self._client)

    @_core.cached
    def with_streaming_response(self) -> ServersWithStreamingResponse:
        """The same methods, for a `with` block in which the program reads the body."""
        return ServersWithStreamingResponse(self._client)

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.SyncV4PagePaginationArray[_models.McpServer]:
        """List MCP servers.

        Lists the MCP servers of the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: Maximum number of entries on the page. 1 to 100. The server's default is
                20.
            search: Text to find in the id or name of a server. Case is ignored. At least 1
                character.
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
            _api.mcp_servers.list_mcp_servers.OPERATION,
            {"account_id": account_id, "page": page, "per_page": per_page, "search": search},
            options,
        )
        return self._list(call)

    def create(
        self,
        *,
        account_id: str,
        id: str,
        auth_type: Literal["oauth", "bearer", "unauthenticated"],
        hostname: str,
        name: str,
        auth_credentials: str | _core.Omit = _core.omit,
        client_secret: str | _core.Omit = _core.omit,
        description: str | _core.Omit | None = _core.omit,
        is_shared_oauth_callback_enabled: bool | _core.Omit = _core.omit,
        secure_web_gateway: bool | _core.Omit = _core.omit,
        updated_prompts: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        updated_tools: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _models.McpServer:
        """Create an MCP server.

        Registers an upstream MCP server with the account. Cloudflare starts the first sync by
        itself, after the answer. Tools and prompts are empty until then. An `oauth` server also
        waits for a login: in Cloudflare's dashboard, or, with an OAuth client that is entered by
        hand, by its first user in a portal. Portals hide a server without an Access application of
        type `mcp`, which this call does not create.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server, chosen at creation. It must not have an underscore if
                a portal publishes the server: portals put it before the names of tools, and split
                these names at the first underscore. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            auth_type: Kind of credentials that Cloudflare uses for the server.
            hostname: URL of the server's MCP endpoint. Format: uri.
            name: Display name. At most 350 characters.
            auth_credentials: Credentials that Cloudflare uses for the server: a bearer token,
                or a JSON object in a string. For a bearer server, the object has `headers`, which
                are sent unchanged. For an OAuth client that is entered by hand, the object has
                `auth_mode: manual`, `config` (with at least `authorization_endpoint` and
                `token_endpoint`) and `registration_info` (with at least `client_id` and, without
                the shared callback, `redirect_uris`). For another `oauth` server, an object with
                `tokens`, `config` and `registration_info` was seen to import a login.
            client_secret: Secret of an OAuth client that is entered by hand. It is required
                with the first `auth_mode: manual` of a server.
            description: Purpose of the server. At most 512 characters.
            is_shared_oauth_callback_enabled: Whether OAuth with the server uses Cloudflare's
                shared callback URL instead of one at the portal's host name. This setting may not
                take effect in every environment yet. The server's default is false.
            secure_web_gateway: Whether traffic to the server goes through Zero Trust Secure Web
                Gateway. The server's default is false.
            updated_prompts: Overrides of the server's prompts.
            updated_tools: Overrides of the server's tools.
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
            _api.mcp_servers.create_mcp_server.OPERATION,
            {
                "account_id": account_id,
                "id": id,
                "auth_type": auth_type,
                "hostname": hostname,
                "name": name,
                "auth_credentials": auth_credentials,
                "client_secret": client_secret,
                "description": description,
                "is_shared_oauth_callback_enabled": is_shared_oauth_callback_enabled,
                "secure_web_gateway": secure_web_gateway,
                "updated_prompts": updated_prompts,
                "updated_tools": updated_tools,
            },
            options,
        )
        # A crash reporter may record the variables of this frame.
        del auth_credentials, client_secret, options
        return self._call(call)

    def read(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> _models.McpServer:
        """Read an MCP server.

        Returns one MCP server of the account.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
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
            _api.mcp_servers.read_mcp_server.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def update(
        self,
        id: str,
        *,
        account_id: str,
        name: str | _core.Omit = _core.omit,
        auth_credentials: str | _core.Omit = _core.omit,
        client_secret: str | _core.Omit = _core.omit,
        description: str | _core.Omit | None = _core.omit,
        is_shared_oauth_callback_enabled: bool | _core.Omit = _core.omit,
        secure_web_gateway: bool | _core.Omit = _core.omit,
        updated_prompts: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        updated_tools: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _models.McpServer:
        """Update an MCP server.

        Changes an MCP server. Omitted members and stored secrets stay as they are. `id`,
        `auth_type` and `hostname` are set at creation only. To change one of them, delete the
        server and create it again.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            name: Display name. Unchanged if omitted. At most 350 characters.
            auth_credentials: Credentials that Cloudflare uses for the server: a bearer token,
                or a JSON object in a string. For a bearer server, the object has `headers`, which
                are sent unchanged. For an OAuth client that is entered by hand, the object has
                `auth_mode: manual`, `config` (with at least `authorization_endpoint` and
                `token_endpoint`) and `registration_info` (with at least `client_id` and, without
                the shared callback, `redirect_uris`). For another `oauth` server, an object with
                `tokens`, `config` and `registration_info` was seen to import a login. Unchanged if
                omitted.
            client_secret: Secret of an OAuth client that is entered by hand. It is required
                with the first `auth_mode: manual` of a server. Unchanged if omitted.
            description: Purpose of the server. Unchanged if omitted. At most 512 characters.
            is_shared_oauth_callback_enabled: Whether OAuth with the server uses Cloudflare's
                shared callback URL instead of one at the portal's host name. This setting may not
                take effect in every environment yet. Unchanged if omitted.
            secure_web_gateway: Whether traffic to the server goes through Zero Trust Secure Web
                Gateway. Unchanged if omitted.
            updated_prompts: Overrides of the server's prompts. Unchanged if omitted.
            updated_tools: Overrides of the server's tools. Unchanged if omitted.
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
            _api.mcp_servers.update_mcp_server.OPERATION,
            {
                "account_id": account_id,
                "id": id,
                "name": name,
                "auth_credentials": auth_credentials,
                "client_secret": client_secret,
                "description": description,
                "is_shared_oauth_callback_enabled": is_shared_oauth_callback_enabled,
                "secure_web_gateway": secure_web_gateway,
                "updated_prompts": updated_prompts,
                "updated_tools": updated_tools,
            },
            options,
        )
        # A crash reporter may record the variables of this frame.
        del auth_credentials, client_secret, options
        return self._call(call)

    def delete(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> _models.McpServer:
        """Delete an MCP server.

        Deletes an MCP server from the account.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
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
            _api.mcp_servers.delete_mcp_server.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def sync(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> _models.SyncResult:
        """Sync an MCP server.

        Fetches the tools and prompts of the upstream server and stores them. A failed sync also has
        status 200, with `success: false` and the reason in `result`. The answer does not contain
        the tools, and a server may show them later than the answer: read it until `last_synced`
        changes. An `oauth` server stays `waiting` until somebody logs in, also after a sync. With
        an OAuth client that is entered by hand, a sync was seen to succeed and change nothing.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
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
            _api.mcp_servers.sync_mcp_server.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def tool_call_analytics(
        self,
        server_id: str,
        *,
        account_id: str,
        granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
        aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
        tz: str | _core.Omit | None = _core.omit,
        days: int | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _models.ToolCallTimeseries:
        """Count tool calls of an MCP server.

        Counts the tool calls of one MCP server, by day or by month.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            server_id: Identifier of the server.
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
            _api.mcp_servers.read_server_tool_call_timeseries.OPERATION,
            {
                "account_id": account_id,
                "server_id": server_id,
                "granularity": granularity,
                "aggregate": aggregate,
                "tz": tz,
                "days": days,
            },
            options,
        )
        return self._call(call)


class ServersWithRawResponse(_core.RawResource[_core.SyncAPIClient]):
    """The methods of `Servers`. Each returns the whole response."""

    @_core.raw(Servers.list)
    def list(self) -> None:
        """List MCP servers. Like `Servers.list`, but returns the whole response."""

    @_core.raw(Servers.create)
    def create(self) -> None:
        """Create an MCP server. Like `Servers.create`, but returns the whole response."""

    @_core.raw(Servers.read)
    def read(self) -> None:
        """Read an MCP server. Like `Servers.read`, but returns the whole response."""

    @_core.raw(Servers.update)
    def update(self) -> None:
        """Update an MCP server. Like `Servers.update`, but returns the whole response."""

    @_core.raw(Servers.delete)
    def delete(self) -> None:
        """Delete an MCP server. Like `Servers.delete`, but returns the whole response."""

    @_core.raw(Servers.sync)
    def sync(self) -> None:
        """Sync an MCP server. Like `Servers.sync`, but returns the whole response."""

    @_core.raw(Servers.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP server. Like `Servers.tool_call_analytics`, but returns the
        whole response.
        """


class ServersWithStreamingResponse(_core.StreamingResource[_core.SyncAPIClient]):
    """The methods of `Servers`. Each leaves the body to be read."""

    @_core.streamed(Servers.list)
    def list(self) -> None:
        """List MCP servers. Like `Servers.list`, but leaves the body to be read."""

    @_core.streamed(Servers.create)
    def create(self) -> None:
        """Create an MCP server. Like `Servers.create`, but leaves the body to be read."""

    @_core.streamed(Servers.read)
    def read(self) -> None:
        """Read an MCP server. Like `Servers.read`, but leaves the body to be read."""

    @_core.streamed(Servers.update)
    def update(self) -> None:
        """Update an MCP server. Like `Servers.update`, but leaves the body to be read."""

    @_core.streamed(Servers.delete)
    def delete(self) -> None:
        """Delete an MCP server. Like `Servers.delete`, but leaves the body to be read."""

    @_core.streamed(Servers.sync)
    def sync(self) -> None:
        """Sync an MCP server. Like `Servers.sync`, but leaves the body to be read."""

    @_core.streamed(Servers.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP server. Like `Servers.tool_call_analytics`, but leaves the
        body to be read.
        """


class AsyncServers(_core.AsyncResource):
    """Upstream MCP servers that an account has registered."""

    @_core.cached
    def with_raw_response(self) -> AsyncServersWithRawResponse:
        """The same methods, but they return the whole response, with status and headers."""
        return AsyncServersWithRawResponse(self._client)

    @_core.cached
    def with_streaming_response(self) -> AsyncServersWithStreamingResponse:
        """The same methods, for a `with` block in which the program reads the body."""
        return AsyncServersWithStreamingResponse(self._client)

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.AsyncPaginator[_models.McpServer]:
        """List MCP servers.

        Lists the MCP servers of the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: Maximum number of entries on the page. 1 to 100. The server's default is
                20.
            search: Text to find in the id or name of a server. Case is ignored. At least 1
                character.
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
            _api.mcp_servers.list_mcp_servers.OPERATION,
            {"account_id": account_id, "page": page, "per_page": per_page, "search": search},
            options,
        )
        return self._list(call)

    def create(
        self,
        *,
        account_id: str,
        id: str,
        auth_type: Literal["oauth", "bearer", "unauthenticated"],
        hostname: str,
        name: str,
        auth_credentials: str | _core.Omit = _core.omit,
        client_secret: str | _core.Omit = _core.omit,
        description: str | _core.Omit | None = _core.omit,
        is_shared_oauth_callback_enabled: bool | _core.Omit = _core.omit,
        secure_web_gateway: bool | _core.Omit = _core.omit,
        updated_prompts: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        updated_tools: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _models.McpServer]:
        """Create an MCP server.

        Registers an upstream MCP server with the account. Cloudflare starts the first sync by
        itself, after the answer. Tools and prompts are empty until then. An `oauth` server also
        waits for a login: in Cloudflare's dashboard, or, with an OAuth client that is entered by
        hand, by its first user in a portal. Portals hide a server without an Access application of
        type `mcp`, which this call does not create.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server, chosen at creation. It must not have an underscore if
                a portal publishes the server: portals put it before the names of tools, and split
                these names at the first underscore. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            auth_type: Kind of credentials that Cloudflare uses for the server.
            hostname: URL of the server's MCP endpoint. Format: uri.
            name: Display name. At most 350 characters.
            auth_credentials: Credentials that Cloudflare uses for the server: a bearer token,
                or a JSON object in a string. For a bearer server, the object has `headers`, which
                are sent unchanged. For an OAuth client that is entered by hand, the object has
                `auth_mode: manual`, `config` (with at least `authorization_endpoint` and
                `token_endpoint`) and `registration_info` (with at least `client_id` and, without
                the shared callback, `redirect_uris`). For another `oauth` server, an object with
                `tokens`, `config` and `registration_info` was seen to import a login.
            client_secret: Secret of an OAuth client that is entered by hand. It is required
                with the first `auth_mode: manual` of a server.
            description: Purpose of the server. At most 512 characters.
            is_shared_oauth_callback_enabled: Whether OAuth with the server uses Cloudflare's
                shared callback URL instead of one at the portal's host name. This setting may not
                take effect in every environment yet. The server's default is false.
            secure_web_gateway: Whether traffic to the server goes through Zero Trust Secure Web
                Gateway. The server's default is false.
            updated_prompts: Overrides of the server's prompts.
            updated_tools: Overrides of the server's tools.
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
            _api.mcp_servers.create_mcp_server.OPERATION,
            {
                "account_id": account_id,
                "id": id,
                "auth_type": auth_type,
                "hostname": hostname,
                "name": name,
                "auth_credentials": auth_credentials,
                "client_secret": client_secret,
                "description": description,
                "is_shared_oauth_callback_enabled": is_shared_oauth_callback_enabled,
                "secure_web_gateway": secure_web_gateway,
                "updated_prompts": updated_prompts,
                "updated_tools": updated_tools,
            },
            options,
        )
        # A crash reporter may record the variables of this frame.
        del auth_credentials, client_secret, options
        return self._call(call)

    def read(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> Coroutine[Any, Any, _models.McpServer]:
        """Read an MCP server.

        Returns one MCP server of the account.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
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
            _api.mcp_servers.read_mcp_server.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def update(
        self,
        id: str,
        *,
        account_id: str,
        name: str | _core.Omit = _core.omit,
        auth_credentials: str | _core.Omit = _core.omit,
        client_secret: str | _core.Omit = _core.omit,
        description: str | _core.Omit | None = _core.omit,
        is_shared_oauth_callback_enabled: bool | _core.Omit = _core.omit,
        secure_web_gateway: bool | _core.Omit = _core.omit,
        updated_prompts: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        updated_tools: Iterable[_models.CapabilityOverride | Mapping[str, object]]
        | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _models.McpServer]:
        """Update an MCP server.

        Changes an MCP server. Omitted members and stored secrets stay as they are. `id`,
        `auth_type` and `hostname` are set at creation only. To change one of them, delete the
        server and create it again.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            name: Display name. Unchanged if omitted. At most 350 characters.
            auth_credentials: Credentials that Cloudflare uses for the server: a bearer token,
                or a JSON object in a string. For a bearer server, the object has `headers`, which
                are sent unchanged. For an OAuth client that is entered by hand, the object has
                `auth_mode: manual`, `config` (with at least `authorization_endpoint` and
                `token_endpoint`) and `registration_info` (with at least `client_id` and, without
                the shared callback, `redirect_uris`). For another `oauth` server, an object with
                `tokens`, `config` and `registration_info` was seen to import a login. Unchanged if
                omitted.
            client_secret: Secret of an OAuth client that is entered by hand. It is required
                with the first `auth_mode: manual` of a server. Unchanged if omitted.
            description: Purpose of the server. Unchanged if omitted. At most 512 characters.
            is_shared_oauth_callback_enabled: Whether OAuth with the server uses Cloudflare's
                shared callback URL instead of one at the portal's host name. This setting may not
                take effect in every environment yet. Unchanged if omitted.
            secure_web_gateway: Whether traffic to the server goes through Zero Trust Secure Web
                Gateway. Unchanged if omitted.
            updated_prompts: Overrides of the server's prompts. Unchanged if omitted.
            updated_tools: Overrides of the server's tools. Unchanged if omitted.
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
            _api.mcp_servers.update_mcp_server.OPERATION,
            {
                "account_id": account_id,
                "id": id,
                "name": name,
                "auth_credentials": auth_credentials,
                "client_secret": client_secret,
                "description": description,
                "is_shared_oauth_callback_enabled": is_shared_oauth_callback_enabled,
                "secure_web_gateway": secure_web_gateway,
                "updated_prompts": updated_prompts,
                "updated_tools": updated_tools,
            },
            options,
        )
        # A crash reporter may record the variables of this frame.
        del auth_credentials, client_secret, options
        return self._call(call)

    def delete(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> Coroutine[Any, Any, _models.McpServer]:
        """Delete an MCP server.

        Deletes an MCP server from the account.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
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
            _api.mcp_servers.delete_mcp_server.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def sync(
        self, id: str, *, account_id: str, **options: Unpack[_core.RequestOptions]
    ) -> Coroutine[Any, Any, _models.SyncResult]:
        """Sync an MCP server.

        Fetches the tools and prompts of the upstream server and stores them. A failed sync also has
        status 200, with `success: false` and the reason in `result`. The answer does not contain
        the tools, and a server may show them later than the answer: read it until `last_synced`
        changes. An `oauth` server stays `waiting` until somebody logs in, also after a sync. With
        an OAuth client that is entered by hand, a sync was seen to succeed and change nothing.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the server. 1 to 32 characters. Pattern:
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
            _api.mcp_servers.sync_mcp_server.OPERATION,
            {"account_id": account_id, "id": id},
            options,
        )
        return self._call(call)

    def tool_call_analytics(
        self,
        server_id: str,
        *,
        account_id: str,
        granularity: Literal["daily", "monthly"] | _core.Omit | None = _core.omit,
        aggregate: Literal["true", "false"] | _core.Omit | None = _core.omit,
        tz: str | _core.Omit | None = _core.omit,
        days: int | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _models.ToolCallTimeseries]:
        """Count tool calls of an MCP server.

        Counts the tool calls of one MCP server, by day or by month.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            server_id: Identifier of the server.
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
            _api.mcp_servers.read_server_tool_call_timeseries.OPERATION,
            {
                "account_id": account_id,
                "server_id": server_id,
                "granularity": granularity,
                "aggregate": aggregate,
                "tz": tz,
                "days": days,
            },
            options,
        )
        return self._call(call)


class AsyncServersWithRawResponse(_core.RawResource[_core.AsyncAPIClient]):
    """The methods of `AsyncServers`. Each returns the whole response."""

    @_core.async_raw(AsyncServers.list)
    def list(self) -> None:
        """List MCP servers. Like `AsyncServers.list`, but returns the whole response."""

    @_core.async_raw(AsyncServers.create)
    def create(self) -> None:
        """Create an MCP server. Like `AsyncServers.create`, but returns the whole response."""

    @_core.async_raw(AsyncServers.read)
    def read(self) -> None:
        """Read an MCP server. Like `AsyncServers.read`, but returns the whole response."""

    @_core.async_raw(AsyncServers.update)
    def update(self) -> None:
        """Update an MCP server. Like `AsyncServers.update`, but returns the whole response."""

    @_core.async_raw(AsyncServers.delete)
    def delete(self) -> None:
        """Delete an MCP server. Like `AsyncServers.delete`, but returns the whole response."""

    @_core.async_raw(AsyncServers.sync)
    def sync(self) -> None:
        """Sync an MCP server. Like `AsyncServers.sync`, but returns the whole response."""

    @_core.async_raw(AsyncServers.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP server. Like `AsyncServers.tool_call_analytics`, but returns
        the whole response.
        """


class AsyncServersWithStreamingResponse(_core.StreamingResource[_core.AsyncAPIClient]):
    """The methods of `AsyncServers`. Each leaves the body to be read."""

    @_core.async_streamed(AsyncServers.list)
    def list(self) -> None:
        """List MCP servers. Like `AsyncServers.list`, but leaves the body to be read."""

    @_core.async_streamed(AsyncServers.create)
    def create(self) -> None:
        """Create an MCP server. Like `AsyncServers.create`, but leaves the body to be read."""

    @_core.async_streamed(AsyncServers.read)
    def read(self) -> None:
        """Read an MCP server. Like `AsyncServers.read`, but leaves the body to be read."""

    @_core.async_streamed(AsyncServers.update)
    def update(self) -> None:
        """Update an MCP server. Like `AsyncServers.update`, but leaves the body to be read."""

    @_core.async_streamed(AsyncServers.delete)
    def delete(self) -> None:
        """Delete an MCP server. Like `AsyncServers.delete`, but leaves the body to be read."""

    @_core.async_streamed(AsyncServers.sync)
    def sync(self) -> None:
        """Sync an MCP server. Like `AsyncServers.sync`, but leaves the body to be read."""

    @_core.async_streamed(AsyncServers.tool_call_analytics)
    def tool_call_analytics(self) -> None:
        """Count tool calls of an MCP server. Like `AsyncServers.tool_call_analytics`, but leaves
        the body to be read.
        """
