# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from typing import Literal

import cloudflare_api_core as _core

from .authorization_endpoints import AuthorizationEndpoints
from .client_registration import ClientRegistration

__all__ = ["AuthConfigSummary"]


@_core.model
class AuthConfigSummary(_core.Model):
    """The server's OAuth settings as far as they are not secret."""

    auth_mode: Literal["dcr", "manual"] | str | None = _core.field(_core.text, default=None)
    """Whether the OAuth client was registered dynamically (`dcr`) or entered by hand."""
    client_secret_version: float | None = _core.field(_core.number, default=None)
    """Counts up whenever the client secret is replaced."""
    config: AuthorizationEndpoints | None = _core.field(
        _core.nested(lambda: AuthorizationEndpoints), default=None
    )
    """Where the server's authorization server answers."""
    has_client_secret: bool | None = _core.field(_core.boolean, default=None)
    """Whether a client secret is stored."""
    registration_info: ClientRegistration | None = _core.field(
        _core.nested(lambda: ClientRegistration), default=None
    )
    """How Cloudflare is known to the authorization server as an OAuth client."""
