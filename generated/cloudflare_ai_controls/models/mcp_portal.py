# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from datetime import datetime
from typing import Literal

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["McpPortal"]


@_core.model
class McpPortal(_core.Model):
    """A portal, which gives people and agents access to several MCP servers at one host name."""

    id: str = _core.field(_core.text)
    """Identifier of the portal, chosen at creation. 1 to 32 characters. Pattern:
    `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
    """
    hostname: str = _core.field(_core.text)
    """Host name of the portal, without scheme and path. No other portal may have it. Pattern:
    `^(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*[A-Za-z0-9])$`.
    """
    name: str = _core.field(_core.text)
    """Display name. At most 350 characters."""
    servers: list[_models.PortalServer] | None = _core.field(
        _core.array(_core.nested(lambda: _models.PortalServer)), default=None
    )
    """Servers that the portal publishes, with its settings, in any order. Absent in the answer to a
    deletion.
    """
    allow_code_mode: bool | None = _core.field(_core.boolean, default=None)
    """Whether Code Mode is available. `code_mode` replaces this member. If both are sent, they must
    not contradict each other. The server's default is true. Deprecated.
    """
    code_mode: Literal["off", "opt_in", "default_on", "enforced"] | str | None = _core.field(
        _core.text, default=None
    )
    """When clients call tools through code that they write: never (`off`), on request (`opt_in`),
    unless they decline (`default_on`), or always (`enforced`). The server's default is opt_in.
    """
    created_at: datetime | None = _core.field(_core.date_time, default=None)
    """Time at which the portal was created."""
    created_by: str | None = _core.field(_core.text, default=None)
    """User that created the portal, usually an e-mail address."""
    description: str | None = _core.field(_core.text, default=None)
    """Purpose of the portal. At most 512 characters."""
    modified_at: datetime | None = _core.field(_core.date_time, default=None)
    """Time of the last change to the portal."""
    modified_by: str | None = _core.field(_core.text, default=None)
    """User that last changed the portal."""
    secure_web_gateway: bool | None = _core.field(_core.boolean, default=None)
    """Whether MCP traffic of the portal goes through Zero Trust Secure Web Gateway. The server's
    default is false.
    """
