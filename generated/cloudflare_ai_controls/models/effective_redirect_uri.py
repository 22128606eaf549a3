# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from typing import Literal

import cloudflare_api_core as _core

__all__ = ["EffectiveRedirectUri"]


@_core.model
class EffectiveRedirectUri(_core.Model):
    """The redirect URI in effect for a server behind a portal."""

    redirect_uri: str = _core.field(_core.text)
    """Redirect URI. Format: uri."""
    source: Literal["per_portal", "shared_mcp22"] | str = _core.field(_core.text)
    """Source of the URI, the portal (`per_portal`) or Cloudflare's shared callback
    (`shared_mcp22`).
    """
