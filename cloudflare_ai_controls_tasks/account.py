"""The calls that tasks make of an account, as jobs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeVar

from attrs import frozen

from cloudflare_ai_controls import (
    APIConnectionError,
    APIResponseValidationError,
    InternalServerError,
    McpPortal,
    McpServer,
    NotFoundError,
    PortalServerAttachment,
    SyncResult,
)

from .job import Job, Listing, call, walk
from .secret import revealed

__all__ = ["LOST", "Account", "confirmed"]

T = TypeVar("T")

_PER_PAGE: Final = 100
LOST: Final = (APIConnectionError, APIResponseValidationError, InternalServerError)
"""Errors after which a change may have been made or not."""


@frozen
class Account:
    """An account, by its id."""

    id: str

    def read_server(self, server_id: str, deadline: float | None = None) -> Job[McpServer]:
        """Read a server, within a number of seconds if there is a `deadline`."""
        return call(lambda mcp: mcp.servers.read(server_id, account_id=self.id), deadline)

    def find_server(self, server_id: str) -> Job[McpServer | None]:
        """Read a server, or return None if there is none."""
        try:
            return (yield from self.read_server(server_id))
        except NotFoundError:
            return None

    def create_server(self, server_id: str, members: Mapping[str, Any]) -> Job[McpServer]:
        return call(
            lambda mcp: mcp.servers.create(account_id=self.id, id=server_id, **revealed(members))
        )

    def update_server(self, server_id: str, members: Mapping[str, Any]) -> Job[McpServer]:
        """Change some members of a server."""
        return call(
            lambda mcp: mcp.servers.update(server_id, account_id=self.id, **revealed(members))
        )

    def delete_server(self, server_id: str) -> Job[McpServer]:
        return call(lambda mcp: mcp.servers.delete(server_id, account_id=self.id))

    def sync_server(self, server_id: str, deadline: float) -> Job[SyncResult]:
        """Sync a server, within a number of seconds."""
        return call(lambda mcp: mcp.servers.sync(server_id, account_id=self.id), deadline)

    def list_servers(self, keep: Callable[[McpServer], T]) -> Job[Listing[T]]:
        """Fetch all servers, and keep something of each."""
        return walk(lambda mcp: mcp.servers.list(account_id=self.id, per_page=_PER_PAGE), keep)

    def read_portal(self, portal_id: str) -> Job[McpPortal]:
        return call(lambda mcp: mcp.portals.read(portal_id, account_id=self.id))

    def set_portal_servers(
        self, portal_id: str, servers: Sequence[PortalServerAttachment]
    ) -> Job[McpPortal]:
        """Replace the servers of a portal."""
        return call(lambda mcp: mcp.portals.update(portal_id, account_id=self.id, servers=servers))

    def list_portals(self, keep: Callable[[McpPortal], T]) -> Job[Listing[T]]:
        """Fetch all portals, and keep something of each."""
        return walk(lambda mcp: mcp.portals.list(account_id=self.id, per_page=_PER_PAGE), keep)


def confirmed(change: Job[T], look: Callable[[], Job[T | None]] | None) -> Job[T]:
    """Change something. If the answer is lost, `look` reads the outcome of the change.

    Raises the error of the change if `look` returns None, or if reading cannot tell the outcome.
    """
    try:
        return (yield from change)
    except LOST:
        found = (yield from look()) if look else None
        if found is None:
            raise
        return found
