"""Rows for the mock."""

from __future__ import annotations

from typing import Any

from cloudflare_ai_controls import McpPortal

__all__ = ["attached", "portal_row", "server_row"]


def server_row(id: str = "notes", *tools: str, **members: Any) -> dict[str, Any]:
    """A server that is ready and has these tools."""
    return {
        "id": id,
        "name": id.title(),
        "hostname": f"https://{id}.example.com/mcp",
        "auth_type": "unauthenticated",
        "authentication_status": "not_required",
        "status": "ready",
        "error": "",
        "tools": [{"name": tool} for tool in tools or ("find", "write")],
        "prompts": [],
        "last_synced": "2026-05-01T12:00:00Z",
        **members,
    }


def portal_row(*servers: dict[str, Any] | str, id: str = "team", **members: Any) -> dict[str, Any]:
    """A portal with these servers, each an id or in the form of a request."""
    return {
        "id": id,
        "name": id.title(),
        "hostname": f"{id}.example.com",
        "servers": [{"server_id": s} if isinstance(s, str) else s for s in servers],
        **members,
    }


def attached(portal: McpPortal) -> dict[str, dict[str, Any]]:
    """The settings that a portal shows for each of its servers."""
    assert portal.servers is not None
    return {
        server.server_id or server.id: {
            "on_behalf": server.on_behalf,
            "default_disabled": server.default_disabled,
            **{override.name: override.to_dict() for override in server.updated_tools or ()},
        }
        for server in portal.servers
    }
