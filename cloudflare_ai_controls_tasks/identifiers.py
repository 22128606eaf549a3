"""Identifiers of servers, as portals use them."""

from __future__ import annotations

__all__ = ["require_no_underscore"]


def require_no_underscore(server_id: str, *, allowed: bool) -> None:
    """Raise ValueError for an id with an underscore, unless it is allowed."""
    if "_" in server_id and not allowed:
        raise ValueError(
            "Expected `server_id` to have no underscore, at which portals split the names of tools,"
            f" but received {server_id!r}; allow_underscore, or --allow-underscore, allows it"
        )
