# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import httpx

import cloudflare_api_core as _core
from cloudflare_ai_controls import resources as _resources

__all__ = ["API", "AsyncCloudflare", "Cloudflare", "__version__"]

__version__: Final = "0.1.0"

API: Final = _core.API(
    name="cloudflare_ai_controls",
    version=__version__,
    base_url="https://api.cloudflare.com/client/v4",
    security=(
        (_core.Scheme("api_token", "Authorization", "Bearer "),),
        (_core.Scheme("api_email", "X-Auth-Email"), _core.Scheme("api_key", "X-Auth-Key")),
    ),
)


class Cloudflare(_core.SyncAPIClient):
    """Client for Cloudflare AI Controls.

    Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero Trust account and the
    portals that publish them.

    Args:
        api_token: API token, sent as `Authorization: Bearer
            Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY`. This scheme is preferred and is used alone.
        api_email: E-mail address of the account, sent as `X-Auth-Email: user@example.com`. This
            scheme is older and is used together with `api_key`.
        api_key: Global API key of the account, sent as `X-Auth-Key:
            144c9defac04969c7bfad8efaa8ea194`. This scheme is older and is used together with
            `api_email`.
        base_url: Base URL of the API. Default: `CLOUDFLARE_BASE_URL` from the environment, or
            https://api.cloudflare.com/client/v4.
        timeout: Seconds above 0, or an `httpx.Timeout`. None waits without limit. Default: 60
            seconds, and 5 to connect.
        max_retries: The number of retries of a failed call. Default: 2.
        max_retry_wait: The longest wait before a retry, in seconds. If the server asks for a longer
            wait, the call raises at once. Default: 60.
        max_body_size: The largest answer, in bytes after decompression. Default: 64 MiB.
        default_headers: Headers of every request. They must not carry credentials.
        default_query: Query parameters of every request. They are not checked.
        http_client: The `httpx.Client` that sends requests. The program must close it.
        allow_http: Whether plain http is allowed to hosts other than this machine.

    Without credentials as arguments, the client reads them from the environment:
    `CLOUDFLARE_API_TOKEN`, or `CLOUDFLARE_EMAIL` and `CLOUDFLARE_API_KEY`.

    Raises:
        CredentialsError: Credentials are missing, contradictory or malformed.
        ConfigurationError: A proxy, certificates or a base URL in the environment cannot be used.
        TypeError: An argument has another type.
        ValueError: The base URL is not usable, or another argument breaks a rule above.
    """

    def __init__(
        self,
        *,
        api_token: str | None = None,
        api_email: str | None = None,
        api_key: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | httpx.Timeout | _core.Omit | None = _core.omit,
        max_retries: int | _core.Omit = _core.omit,
        max_retry_wait: float | _core.Omit = _core.omit,
        max_body_size: int | _core.Omit = _core.omit,
        default_headers: Mapping[str, str] | None = None,
        default_query: _core.Query | None = None,
        http_client: httpx.Client | None = None,
        allow_http: bool = False,
    ) -> None:
        super().__init__(
            API,
            {"api_token": api_token, "api_email": api_email, "api_key": api_key},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            max_retry_wait=max_retry_wait,
            max_body_size=max_body_size,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            allow_http=allow_http,
        )

    @_core.cached
    def zero_trust(self) -> _resources.zero_trust.ZeroTrust:
        """Resources of `zero_trust`."""
        return _resources.zero_trust.ZeroTrust(self)


class AsyncCloudflare(_core.AsyncAPIClient):
    """Asynchronous client for Cloudflare AI Controls.

    Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero Trust account and the
    portals that publish them.

    Args:
        api_token: API token, sent as `Authorization: Bearer
            Sn3lZJTBX6kkg7OdcBUAxOO963GEIyGQqnFTOFYY`. This scheme is preferred and is used alone.
        api_email: E-mail address of the account, sent as `X-Auth-Email: user@example.com`. This
            scheme is older and is used together with `api_key`.
        api_key: Global API key of the account, sent as `X-Auth-Key:
            144c9defac04969c7bfad8efaa8ea194`. This scheme is older and is used together with
            `api_email`.
        base_url: Base URL of the API. Default: `CLOUDFLARE_BASE_URL` from the environment, or
            https://api.cloudflare.com/client/v4.
        timeout: Seconds above 0, or an `httpx.Timeout`. None waits without limit. Default: 60
            seconds, and 5 to connect.
        max_retries: The number of retries of a failed call. Default: 2.
        max_retry_wait: The longest wait before a retry, in seconds. If the server asks for a longer
            wait, the call raises at once. Default: 60.
        max_body_size: The largest answer, in bytes after decompression. Default: 64 MiB.
        default_headers: Headers of every request. They must not carry credentials.
        default_query: Query parameters of every request. They are not checked.
        http_client: The `httpx.AsyncClient` that sends requests. The program must close it.
        allow_http: Whether plain http is allowed to hosts other than this machine.

    Without credentials as arguments, the client reads them from the environment:
    `CLOUDFLARE_API_TOKEN`, or `CLOUDFLARE_EMAIL` and `CLOUDFLARE_API_KEY`.

    Raises:
        CredentialsError: Credentials are missing, contradictory or malformed.
        ConfigurationError: A proxy, certificates or a base URL in the environment cannot be used.
        TypeError: An argument has another type.
        ValueError: The base URL is not usable, or another argument breaks a rule above.
    """

    def __init__(
        self,
        *,
        api_token: str | None = None,
        api_email: str | None = None,
        api_key: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | httpx.Timeout | _core.Omit | None = _core.omit,
        max_retries: int | _core.Omit = _core.omit,
        max_retry_wait: float | _core.Omit = _core.omit,
        max_body_size: int | _core.Omit = _core.omit,
        default_headers: Mapping[str, str] | None = None,
        default_query: _core.Query | None = None,
        http_client: httpx.AsyncClient | None = None,
        allow_http: bool = False,
    ) -> None:
        super().__init__(
            API,
            {"api_token": api_token, "api_email": api_email, "api_key": api_key},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            max_retry_wait=max_retry_wait,
            max_body_size=max_body_size,
            default_headers=default_headers,
            default_query=default_query,
            http_client=http_client,
            allow_http=allow_http,
        )

    @_core.cached
    def zero_trust(self) -> _resources.zero_trust.AsyncZeroTrust:
        """Resources of `zero_trust`."""
        return _resources.zero_trust.AsyncZeroTrust(self)
