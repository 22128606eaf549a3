# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["ClientRegistration"]


@_core.model
class ClientRegistration(_core.Model):
    """Registration of Cloudflare as an OAuth client with the authorization server."""

    client_id: str | None = _core.field(_core.text, default=None)
    """OAuth client identifier."""
    redirect_uris: list[str] | None = _core.field(_core.array(_core.text), default=None)
    """URLs to which users may be redirected."""
    scope: str | None = _core.field(_core.text, default=None)
    """Requested scopes, separated by spaces."""
    token_endpoint_auth_method: str | None = _core.field(_core.text, default=None)
    """Authentication method of the client at the token endpoint, such as `client_secret_basic`."""
