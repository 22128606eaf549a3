"""The settings that the calls of a client share, besides credentials and connections."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Any, Final, NamedTuple, Unpack

import httpx

from .credentials import Credentials
from .headers import require_headers
from .options import ClientOptions, Omit, RequestOptions
from .query import query_texts
from .retries import Policy

__all__ = ["DEFAULT_BODY_SIZE", "Settings", "check_options", "default_timeout"]

DEFAULT_BODY_SIZE: Final = 64 * 2**20

_DEFAULT_TIMEOUT: Final = httpx.Timeout(60, connect=5)
_DEFAULT_TIMEOUT_OF_HTTPX: Final = httpx.Timeout(5)
# Sockets count milliseconds in 32 bits: a longer timeout may end at once, or raise OverflowError.
_LONGEST: Final = (2**31 - 1) // 1000


class Settings(NamedTuple):
    """The settings of a client."""

    base_url: str
    timeout: float | httpx.Timeout | None
    max_retries: int
    max_retry_wait: float
    max_body_size: int
    headers: Mapping[str, str]
    query: Mapping[str, tuple[str, ...]]
    deadline: float | None = None

    @property
    def policy(self) -> Policy:
        """The policy of retries."""
        return Policy(self.max_retries, self.max_retry_wait)

    def with_options(
        self, credentials: Credentials, /, **options: Unpack[ClientOptions]
    ) -> Settings:
        """Return a copy with the given settings replaced; headers and query are added.

        Raises ValueError for a number out of bounds and for a header that carries credentials or
        cannot exist, and TypeError for a number or a header of another type.
        """
        given: dict[str, Any] = {n: o for n, o in options.items() if not isinstance(o, Omit)}
        headers, query = given.pop("default_headers", None), given.pop("default_query", None)
        changed = self._replace(**given)
        _require_type("max_retries", changed.max_retries, int)
        _require_range("max_retries", changed.max_retries)
        _require_type("max_retry_wait", changed.max_retry_wait, int, float)
        _require_range("max_retry_wait", changed.max_retry_wait, _LONGEST)
        _require_type("max_body_size", changed.max_body_size, int)
        _require_range("max_body_size", changed.max_body_size)
        if changed.deadline is not None:
            _require_seconds("deadline", changed.deadline)
        _require_timeout(changed.timeout)
        _require_headers(credentials, "default_headers", headers)
        return changed._replace(
            headers=self.headers_with(headers),
            query={**self.query, **query_texts("default_query", query)},
        )

    def headers_with(self, more: Mapping[str, str] | None) -> httpx.Headers:
        """Return the headers with more, which replace those of the same name in any case."""
        headers = httpx.Headers(self.headers)
        headers.update(more)
        return headers


def default_timeout(http: httpx.Client | httpx.AsyncClient | None) -> httpx.Timeout:
    """Return the timeout of a given `http_client`, or ours if it has httpx's default."""
    return http.timeout if http and http.timeout != _DEFAULT_TIMEOUT_OF_HTTPX else _DEFAULT_TIMEOUT


def check_options(credentials: Credentials, options: RequestOptions) -> None:
    """Check a timeout and headers. Raises what `Settings.with_options` raises."""
    _require_timeout(options.get("timeout"))
    _require_headers(credentials, "extra_headers", options.get("extra_headers"))


def _require_timeout(timeout: float | httpx.Timeout | None) -> None:
    for seconds in httpx.Timeout(timeout).as_dict().values():
        if seconds is not None:
            _require_seconds("timeout", seconds)


def _require_seconds(name: str, seconds: float) -> None:
    _require_type(name, seconds, int, float)
    if seconds == 0:
        # A socket would not wait at all, and fail without saying why.
        raise ValueError(f"Expected `{name}` to be above 0 but received {seconds!r}")
    _require_range(name, seconds, _LONGEST)


def _require_type(name: str, number: float, *types: type[float]) -> None:
    # Callers need not check types. A bool is an int, but it is a mistake here.
    if not isinstance(number, types) or isinstance(number, bool):
        wanted = "a number" if float in types else "an integer"
        raise TypeError(f"`{name}` must be {wanted}, not {type(number).__name__}")


def _require_range(name: str, number: float, maximum: float = inf) -> None:
    # Compared so that NaN is refused too.
    if not number >= 0:
        raise ValueError(f"Expected `{name}` to be at least 0 but received {number!r}")
    if number > maximum:
        raise ValueError(f"Expected `{name}` to be at most {maximum} but received {number!r}")


def _require_headers(
    credentials: Credentials, argument: str, headers: Mapping[str, str] | None
) -> None:
    require_headers(argument, headers)
    for name in headers or ():
        if credentials.is_credential(name):
            raise ValueError(f"`{argument}` may not contain {name}: it carries credentials")
