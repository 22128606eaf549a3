"""Cloudflare's gateway: authentication."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .answer import Answer, failure

__all__ = ["EMAIL", "KEY", "NO_PERMISSION_TOKEN", "TOKEN", "authenticate"]

TOKEN = "Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY"
NO_PERMISSION_TOKEN = "NoPermissionNoPermissionNoPermission1234"
EMAIL = "user@example.com"
KEY = "144c9defac04969c7bfad8efaa8ea194"

# RFC 6750. The length is not checked, because Cloudflare has changed it before.
_BEARER = re.compile(r"(?i:bearer) +([A-Za-z0-9._~+/-]+=*)")


def authenticate(headers: Mapping[str, str], names: Mapping[str, str]) -> Answer | None:
    """Check the credentials of a request; returns the refusal, None if they are accepted.

    headers: those of the request, with names in lower case.
    names: the header of each security scheme (`api_token`, `api_email`, `api_key`); a scheme
    that the contract lacks is not accepted.
    """
    token, email, key = (
        headers.get(names.get(scheme, "").lower())
        for scheme in ("api_token", "api_email", "api_key")
    )
    # An Authorization header decides alone, even beside a valid e-mail and key.
    if token is not None:
        bearer = _BEARER.fullmatch(token)
        if bearer is None:
            chain = [{"code": 6111, "message": "Invalid format for Authorization header"}]
            return failure(400, 6003, "Invalid request headers", error_chain=chain)
        if bearer[1] == NO_PERMISSION_TOKEN:
            return failure(403, 10000, "Authentication error")
        return None if bearer[1] == TOKEN else failure(401, 10000, "Authentication error")
    if not (email and key):
        return failure(400, 9106, "Missing X-Auth-Key, X-Auth-Email or Authorization headers")
    return None if (email, key) == (EMAIL, KEY) else failure(401, 10000, "Authentication error")
