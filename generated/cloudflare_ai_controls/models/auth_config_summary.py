# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from typing import Literal

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["AuthConfigSummary"]


@_core.model
class AuthConfigSummary(_core.Model):
    """OAuth settings of the server, without secrets."""

    auth_mode: Literal["dcr", "manual"] | str | None = _core.field(_core.text, default=None)
    """Whether the OAuth client was registered dynamically (`dcr`) or entered by hand."""
    client_secret_version: float | None = _core.field(_core.number, default=None)
    """Version of the client secret, which increases when the secret is replaced."""
    config: _models.AuthorizationEndpoints | None = _core.field(
        _core.nested(lambda: _models.AuthorizationEndpoints), default=None
    )
    """Endpoints of the server's authorization server."""
    has_client_secret: bool | None = _core.field(_core.boolean, default=None)
    """Whether a client secret is stored."""
    registration_info: _models.ClientRegistration | None = _core.field(
        _core.nested(lambda: _models.ClientRegistration), default=None
    )
    """Registration of Cloudflare as an OAuth client with the authorization server."""
