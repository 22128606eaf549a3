# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from datetime import datetime
from typing import Literal

import cloudflare_api_core as _core

from .portal_server import PortalServer

__all__ = ["McpPortal"]


@_core.model
class McpPortal(_core.Model):
    """A portal, through which people and agents reach several MCP servers at one host name."""

    id: str = _core.field(_core.text)
    """Identifier of the portal, chosen by whoever creates it. 1 to 32 characters. Pattern:
    `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
    """
    hostname: str = _core.field(_core.text)
    """Host name at which the portal is reached. Pattern:
    `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-
    z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
    """
    name: str = _core.field(_core.text)
    """Name shown to people. At most 350 characters."""
    servers: list[PortalServer] | None = _core.field(
        _core.array(_core.nested(lambda: PortalServer)), default=None
    )
    """The servers that it publishes, with its own settings for them; absent once it is deleted."""
    allow_code_mode: bool | None = _core.field(_core.boolean, default=None)
    """Whether Code Mode is available. `code_mode` takes its place; where both are sent, they must
    not contradict each other. The server's default is true. Deprecated.
    """
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | str | None = _core.field(
        _core.text, default=None
    )
    """Whether clients may have tools called by code that they write: never (`off`), when they ask
    for it (`opt_in`), unless they decline (`default_on`), or always (`enforced`). The server's
    default is opt_in.
    """
    created_at: datetime | None = _core.field(_core.date_time, default=None)
    """When the portal was created."""
    created_by: str | None = _core.field(_core.text, default=None)
    """Who created the portal, usually an e-mail address."""
    description: str | None = _core.field(_core.text, default=None)
    """What the portal is for. At most 512 characters."""
    modified_at: datetime | None = _core.field(_core.date_time, default=None)
    """When the portal was last changed."""
    modified_by: str | None = _core.field(_core.text, default=None)
    """Who last changed the portal."""
    secure_web_gateway: bool | None = _core.field(_core.boolean, default=None)
    """Whether MCP traffic of the portal goes through Zero Trust Secure Web Gateway. The server's
    default is false.
    """
