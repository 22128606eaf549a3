"""Requests that a page in a browser causes, which the mock refuses."""

from __future__ import annotations

import re
from collections.abc import Collection
from ipaddress import ip_address

from werkzeug.datastructures import Headers

from .violation import shorten

__all__ = ["refusal"]

_HOST = re.compile(r"(?:\[([^]]+)\]|([^:]+))(?::\d+)?")
_OTHER_SITES = ("cross-site", "same-site")


def refusal(headers: Headers, hosts: Collection[str]) -> str | None:
    """The reason to refuse a request, None if no page of another site can have caused it.

    A page that reaches the mock through a name of its own, by DNS rebinding, sends that name as
    `Host`. Other pages send `Origin`, or `Sec-Fetch-Site` where a plain GET has no `Origin`.
    hosts: the names in lower case, beside `localhost` and loopback addresses, that are the mock's.
    """
    host = headers.get("Host", "")
    match = _HOST.fullmatch(host)
    name = (match[1] or match[2]).lower() if match else ""
    if not (name == "localhost" or name in hosts or _is_loopback(name)):
        named = shorten(host) or "missing"
        return f"The mock does not serve the Host {named!r}; start it with --allow-host to serve it"
    if "Origin" in headers or headers.get("Sec-Fetch-Site") in _OTHER_SITES:
        return "The mock does not serve web pages: the request has an Origin or Sec-Fetch-Site"
    return None


def _is_loopback(name: str) -> bool:
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False
