"""The settings that the calls of a client share, besides credentials and connections."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf
from typing import Final, NamedTuple

import httpx

from .credentials import Credentials
from .headers import require_headers
from .options import Omit, Query, RequestOptions, omit
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
    policy: Policy
    max_body_size: int
    headers: Mapping[str, str]
    query: Mapping[str, tuple[str, ...]]
    deadline: float | None = None

    def with_options(
        self,
        credentials: Credentials,
        /,
        *,
        timeout: float | httpx.Timeout | Omit | None = omit,
        max_retries: int | Omit = omit,
        max_retry_wait: float | Omit = omit,
        max_body_size: int | Omit = omit,
        deadline: float | Omit | None = omit,
        default_headers: Mapping[str, str] | None = None,
        default_query: Query | None = None,
    ) -> Settings:
        """Return a copy with the given settings replaced; headers and query are added.

        Raises ValueError for a number out of bounds and for a header that carries credentials or
        cannot exist, and TypeError for a number or a header of another type.
        """
        retries = self.policy.max_retries if isinstance(max_retries, Omit) else max_retries
        wait = self.policy.max_wait if isinstance(max_retry_wait, Omit) else max_retry_wait
        limit = self.timeout if isinstance(timeout, Omit) else timeout
        size = self.max_body_size if isinstance(max_body_size, Omit) else max_body_size
        _require_type("max_retries", retries, int)
        _require_range("max_retries", retries)
        _require_type("max_retry_wait", wait, int, float)
        _require_range("max_retry_wait", wait, _LONGEST)
        _require_type("max_body_size", size, int)
        _require_range("max_body_size", size)
        whole = self.deadline if isinstance(deadline, Omit) else deadline
        if whole is not None:
            _require_seconds("deadline", whole)
        _require_timeout(limit)
        _require_headers(credentials, "default_headers", default_headers)
        return self._replace(
            timeout=limit,
            policy=Policy(retries, wait),
            max_body_size=size,
            deadline=whole,
            headers=self.headers_with(default_headers),
            query={**self.query, **query_texts("default_query", default_query)},
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
