# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["PortalCapabilityOverride"]


@_core.model
class PortalCapabilityOverride(_core.Model):
    """How one tool or prompt is presented in a portal: the portal's alias goes before the server's,
    and that before the original name.
    """

    name: str = _core.field(_core.text)
    """Name of the tool or prompt as the server has it."""
    enabled: bool | None = _core.field(_core.boolean, default=None)
    """Whether it is offered at all."""
    portal_alias: str | None = _core.field(_core.text, default=None)
    """Name that this portal presents."""
    portal_description: str | None = _core.field(_core.text, default=None)
    """Description that this portal presents."""
    server_alias: str | None = _core.field(_core.text, default=None)
    """Name that the server's own settings present."""
    server_description: str | None = _core.field(_core.text, default=None)
    """Description that the server's own settings present."""
