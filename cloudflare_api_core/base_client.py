"""The common part of sync and async clients: their settings, and requests made of calls."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, Generic, NamedTuple, Self, TypeVar, Unpack
from urllib.request import getproxies

import httpx

from .arguments import prepare
from .base_url import choose_base_url
from .call import Call, PreparedCall
from .connections import Connections, require_no_proxy
from .credentials import Credentials, Security
from .environment import Route
from .frames import forgetting_variables
from .headers import names_only
from .mask import mask_of
from .options import ClientOptions, Omit, Query, omit
from .request_flow import RequestFlow, request_flow
from .response_body import ENCODING
from .retries import DEFAULT_RETRIES
from .settings import DEFAULT_BODY_SIZE, Settings, check_options, default_timeout

__all__ = ["API", "BaseClient"]

H = TypeVar("H", httpx.Client, httpx.AsyncClient)


class API(NamedTuple):
    """The facts about the API as a whole."""

    name: str
    """Name of the generated package, for the User-Agent header and the logger."""
    version: str
    base_url: str
    security: Security


class BaseClient(Generic[H]):
    """Base of the sync and the async client."""

    _http_class: type[H]
    _connections_class: type[Connections[H]]

    @forgetting_variables
    def __init__(
        self,
        api: API,
        credentials: Mapping[str, str | None],
        *,
        base_url: str | httpx.URL | None = None,
        http_client: H | None = None,
        allow_http: bool = False,
        **options: Unpack[ClientOptions],
    ) -> None:
        # Callers need not check types.
        if http_client is not None and not isinstance(http_client, self._http_class):  # pyright: ignore[reportUnnecessaryIsInstance]
            wanted, given = self._http_class.__name__, type(http_client).__name__
            raise TypeError(f"`http_client` must be an httpx.{wanted}, not {given}")
        self._credentials = Credentials.choose(api.security, credentials, os.environ)
        agent = f"{api.name.replace('_', '-')}/{api.version}"
        self._settings = Settings(
            choose_base_url(base_url, os.environ, api.base_url, allow_http=allow_http),
            default_timeout(http_client),
            *DEFAULT_RETRIES,
            DEFAULT_BODY_SIZE,
            httpx.Headers({"Accept-Encoding": ENCODING, "User-Agent": agent}),
            query={},
        ).with_options(self._credentials, **options)
        self._logger = logging.getLogger(api.name)
        if not self._logger.handlers:
            # Otherwise Python would print warnings in programs that do not set up logging.
            self._logger.addHandler(logging.NullHandler())
        self._owns_connections = True
        self._route: Route | None = None
        if http_client is not None and not allow_http:
            require_no_proxy(http_client, self.base_url)
        if http_client is None:
            self._route = Route.choose(self.base_url, os.environ, getproxies())
        self._route_pid = os.getpid()
        self._connections: Any = self._connections_class(http_client, self._open_http)

    def _open_http(self) -> H:
        assert self._route
        if self._route_pid != os.getpid() and self.base_url.startswith("https:"):
            # Another thread may have held a lock of the TLS context at the moment of the fork.
            self._route, self._route_pid = self._route.with_own_tls(os.environ), os.getpid()
        # httpx would read the environment once more, and differently.
        route = self._route
        return self._http_class(
            trust_env=False,
            proxy=route.proxy,
            verify=route.tls,
            # Cookies of a server could make every request longer. This policy refuses all cookies.
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        )

    @property
    def _http(self) -> H:
        http: H = self._connections.http()
        return http

    @property
    def base_url(self) -> str:
        """URL of the API, without a trailing slash."""
        return self._settings.base_url

    @property
    def timeout(self) -> float | httpx.Timeout | None:
        """Seconds, or an `httpx.Timeout`. None waits for ever."""
        return self._settings.timeout

    @property
    def max_retries(self) -> int:
        """The number of retries after a failed attempt."""
        return self._settings.max_retries

    @forgetting_variables
    def with_options(
        self,
        *,
        timeout: float | httpx.Timeout | Omit | None = omit,
        max_retries: int | Omit = omit,
        max_retry_wait: float | Omit = omit,
        max_body_size: int | Omit = omit,
        deadline: float | Omit | None = omit,
        default_headers: Mapping[str, str] | None = None,
        default_query: Query | None = None,
    ) -> Self:
        """Return a copy with other settings; headers and query parameters are added.

        The copy shares the connections of this client. Closing the copy leaves them open.

        `deadline` is the number of seconds, above 0, after which a call raises APITimeoutError. It
        counts all attempts, the waits between them and the body. An asynchronous call ends at its
        deadline. A synchronous one checks the clock whenever data arrives. None means no deadline.

        Raises ValueError if a setting is out of its bounds, or a header carries credentials, and
        TypeError for a number of another type.
        """
        # Not copy.copy: the copied resources would call this client.
        copy = object.__new__(type(self))
        copy._credentials = self._credentials
        copy._settings = self._settings.with_options(
            self._credentials,
            timeout=timeout,
            max_retries=max_retries,
            max_retry_wait=max_retry_wait,
            max_body_size=max_body_size,
            deadline=deadline,
            default_headers=default_headers,
            default_query=default_query,
        )
        copy._logger = self._logger
        copy._owns_connections = False
        copy._route = self._route
        copy._connections = self._connections
        return copy

    copy = with_options

    def __repr__(self) -> str:
        # A client whose construction failed has no settings.
        url = self.base_url if hasattr(self, "_settings") else "without settings"
        return f"<{type(self).__name__} {url}>"

    @forgetting_variables
    def _prepare(self, call: Call[Any]) -> PreparedCall:
        check_options(self._credentials, call.options)
        return prepare(call)

    def _start(self, call: PreparedCall, *, is_streamed: bool = False) -> RequestFlow:
        request = self._build_request(call)
        self._credentials.strip_credentials(request)
        # Without the body, which may hold a secret in any member.
        bare = httpx.Request(
            request.method,
            request.url,
            headers=names_only(request.headers),
            extensions=request.extensions,
        )
        return request_flow(
            request,
            self._credentials,
            self._settings.policy,
            self._logger,
            shown=bare,
            mask=self._credentials.mask | call.mask | mask_of(request.headers),
            max_body_size=self._settings.max_body_size,
            deadline=self._settings.deadline,
            not_before=call.not_before,
            is_streamed=is_streamed,
        )

    @forgetting_variables
    def _build_request(self, call: PreparedCall) -> httpx.Request:
        settings = self._settings
        query = {**settings.query, **call.query}
        headers = settings.headers_with(call.headers.fields)
        headers.setdefault("Accept", call.operation.accept)
        if call.body is not None:
            headers.setdefault("Content-Type", call.body.content_type)
        try:
            request = self._http.build_request(
                call.operation.method,
                settings.base_url + call.path,
                params=[(name, text) for name, texts in query.items() for text in texts] or None,
                headers=headers,
                content=call.body.content if call.body else None,
                timeout=settings.timeout if isinstance(call.timeout, Omit) else call.timeout,
                # Errors of the request name it. Transports ignore it.
                extensions={"proxy": self._route.proxy_name} if self._route else None,
            )
        except httpx.InvalidURL as error:
            problem = str(error)
        else:
            if "Cookie" not in headers:
                # The cookies that an `http_client` keeps.
                request.headers.pop("Cookie", None)
            return request
        raise ValueError(f"Expected arguments that form a URL: {problem}")
