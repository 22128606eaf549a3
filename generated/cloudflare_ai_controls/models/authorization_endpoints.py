# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["AuthorizationEndpoints"]


@_core.model
class AuthorizationEndpoints(_core.Model):
    """Endpoints of the server's authorization server."""

    authorization_endpoint: str | None = _core.field(_core.text, default=None)
    """URL where users give consent."""
    issuer: str | None = _core.field(_core.text, default=None)
    """Issuer identifier of the authorization server."""
    resource: str | None = _core.field(_core.text, default=None)
    """Resource for which tokens are requested."""
    revocation_endpoint: str | None = _core.field(_core.text, default=None)
    """URL where tokens are revoked."""
    token_endpoint: str | None = _core.field(_core.text, default=None)
    """URL where tokens are issued."""
