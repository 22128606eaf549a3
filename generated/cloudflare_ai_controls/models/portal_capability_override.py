# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["PortalCapabilityOverride"]


@_core.model
class PortalCapabilityOverride(_core.Model):
    """A tool or prompt as a portal presents it. The portal's alias takes precedence over the
    server's alias, which takes precedence over the original name. In requests, `portal_alias` and
    `portal_description` are `alias` and `description`.
    """

    name: str = _core.field(_core.text)
    """Original name of the tool or prompt."""
    enabled: bool | None = _core.field(_core.boolean, default=None)
    """Whether the tool or prompt is offered."""
    portal_alias: str | None = _core.field(_core.text, default=None)
    """Name from this portal's override, where it is `alias`."""
    portal_description: str | None = _core.field(_core.text, default=None)
    """Description from this portal's override, where it is `description`."""
    server_alias: str | None = _core.field(_core.text, default=None)
    """Name from the server's own override."""
    server_description: str | None = _core.field(_core.text, default=None)
    """Description from the server's own override."""
