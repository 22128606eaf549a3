# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import cloudflare_api_core as _core

from .auth_config_summary import AuthConfigSummary
from .portal_capability_override import PortalCapabilityOverride
from .sync_error_details import SyncErrorDetails

__all__ = ["PortalServer"]


@_core.model
class PortalServer(_core.Model):
    """A server as a portal publishes it."""

    id: str = _core.field(_core.text)
    """Identifier of the server, chosen by whoever creates it. 1 to 32 characters. Pattern:
    `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
    """
    auth_type: Literal["oauth", "bearer", "unauthenticated"] | str = _core.field(_core.text)
    """How Cloudflare proves itself to the server."""
    hostname: str = _core.field(_core.text)
    """URL of the server's MCP endpoint. Format: uri."""
    name: str = _core.field(_core.text)
    """Name shown to people. At most 350 characters."""
    prompts: list[dict[str, Any]] = _core.field(_core.array(_core.free_form))
    """Prompts the server offered at its last sync, as it described them."""
    tools: list[dict[str, Any]] = _core.field(_core.array(_core.free_form))
    """Tools the server offered at its last sync, each with its JSON schemas."""
    auth_config_summary: AuthConfigSummary | None = _core.field(
        _core.nested(lambda: AuthConfigSummary), default=None
    )
    """The server's OAuth settings as far as they are not secret."""
    authentication_status: (
        Literal["not_required", "required", "connected", "stale", "manual"] | str | None
    ) = _core.field(_core.text, default=None)
    """Whether Cloudflare holds working credentials for the server."""
    created_at: datetime | None = _core.field(_core.date_time, default=None)
    """When the server was registered."""
    created_by: str | None = _core.field(_core.text, default=None)
    """Who registered the server, usually an e-mail address."""
    description: str | None = _core.field(_core.text, default=None)
    """What the server is for. At most 512 characters."""
    error: str | None = _core.field(_core.text, default=None)
    """What went wrong at the last sync; may be empty."""
    error_details: SyncErrorDetails | None = _core.field(
        _core.nested(lambda: SyncErrorDetails), default=None
    )
    """Why the last sync failed."""
    is_shared_oauth_callback_enabled: bool | None = _core.field(_core.boolean, default=None)
    """Whether OAuth towards the server returns to Cloudflare's shared callback URL instead of the
    portal's own host name. Cloudflare may not act on it in every environment yet. The server's
    default is false.
    """
    last_successful_sync: datetime | None = _core.field(_core.date_time, default=None)
    """When a sync last worked; absent until one has."""
    last_synced: datetime | None = _core.field(_core.date_time, default=None)
    """When a sync was last tried. Cloudflare also syncs by itself, so this moves without a call."""
    modified_at: datetime | None = _core.field(_core.date_time, default=None)
    """When the server was last changed."""
    modified_by: str | None = _core.field(_core.text, default=None)
    """Who last changed the server."""
    secure_web_gateway: bool | None = _core.field(_core.boolean, default=None)
    """Whether traffic to the server goes through Zero Trust Secure Web Gateway. The server's
    default is false.
    """
    status: Literal["waiting", "ready", "stale", "error"] | str | None = _core.field(
        _core.text, default=None
    )
    """Outcome of the last sync; `stale` is what the dashboard calls "Sync Required". The server's
    default is waiting.
    """
    default_disabled: bool | None = _core.field(_core.boolean, default=None)
    """Whether its tools and prompts are hidden unless they are enabled one by one. The server's
    default is false.
    """
    on_behalf: bool | None = _core.field(_core.boolean, default=None)
    """Whether each user's own OAuth credentials are used towards the server. The server's default
    is true.
    """
    server_id: str | None = _core.field(_core.text, default=None)
    """Identifier of the server, chosen by whoever creates it. 1 to 32 characters. Pattern:
    `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
    """
    updated_prompts: list[PortalCapabilityOverride] | None = _core.field(
        _core.array(_core.nested(lambda: PortalCapabilityOverride)), default=None
    )
    """Changes made to prompts of the server, by itself and by this portal."""
    updated_tools: list[PortalCapabilityOverride] | None = _core.field(
        _core.array(_core.nested(lambda: PortalCapabilityOverride)), default=None
    )
    """Changes made to tools of the server, by itself and by this portal."""
