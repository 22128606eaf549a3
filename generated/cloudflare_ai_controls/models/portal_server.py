# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["PortalServer"]


@_core.model
class PortalServer(_core.Model):
    """A server as a portal publishes it."""

    id: str = _core.field(_core.text)
    """Identifier of the server, chosen at creation. It must not have an underscore if a portal
    publishes the server: portals put it before the names of tools, and split these names at the
    first underscore. 1 to 32 characters. Pattern: `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
    """
    auth_type: Literal["oauth", "bearer", "unauthenticated"] | str = _core.field(_core.text)
    """Kind of credentials that Cloudflare uses for the server."""
    hostname: str = _core.field(_core.text)
    """URL of the server's MCP endpoint. Format: uri."""
    name: str = _core.field(_core.text)
    """Display name. At most 350 characters."""
    prompts: list[dict[str, Any]] = _core.field(_core.array(_core.free_form))
    """Prompts that the server offered at its last sync, as the server describes them."""
    tools: list[dict[str, Any]] = _core.field(_core.array(_core.free_form))
    """Tools that the server offered at its last sync, each with its JSON schemas. They can take
    several MiB.
    """
    auth_config_summary: _models.AuthConfigSummary | None = _core.field(
        _core.nested(lambda: _models.AuthConfigSummary), default=None
    )
    """OAuth settings of the server, without secrets."""
    authentication_status: (
        Literal["not_required", "required", "connected", "stale", "manual"] | str | None
    ) = _core.field(_core.text, default=None)
    """State of the login that Cloudflare needs to sync the server: none is needed (`not_required`),
    it is missing (`required`), it works (`connected`), it can no longer be refreshed (`stale`), or
    users log in for themselves, through an OAuth client that is entered by hand (`manual`).
    """
    created_at: datetime | None = _core.field(_core.date_time, default=None)
    """Time at which the server was registered."""
    created_by: str | None = _core.field(_core.text, default=None)
    """User that registered the server, usually an e-mail address."""
    description: str | None = _core.field(_core.text, default=None)
    """Purpose of the server. At most 512 characters."""
    error: str | None = _core.field(_core.text, default=None)
    """Error message of the last sync. It may be empty. A server that is `stale` has one."""
    error_details: _models.SyncErrorDetails | None = _core.field(
        _core.nested(lambda: _models.SyncErrorDetails), default=None
    )
    """Details of the failure of the last sync."""
    is_shared_oauth_callback_enabled: bool | None = _core.field(_core.boolean, default=None)
    """Whether OAuth with the server uses Cloudflare's shared callback URL instead of one at the
    portal's host name. This setting may not take effect in every environment yet. The server's
    default is false.
    """
    last_successful_sync: datetime | None = _core.field(_core.date_time, default=None)
    """Time of the last successful sync. It is absent before the first one."""
    last_synced: datetime | None = _core.field(_core.date_time, default=None)
    """Time of the last attempt. Cloudflare also syncs by itself, `oauth` servers about every two
    hours, so it can change without a call.
    """
    modified_at: datetime | None = _core.field(_core.date_time, default=None)
    """Time of the last change to the server. An update was seen to leave it as it was, so it does
    not tell whether a server has changed.
    """
    modified_by: str | None = _core.field(_core.text, default=None)
    """User that last changed the server."""
    secure_web_gateway: bool | None = _core.field(_core.boolean, default=None)
    """Whether traffic to the server goes through Zero Trust Secure Web Gateway. The server's
    default is false.
    """
    status: Literal["waiting", "ready", "stale", "error"] | str | None = _core.field(
        _core.text, default=None
    )
    """Outcome of the last sync: none yet (`waiting`), a success (`ready`), a failure (`error`), or
    OAuth credentials that can no longer be refreshed (`stale`), so that somebody must log in again.
    The dashboard shows `stale` as "Sync Required". The server's default is waiting.
    """
    default_disabled: bool | None = _core.field(_core.boolean, default=None)
    """Whether the server's tools and prompts are hidden unless they are enabled one by one. If it
    is false, tools that a later sync finds are offered at once. The server's default is false.
    """
    on_behalf: bool | None = _core.field(_core.boolean, default=None)
    """Whether users of the portal log in to the server for themselves, with OAuth. If it is false,
    all of them use the credentials that Cloudflare has for the server. Set it to false for a
    `bearer` server, whose credentials belong to no user. An OAuth client that is entered by hand
    needs true. The server's default is true.
    """
    server_id: str | None = _core.field(_core.text, default=None)
    """Identifier of the server, chosen at creation. It must not have an underscore if a portal
    publishes the server: portals put it before the names of tools, and split these names at the
    first underscore. 1 to 32 characters. Pattern: `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
    """
    updated_prompts: list[_models.PortalCapabilityOverride] | None = _core.field(
        _core.array(_core.nested(lambda: _models.PortalCapabilityOverride)), default=None
    )
    """Overrides of the server's prompts, the server's own and this portal's."""
    updated_tools: list[_models.PortalCapabilityOverride] | None = _core.field(
        _core.array(_core.nested(lambda: _models.PortalCapabilityOverride)), default=None
    )
    """Overrides of the server's tools, the server's own and this portal's."""
