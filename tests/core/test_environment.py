"""The route to the API: which proxy and which certificates the environment gives."""

from __future__ import annotations

import importlib.util
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import certifi
import httpx
import pytest

from cloudflare_api_core import AsyncAPIClient, ConfigurationError, SyncAPIClient
from cloudflare_api_core.environment import Route
from tests.clients import ClientKind

from .support import PAIR, PETS

_URL = "https://api.example.com/v4"
_PROXY = "http://proxy.example:8080"
_CERTIFICATE = str(Path(__file__).parent.parent / "network" / "untrusted.pem")


def _route(
    environ: Mapping[str, str], url: str = _URL, system: Mapping[str, str] | None = None
) -> Route:
    return Route.choose(url, environ, system or {})


@pytest.mark.parametrize(
    ("environ", "chosen"),
    [
        ({}, None),
        ({"HTTP_PROXY": _PROXY, "http_proxy": _PROXY}, None),
        ({"HTTPS_PROXY": _PROXY}, _PROXY),
        ({"https_proxy": _PROXY}, _PROXY),
        ({"ALL_PROXY": _PROXY}, _PROXY),
        ({"all_proxy": _PROXY}, _PROXY),
        ({"https_proxy": "http://lower", "HTTPS_PROXY": "http://upper"}, "http://lower"),
        ({"HTTPS_PROXY": "http://https", "all_proxy": "http://all"}, "http://https"),
        ({"https_proxy": "", "HTTPS_PROXY": _PROXY}, _PROXY),
        ({"https_proxy": " ", "all_proxy": _PROXY, "no_proxy": ""}, _PROXY),
        ({"HTTPS_PROXY": "", "SSL_CERT_FILE": "", "SSL_CERT_DIR": "", "SSLKEYLOGFILE": ""}, None),
        ({"HTTPS_PROXY": "proxy.example:8080"}, _PROXY),
        ({"HTTPS_PROXY": " HTTP://Proxy.example:8080/ "}, _PROXY),
        ({"HTTPS_PROXY": "http://proxy.example:80"}, "http://proxy.example"),
        ({"HTTPS_PROXY": "https://[::1]:8080"}, "https://[::1]:8080"),
        ({"HTTPS_PROXY": "http://user:p%40ss@proxy.example:8080"}, _PROXY),
        ({"HTTPS_PROXY": "http://user@proxy.example:8080"}, _PROXY),
    ],
)
def test_the_proxy_for_https_is_chosen_and_named_without_its_password(
    environ: dict[str, str], chosen: str | None
) -> None:
    assert _route(environ).proxy_name == chosen


def test_a_proxy_of_the_system_is_used_where_no_variable_names_one() -> None:
    system = {"http": "http://plain", "https": "system.example:3128"}
    assert _route({}, system=system).proxy_name == "http://system.example:3128"
    assert _route({}, system={"http": "http://plain"}).proxy is None
    assert _route({"ALL_PROXY": _PROXY}, system=system).proxy_name == _PROXY
    with pytest.raises(ConfigurationError, match=r"^The proxy in the system's settings is not"):
        _route({}, system={"https": "ftp://proxy"})


@pytest.mark.parametrize("url", ["http://127.0.0.1:4010/client/v4", "http://api.example.com"])
def test_plain_http_ignores_the_environment(url: str) -> None:
    route = _route({"HTTPS_PROXY": "ftp://x", "SSL_CERT_FILE": "/nowhere"}, url)
    assert route.proxy is None
    assert route.tls.verify_mode is ssl.CERT_REQUIRED
    assert route.tls.cert_store_stats()["x509"] == 0


_V4, _V6 = "https://10.1.2.3:8443", "https://[fe80::1]/v4"
_EXEMPT = [
    (_URL, "*"),
    (_URL, "localhost, * ,"),
    (_URL, "api.example.com"),
    (_URL, "API.Example.COM"),
    (_URL, "example.com"),
    (_URL, ".example.com"),
    (_URL, "*.example.com"),
    (_URL, ".api.example.com"),
    (_URL, "api.example.com:443"),
    (_URL, "com"),
    (_URL, "https://api.example.com"),
    (_URL, "all://example.com"),
    (_URL, "localhost,[::1],fe80::/10,10.0.0.0/8,,  ,\texample.com"),
    (_URL, "localhost example.com"),
    (_V4, "10.1.2.3"),
    (_V4, "10.1.2.3:8443"),
    (_V4, "10.0.0.0/8"),
    (_V4, "10.9.9.9/8"),
    (_V4, "0.0.0.0/0"),
    (_V6, "fe80::1"),
    (_V6, "FE80:0::1"),
    (_V6, "[fe80::1]"),
    (_V6, "[fe80::1]:443"),
    (_V6, "fe80::/10"),
    (_V6, "[fe80::]/10"),
]
_NOT_EXEMPT = [
    (_URL, ""),
    (_URL, " , ,"),
    (_URL, "."),
    (_URL, "localhost,[::1],fe80::/10,10.0.0.0/8,127.0.0.1:443"),
    (_URL, "ample.com"),
    (_URL, "www.api.example.com"),
    (_URL, "api.example.com:8443"),
    (_URL, "api.example.com:99999999999999"),
    (_URL, "http://api.example.com"),
    (_URL, "[::1"),
    (_URL, "://"),
    (_URL, "\udcff"),
    (_V4, "10.1.2.3:443"),
    (_V4, "10.1.2.4/31"),
    (_V4, "11.0.0.0/8"),
    (_V4, "10.0.0.0/99"),
    (_V4, "::/0"),
    (_V6, "::1"),
    (_V6, "[fe80::1]:8443"),
    (_V6, "0.0.0.0/0"),
]


@pytest.mark.parametrize(("url", "no_proxy"), _EXEMPT)
def test_no_proxy_exempts_a_host(url: str, no_proxy: str) -> None:
    assert _route({"HTTPS_PROXY": _PROXY, "NO_PROXY": no_proxy}, url).proxy is None
    both = {"HTTPS_PROXY": "ftp://unused", "no_proxy": no_proxy, "NO_PROXY": "x"}
    assert _route(both, url).proxy is None


@pytest.mark.parametrize(("url", "no_proxy"), _NOT_EXEMPT)
def test_no_proxy_exempts_no_other_host(url: str, no_proxy: str) -> None:
    assert _route({"HTTPS_PROXY": _PROXY, "NO_PROXY": no_proxy}, url).proxy_name == _PROXY


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"])
@pytest.mark.parametrize(
    "value",
    [
        "ftp://u:s3cret@proxy",
        "http://",
        "http://:8080",
        "http://proxy:99999",
        "http://proxy:port",
        "http://u:s3cret#x@proxy:8080",
        "http://u:s3cret@[::1:8080",
        "http://u:s3cret@xn--",
        "http://\udcff",
        "http://pro\x01xy",
    ],
)
def test_a_proxy_that_cannot_be_one_is_refused(variable: str, value: str) -> None:
    with pytest.raises(ConfigurationError, match=f"^{variable} is not the URL of an") as caught:
        _route({variable: value})
    assert "s3cret" not in str(caught.value)
    assert caught.value.__context__ is None


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
def test_a_socks_proxy_needs_its_library(scheme: str, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = f"{scheme}://127.0.0.1:1080"
    found: dict[str, object] = {}
    monkeypatch.setattr(importlib.util, "find_spec", found.get)
    with pytest.raises(ConfigurationError, match=r"^ALL_PROXY .* pip install 'httpx\[socks\]'$"):
        _route({"ALL_PROXY": proxy})
    found["socksio"] = object()
    assert _route({"ALL_PROXY": proxy}).proxy_name == proxy


def test_a_file_or_a_directory_has_the_certificates_to_trust(tmp_path: Path) -> None:
    def trusted(**environ: str) -> int:
        return _route(environ).tls.cert_store_stats()["x509"]

    assert trusted() > 1
    assert trusted(SSL_CERT_FILE=_CERTIFICATE) == 1
    assert trusted(SSL_CERT_DIR=f"/nowhere:{tmp_path}") == 0
    assert trusted(SSL_CERT_FILE=_CERTIFICATE, SSL_CERT_DIR="/nowhere") == 1
    keys = tmp_path / "keys"
    assert trusted(SSLKEYLOGFILE=str(keys), SSL_CERT_FILE=_CERTIFICATE) == 1
    assert keys.exists()


def test_an_https_proxy_is_trusted_by_the_same_certificates() -> None:
    route = _route({"HTTPS_PROXY": "https://proxy.example", "SSL_CERT_FILE": _CERTIFICATE})
    assert route.proxy
    assert route.proxy.ssl_context is route.tls


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        ("SSL_CERT_FILE", "/nowhere\n.pem", "No such file or directory"),
        ("SSL_CERT_FILE", __file__, r"\[X509.* no certificate or crl found"),
        ("SSL_CERT_FILE", str(Path(__file__).parent), ".+"),
        ("SSL_CERT_DIR", "/nowhere:/neither", "no such directory"),
        ("SSL_CERT_DIR", __file__, "no such directory"),
        ("SSLKEYLOGFILE", "/nowhere/keys", "No such file or directory"),
    ],
)
def test_certificates_that_cannot_be_read_are_refused(
    variable: str, value: str, problem: str
) -> None:
    with pytest.raises(
        ConfigurationError, match=f"^{variable} names '.*', which .*: {problem}"
    ) as e:
        _route({variable: value})
    assert e.value.__context__ is None


def _make(kind: ClientKind) -> Any:
    return kind.choose(SyncAPIClient, AsyncAPIClient)(PETS, PAIR)


@pytest.mark.anyio
async def test_httpx_gets_the_route_and_reads_no_environment(
    client_kind: ClientKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[dict[str, Any]] = []

    cls = client_kind.choose(httpx.Client, httpx.AsyncClient)
    made = cls.__init__

    def remember(self: Any, **settings: Any) -> None:
        opened.append(settings)
        made(self, **settings)

    monkeypatch.setattr(cls, "__init__", remember)
    monkeypatch.setenv("https_proxy", "http://u:p@proxy.example:8080")
    monkeypatch.setenv("no_proxy", "localhost,[::1]")
    assert _make(client_kind)._http
    assert str(opened[0]["proxy"].url) == "http://proxy.example:8080"
    assert opened[0]["proxy"].auth == ("u", "p")
    assert opened[0]["trust_env"] is False


@pytest.mark.parametrize("variable", ["https_proxy", "SSL_CERT_FILE", "CLOUDFLARE_BASE_URL"])
def test_a_client_is_not_made_in_an_environment_that_allows_none(
    variable: str, client_kind: ClientKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("no_proxy", "localhost")
    monkeypatch.setenv(variable, "ftp://x")
    with pytest.raises(ConfigurationError, match=f"^{variable} "):
        _make(client_kind)


def test_a_child_gets_a_tls_context_of_its_own_also_for_its_proxy() -> None:
    # The tests share the context of the certificates that are used without this variable.
    direct = {"SSL_CERT_FILE": certifi.where()}
    for environ in (direct, direct | {"https_proxy": "https://proxy.example.com:3128"}):
        route = Route.choose("https://api.example.com", environ, {})
        before = route.tls
        own = route.with_own_tls(environ)
        assert own.tls is not before
        assert own.proxy_name == route.proxy_name
        if own.proxy:
            assert own.proxy.ssl_context is own.tls
