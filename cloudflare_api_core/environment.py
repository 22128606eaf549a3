"""The route of requests to the API: the proxy and the certificates that the environment names.

httpx reads the same variables, but it refuses some valid values, and its errors name no variable.
"""

from __future__ import annotations

import ipaddress
import os
import re
import ssl
from collections.abc import Mapping
from typing import Final, NamedTuple

import httpx

from cloudflare_api_text import one_line

from .errors import ConfigurationError

__all__ = ["Route"]

_HOST_AND_PORT: Final = re.compile(r"(\[.+\]|[^:]+):([0-9]{1,5})")


class Route(NamedTuple):
    """The route of requests to one base URL."""

    proxy: httpx.Proxy | None
    tls: ssl.SSLContext

    @classmethod
    def choose(cls, base_url: str, environ: Mapping[str, str], system: Mapping[str, str]) -> Route:
        """Choose the route to a base URL.

        `system` is the result of `urllib.request.getproxies`. On macOS and Windows, it has the
        proxies in the settings of the system. Raises ConfigurationError, naming the variable, for a
        proxy, a file or a directory that cannot be used.
        """
        url = httpx.URL(base_url)
        if url.scheme == "http":
            # A proxy reads what is sent over plain http, which is meant for this machine alone.
            # This context has no certificates: loading them is most of the work of a new client.
            return cls(None, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        proxy, tls = _choose_proxy(url, environ, system), _load_certificates(environ)
        if proxy and proxy.url.scheme == "https":
            proxy.ssl_context = tls
        return cls(proxy, tls)

    def with_own_tls(self, environ: Mapping[str, str]) -> Route:
        """Return this route with another TLS context. The proxy keeps its address."""
        tls = _load_certificates(environ)
        if self.proxy and self.proxy.ssl_context:
            self.proxy.ssl_context = tls
        return self._replace(tls=tls)

    @property
    def proxy_name(self) -> str | None:
        """The URL of the proxy, without user and password."""
        if not self.proxy:
            return None
        return f"{self.proxy.url.scheme}://{self.proxy.url.netloc.decode()}"


def _choose_proxy(
    url: httpx.URL, environ: Mapping[str, str], system: Mapping[str, str]
) -> httpx.Proxy | None:
    exempt = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
    if any(_is_exempt(url, item) for item in re.split(r"[,\s]+", exempt)):
        return None
    for variable in ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        if value := environ.get(variable, "").strip():
            return _read_proxy(variable, value)
    found = system.get("https") or system.get("all")
    return _read_proxy("The proxy in the system's settings", found) if found else None


def _is_exempt(url: httpx.URL, item: str) -> bool:
    """Whether an item of NO_PROXY names the host of a URL."""
    scheme, _, place = item.rpartition("://")
    if scheme not in {"", "all", url.scheme}:
        return False
    # An IPv6 address has colons too, and needs brackets beside a port.
    if parts := _HOST_AND_PORT.fullmatch(place):
        place = parts[1]
        if int(parts[2]) != (url.port or 443):
            return False
    place = place.replace("[", "").replace("]", "")
    try:
        return ipaddress.ip_address(url.host) in ipaddress.ip_network(place, strict=False)
    except ValueError:
        # A name includes its subdomains, with or without `.` or `*.` before it.
        name = place.lstrip("*.").lower()
        return place == "*" or (name != "" and f".{url.host}".endswith(f".{name}"))


def _read_proxy(variable: str, value: str) -> httpx.Proxy:
    proxy = None
    try:
        proxy = httpx.Proxy(value if "://" in value else f"http://{value}")
        is_usable = bool(proxy.url.host) and (proxy.url.port or 0) <= 65535
    except (httpx.InvalidURL, ValueError):
        # The message of httpx may show a part of the password.
        is_usable = False
    if not (proxy and is_usable):
        raise ConfigurationError(
            f"{variable} is not the URL of an http, https or socks5 proxy, such as "
            "http://host:port; special characters in a password must be percent-encoded"
        )
    # Only here, because few programs need it.
    from importlib.util import find_spec

    if proxy.url.scheme.startswith("socks") and not find_spec("socksio"):
        raise ConfigurationError(
            f"{variable} names a SOCKS proxy, which needs the package socksio: "
            "pip install 'httpx[socks]'"
        )
    return proxy


def _load_certificates(environ: Mapping[str, str]) -> ssl.SSLContext:
    """Load the certificates of SSL_CERT_FILE, else of SSL_CERT_DIR, else those of httpx."""
    variable = path = ""
    try:
        if path := environ.get(variable := "SSLKEYLOGFILE", ""):
            # The contexts below also use it, but their errors would not name the variable.
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).keylog_filename = path
        if path := environ.get(variable := "SSL_CERT_FILE", ""):
            return ssl.create_default_context(cafile=path)
        if path := environ.get(variable := "SSL_CERT_DIR", ""):
            if not any(map(os.path.isdir, path.split(os.pathsep))):
                raise NotADirectoryError(0, "no such directory")
            return ssl.create_default_context(capath=path)
    except OSError as error:
        problem = error.strerror
    else:
        return httpx.create_ssl_context(trust_env=False)
    raise ConfigurationError(
        f"{variable} names {one_line(path)!r}, which cannot be used: {problem}; correct or unset it"
    )
