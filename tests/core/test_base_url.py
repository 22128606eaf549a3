"""The base URL: which one is chosen, and which are refused."""

from __future__ import annotations

import re

import httpx
import pytest

from cloudflare_api_core import ConfigurationError
from cloudflare_api_core.base_url import choose_base_url

_DEFAULT = "https://api.example.com/v4"


def _choose(given: object, *, allow_http: bool = False) -> str:
    return choose_base_url(given, {}, _DEFAULT, allow_http=allow_http)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("given", "variable", "chosen"),
    [
        (None, None, _DEFAULT),
        (None, "", _DEFAULT),
        (None, "https://variable.example/v4", "https://variable.example/v4"),
        ("https://given.example/v4", "https://variable.example/v4", "https://given.example/v4"),
        ("https://given.example/v4", "no URL", "https://given.example/v4"),
    ],
)
def test_the_argument_beats_the_environment_beats_the_default(
    given: str | None, variable: str | None, chosen: str
) -> None:
    environ = {} if variable is None else {"CLOUDFLARE_BASE_URL": variable}
    assert choose_base_url(given, environ, _DEFAULT, allow_http=False) == chosen


@pytest.mark.parametrize(
    ("given", "chosen"),
    [
        ("https://a.example/v4/", "https://a.example/v4"),
        ("https://a.example//", "https://a.example"),
        ("HTTPS://A.example/V4", "https://a.example/V4"),
        ("https://a.example/a b", "https://a.example/a%20b"),
        (httpx.URL("https://a.example/v4"), "https://a.example/v4"),
    ],
)
def test_the_base_url_has_no_trailing_slash(given: str | httpx.URL, chosen: str) -> None:
    assert _choose(given) == chosen


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost",
        "http://localhost:4010/client/v4",
        "http://LOCALHOST",
        "http://127.0.0.1:80",
        "http://127.9.9.9",
        "http://[::1]:4010",
    ],
)
def test_plain_http_to_loopback_is_accepted(url: str) -> None:
    assert _choose(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://api.example.com",
        "http://localhost.example.com",
        "http://notlocalhost",
        "http://attacker.localhost",
        "http://localhost.",
        "http://127.0.0.1.example.com",
        "http://0.0.0.0",
        "http://10.0.0.1",
        "http://[::2]",
        "HTTP://api.example.com",
    ],
)
def test_plain_http_to_another_host_needs_allow_http(url: str) -> None:
    with pytest.raises(ValueError, match=r"^`base_url` would send credentials unencrypted to "):
        _choose(url)
    assert _choose(url, allow_http=True) == url.lower()


_BAD = [
    ("api.example.com/v4", "must be an absolute http or https URL"),
    ("//api.example.com", "must be an absolute http or https URL"),
    ("/v4", "must be an absolute http or https URL"),
    ("https://", "must be an absolute http or https URL"),
    ("ftp://api.example.com", "must be an absolute http or https URL"),
    ("file:///etc/passwd", "must be an absolute http or https URL"),
    ("https://api.example.com/v4?a=b", "must have no user, query or fragment"),
    ("https://api.example.com/v4?", "must have no user, query or fragment"),
    ("https://api.example.com/v4#a", "must have no user, query or fragment"),
    ("https://api.example.com/v4#", "must have no user, query or fragment"),
    ("https://user@api.example.com", "must have no user, query or fragment"),
    ("https://api.example.com:99999", "has a port above 65535: 99999"),
    ("https://api.example.com:port", "is not a URL: Invalid port: 'port'"),
    ("https://api.exa\nmple.com", "is not a URL: Invalid non-printable ASCII character"),
    ("https://xn--", "is not a URL: Malformed A-label"),
    ("https://\udcff", "is not a URL: "),
]


@pytest.mark.parametrize(("url", "problem"), _BAD)
def test_an_error_names_the_argument_or_variable(url: str, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^`base_url` {re.escape(problem)}"):
        _choose(url)
    with pytest.raises(ConfigurationError, match=f"^CLOUDFLARE_BASE_URL {re.escape(problem)}") as e:
        choose_base_url(None, {"CLOUDFLARE_BASE_URL": url}, _DEFAULT, allow_http=False)
    assert e.value.__context__ is None


@pytest.mark.parametrize(
    ("url", "problem"),
    [("", "must be an absolute http or https URL, not ''"), (5, "is not a URL")],
)
def test_an_argument_that_no_variable_can_hold_is_refused(url: object, problem: str) -> None:
    with pytest.raises(ValueError, match=f"^`base_url` {problem}"):
        _choose(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://u:s3cret@api.example.com",
        "ftp://u:s3cret@a.example",
        "https://u:s3cret#s3cret@api.example.com",
        "https://u:s3cret/x@api.example.com",
        "http://s3cret/x@api.example.com",
        "u:s3cret@api.example.com",
        "https:/u:s3cret@api.example.com",
    ],
)
def test_a_password_is_not_shown(url: str) -> None:
    with pytest.raises(ValueError, match=r"must have no user") as caught:
        _choose(url)
    assert "s3cret" not in str(caught.value)
