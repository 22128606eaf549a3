"""The base URL of the API."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Final

import httpx

from cloudflare_api_text import one_line

from .errors import ConfigurationError

__all__ = ["choose_base_url"]

_VARIABLE: Final = "CLOUDFLARE_BASE_URL"


def choose_base_url(
    given: str | httpx.URL | None, environ: Mapping[str, str], default: str, *, allow_http: bool
) -> str:
    """Return the argument, the variable or the default, in this order, without a trailing slash.

    Raises ValueError for the argument and ConfigurationError for the variable if it is not an
    absolute http or https URL, has a user, query or fragment, or is plain http to a host that is
    not loopback.
    """
    if given is not None:
        return _checked("`base_url`", given, allow_http=allow_http)
    if not (value := environ.get(_VARIABLE)):
        return default
    try:
        return _checked(_VARIABLE, value, allow_http=allow_http)
    except ValueError as error:
        problem = str(error)
    raise ConfigurationError(problem)


def _checked(name: str, url: str | httpx.URL, *, allow_http: bool) -> str:
    # First, so that no message shows a password. With `?`, the path of a call would become a query.
    if re.search(r"[@?#]", str(url)):
        raise ValueError(f"{name} must have no user, query or fragment")
    try:
        parsed = httpx.URL(url)
        # `port` may raise although the constructor did not.
        _ = parsed.host
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise ValueError(f"{name} is not a URL: {one_line(str(error))}") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host:
        shown = one_line(str(parsed))
        raise ValueError(f"{name} must be an absolute http or https URL, not {shown!r}")
    if parsed.port is not None and parsed.port > 65535:
        raise ValueError(f"{name} has a port above 65535: {parsed.port}")
    if parsed.scheme == "http" and not allow_http and not _is_loopback(parsed.host):
        raise ValueError(
            f"{name} would send credentials unencrypted to {parsed.host}: "
            "use https, or allow_http=True in Python"
        )
    return str(parsed).rstrip("/")


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        # Not its subdomains: a resolver may answer them with any address.
        return host == "localhost"
