# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from collections.abc import Coroutine, Iterable, Mapping
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from functools import cached_property
from typing import Any, Literal, Unpack

import cloudflare_api_core as _core
from cloudflare_ai_controls.api.mcp_portals import (
    create_mcp_portal,
    delete_mcp_portal,
    list_mcp_portals,
    read_effective_redirect_uri,
    read_mcp_portal,
    update_mcp_portal,
)
from cloudflare_ai_controls.models import EffectiveRedirectUri, McpPortal, PortalServerAttachment

__all__ = ["AsyncPortals", "Portals"]


class Portals(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.portals`."""

    @cached_property
    def with_raw_response(self) -> PortalsWithRawResponse:
        """The same methods, returning the whole answer: status, headers and content as well."""
        return PortalsWithRawResponse(self._client)

    @cached_property
    def with_streaming_response(self) -> PortalsWithStreamingResponse:
        """The same methods, for a `with` block in which the body is read when it is asked for."""
        return PortalsWithStreamingResponse(self._client)

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> McpPortal:
        """Create an MCP portal.

        Creates a portal that publishes MCP servers of the account. The call does not create the
        portal's DNS record or Access application.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal, chosen at creation. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-
                z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
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
            servers: Servers to publish. Cloudflare allows at most 80.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return create_mcp_portal.sync(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def read(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> McpPortal:
        """Read an MCP portal.

        Returns one MCP portal of the account.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return read_mcp_portal.sync(self._client, account_id=account_id, id=id, **options)

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> McpPortal:
        """Update an MCP portal.

        Changes an MCP portal. Omitted members keep their values. A given `servers` replaces the
        whole list.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-
                z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
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
            servers: Servers to publish. Cloudflare allows at most 80.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return update_mcp_portal.sync(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def delete(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> McpPortal:
        """Delete an MCP portal.

        Deletes an MCP portal from the account. Its servers stay registered.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return delete_mcp_portal.sync(self._client, account_id=account_id, id=id, **options)

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> EffectiveRedirectUri:
        """Read the effective redirect URI.

        Returns the OAuth redirect URI that is in effect when users reach a server through this
        portal. Register this URI with the server's authorization server.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            portal_id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            server_id: Identifier of a server that the portal publishes.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return read_effective_redirect_uri.sync(
            self._client, account_id=account_id, portal_id=portal_id, server_id=server_id, **options
        )

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.SyncV4PagePaginationArray[McpPortal]:
        """List MCP portals.

        Lists the MCP portals of the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: Maximum number of entries on the page. 1 to 100. The server's default is
                20.
            search: Text to find in the id, name or hostname of a portal. Case is ignored.
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
        return list_mcp_portals.sync(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class PortalsWithRawResponse(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.portals`, returning whole answers."""

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.Response[McpPortal]:
        """Create an MCP portal, returning the whole answer."""
        return create_mcp_portal.sync_detailed(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def read(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.Response[McpPortal]:
        """Read an MCP portal, returning the whole answer."""
        return read_mcp_portal.sync_detailed(self._client, account_id=account_id, id=id, **options)

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.Response[McpPortal]:
        """Update an MCP portal, returning the whole answer."""
        return update_mcp_portal.sync_detailed(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def delete(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.Response[McpPortal]:
        """Delete an MCP portal, returning the whole answer."""
        return delete_mcp_portal.sync_detailed(
            self._client, account_id=account_id, id=id, **options
        )

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.Response[EffectiveRedirectUri]:
        """Read the effective redirect URI, returning the whole answer."""
        return read_effective_redirect_uri.sync_detailed(
            self._client, account_id=account_id, portal_id=portal_id, server_id=server_id, **options
        )

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.Response[_core.SyncV4PagePaginationArray[McpPortal]]:
        """List MCP portals, returning the whole answer."""
        return list_mcp_portals.sync_detailed(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class PortalsWithStreamingResponse(_core.Resource[_core.SyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.portals`, leaving bodies to be read."""

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractContextManager[_core.StreamedResponse[McpPortal]]:
        """Create an MCP portal, leaving the body to be read."""
        return self._client.stream(
            create_mcp_portal.OPERATION,
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

    def read(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractContextManager[_core.StreamedResponse[McpPortal]]:
        """Read an MCP portal, leaving the body to be read."""
        return self._client.stream(
            read_mcp_portal.OPERATION,
            {
                "account_id": account_id,
                "id": id,
            },
            options,
        )

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractContextManager[_core.StreamedResponse[McpPortal]]:
        """Update an MCP portal, leaving the body to be read."""
        return self._client.stream(
            update_mcp_portal.OPERATION,
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

    def delete(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractContextManager[_core.StreamedResponse[McpPortal]]:
        """Delete an MCP portal, leaving the body to be read."""
        return self._client.stream(
            delete_mcp_portal.OPERATION,
            {
                "account_id": account_id,
                "id": id,
            },
            options,
        )

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractContextManager[_core.StreamedResponse[EffectiveRedirectUri]]:
        """Read the effective redirect URI, leaving the body to be read."""
        return self._client.stream(
            read_effective_redirect_uri.OPERATION,
            {
                "account_id": account_id,
                "portal_id": portal_id,
                "server_id": server_id,
            },
            options,
        )

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractContextManager[_core.StreamedResponse[_core.SyncV4PagePaginationArray[McpPortal]]]:
        """List MCP portals, leaving the body to be read."""
        return self._client.stream_page(
            list_mcp_portals.OPERATION,
            {
                "account_id": account_id,
                "page": page,
                "per_page": per_page,
                "search": search,
            },
            options,
        )


class AsyncPortals(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.portals`, to be awaited."""

    @cached_property
    def with_raw_response(self) -> AsyncPortalsWithRawResponse:
        """The same methods, returning the whole answer: status, headers and content as well."""
        return AsyncPortalsWithRawResponse(self._client)

    @cached_property
    def with_streaming_response(self) -> AsyncPortalsWithStreamingResponse:
        """The same methods, for a `with` block in which the body is read when it is asked for."""
        return AsyncPortalsWithStreamingResponse(self._client)

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, McpPortal]:
        """Create an MCP portal.

        Creates a portal that publishes MCP servers of the account. The call does not create the
        portal's DNS record or Access application.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal, chosen at creation. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-
                z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
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
            servers: Servers to publish. Cloudflare allows at most 80.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return create_mcp_portal.asyncio(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def read(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, McpPortal]:
        """Read an MCP portal.

        Returns one MCP portal of the account.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return read_mcp_portal.asyncio(self._client, account_id=account_id, id=id, **options)

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, McpPortal]:
        """Update an MCP portal.

        Changes an MCP portal. Omitted members keep their values. A given `servers` replaces the
        whole list.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            hostname: Host name of the portal, without scheme and path. Pattern:
                `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-
                z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
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
            servers: Servers to publish. Cloudflare allows at most 80.
            **options: `extra_headers`, `extra_query`, `extra_body` and `timeout` for this call
                alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return update_mcp_portal.asyncio(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def delete(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, McpPortal]:
        """Delete an MCP portal.

        Deletes an MCP portal from the account. Its servers stay registered.

        Needs the permission group MCP Portals Write.

        Args:
            account_id: Identifier of the Cloudflare account.
            id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return delete_mcp_portal.asyncio(self._client, account_id=account_id, id=id, **options)

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, EffectiveRedirectUri]:
        """Read the effective redirect URI.

        Returns the OAuth redirect URI that is in effect when users reach a server through this
        portal. Register this URI with the server's authorization server.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            portal_id: Identifier of the portal. 1 to 32 characters. Pattern:
                `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
            server_id: Identifier of a server that the portal publishes.
            **options: `extra_headers`, `extra_query` and `timeout` for this call alone.

        Returns:
            What the answer holds.

        Raises:
            ValueError: An argument breaks a rule above; nothing was sent.
            APIStatusError: The API refused or failed; the subclass tells how.
            APIConnectionError: No answer came, or none in time.
            APIResponseValidationError: The answer is not what the contract says.
        """
        return read_effective_redirect_uri.asyncio(
            self._client, account_id=account_id, portal_id=portal_id, server_id=server_id, **options
        )

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> _core.AsyncPaginator[McpPortal]:
        """List MCP portals.

        Lists the MCP portals of the account, one page at a time.

        Needs any one of the permission groups MCP Portals Write, MCP Portals Read.

        Args:
            account_id: Identifier of the Cloudflare account.
            page: Number of the page to return. At least 1. The server's default is 1.
            per_page: Maximum number of entries on the page. 1 to 100. The server's default is
                20.
            search: Text to find in the id, name or hostname of a portal. Case is ignored.
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
        return list_mcp_portals.asyncio(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class AsyncPortalsWithRawResponse(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.portals`, returning whole answers."""

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _core.AsyncResponse[McpPortal]]:
        """Create an MCP portal, returning the whole answer."""
        return create_mcp_portal.asyncio_detailed(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def read(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _core.AsyncResponse[McpPortal]]:
        """Read an MCP portal, returning the whole answer."""
        return read_mcp_portal.asyncio_detailed(
            self._client, account_id=account_id, id=id, **options
        )

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _core.AsyncResponse[McpPortal]]:
        """Update an MCP portal, returning the whole answer."""
        return update_mcp_portal.asyncio_detailed(
            self._client,
            account_id=account_id,
            id=id,
            hostname=hostname,
            name=name,
            allow_code_mode=allow_code_mode,
            code_mode=code_mode,
            description=description,
            secure_web_gateway=secure_web_gateway,
            servers=servers,
            **options,
        )

    def delete(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _core.AsyncResponse[McpPortal]]:
        """Delete an MCP portal, returning the whole answer."""
        return delete_mcp_portal.asyncio_detailed(
            self._client, account_id=account_id, id=id, **options
        )

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _core.AsyncResponse[EffectiveRedirectUri]]:
        """Read the effective redirect URI, returning the whole answer."""
        return read_effective_redirect_uri.asyncio_detailed(
            self._client, account_id=account_id, portal_id=portal_id, server_id=server_id, **options
        )

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> Coroutine[Any, Any, _core.AsyncResponse[_core.AsyncV4PagePaginationArray[McpPortal]]]:
        """List MCP portals, returning the whole answer."""
        return list_mcp_portals.asyncio_detailed(
            self._client,
            account_id=account_id,
            page=page,
            per_page=per_page,
            search=search,
            **options,
        )


class AsyncPortalsWithStreamingResponse(_core.Resource[_core.AsyncAPIClient]):
    """What is under `zero_trust.access.ai_controls.mcp.portals`, leaving bodies to be read."""

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractAsyncContextManager[_core.AsyncStreamedResponse[McpPortal]]:
        """Create an MCP portal, leaving the body to be read."""
        return self._client.stream(
            create_mcp_portal.OPERATION,
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

    def read(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractAsyncContextManager[_core.AsyncStreamedResponse[McpPortal]]:
        """Read an MCP portal, leaving the body to be read."""
        return self._client.stream(
            read_mcp_portal.OPERATION,
            {
                "account_id": account_id,
                "id": id,
            },
            options,
        )

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
        servers: Iterable[PortalServerAttachment | Mapping[str, object]] | _core.Omit = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractAsyncContextManager[_core.AsyncStreamedResponse[McpPortal]]:
        """Update an MCP portal, leaving the body to be read."""
        return self._client.stream(
            update_mcp_portal.OPERATION,
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

    def delete(
        self,
        id: str,
        *,
        account_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractAsyncContextManager[_core.AsyncStreamedResponse[McpPortal]]:
        """Delete an MCP portal, leaving the body to be read."""
        return self._client.stream(
            delete_mcp_portal.OPERATION,
            {
                "account_id": account_id,
                "id": id,
            },
            options,
        )

    def effective_redirect_uri(
        self,
        server_id: str,
        *,
        account_id: str,
        portal_id: str,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractAsyncContextManager[_core.AsyncStreamedResponse[EffectiveRedirectUri]]:
        """Read the effective redirect URI, leaving the body to be read."""
        return self._client.stream(
            read_effective_redirect_uri.OPERATION,
            {
                "account_id": account_id,
                "portal_id": portal_id,
                "server_id": server_id,
            },
            options,
        )

    def list(
        self,
        *,
        account_id: str,
        page: int | _core.Omit | None = _core.omit,
        per_page: int | _core.Omit | None = _core.omit,
        search: str | _core.Omit | None = _core.omit,
        **options: Unpack[_core.RequestOptions],
    ) -> AbstractAsyncContextManager[
        _core.AsyncStreamedResponse[_core.AsyncV4PagePaginationArray[McpPortal]]
    ]:
        """List MCP portals, leaving the body to be read."""
        return self._client.stream_page(
            list_mcp_portals.OPERATION,
            {
                "account_id": account_id,
                "page": page,
                "per_page": per_page,
                "search": search,
            },
            options,
        )
