"""The exceptions that a client raises.

Arguments that break the contract's rules raise the built-in ValueError before anything is sent.
Every exception prints as one line and can be pickled. None holds a secret.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import httpx

from cloudflare_api_text import one_line

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AuthenticationError",
    "BadRequestError",
    "CloudflareError",
    "ConfigurationError",
    "ConflictError",
    "CredentialsError",
    "ErrorData",
    "ErrorSource",
    "InternalServerError",
    "NotFoundError",
    "PaginationError",
    "PermissionDeniedError",
    "RateLimitError",
    "UnprocessableEntityError",
    "UnsuccessfulResponseError",
    "status_error_class",
]


class ErrorSource(NamedTuple):
    """The part of the request that an error is about."""

    pointer: str | None = None
    """JSON pointer into the request body."""


class ErrorData(NamedTuple):
    """One entry of the envelope's `errors`. A member that cannot be read is None."""

    code: int | None = None
    """Cloudflare's code. Its meaning varies with the service, so decide by the HTTP status."""
    message: str | None = None
    documentation_url: str | None = None
    source: ErrorSource | None = None
    additional_properties: Mapping[str, Any] = {}
    """The other members, such as `path` and `error_chain`."""


class CloudflareError(Exception):
    """Base of every exception of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        # The default calls the class with `args` alone and so loses keyword-only arguments.
        return Exception.__new__, (type(self), *self.args), self.__dict__


class ConfigurationError(CloudflareError):
    """A proxy, certificates, the base URL or `http_client` cannot be used."""


class CredentialsError(ConfigurationError):
    """Credentials are missing, contradictory or malformed. Raised when a client is made."""


class PaginationError(CloudflareError):
    """There is no next page, or the server returned another page than the requested one."""


class APIError(CloudflareError):
    """Base of the errors of calls, except PaginationError."""

    errors: Sequence[ErrorData]
    """The first 1000 errors in the envelope. Empty if there are none."""
    request: httpx.Request | None
    """The request, without its body and credentials, and with `***` for custom headers' values."""
    attempts: int
    """The number of attempts that were made."""

    def __init__(
        self,
        message: str,
        *,
        request: httpx.Request | None = None,
        errors: Sequence[ErrorData] = (),
        attempts: int = 1,
    ) -> None:
        super().__init__(message)
        self.request = request
        self.errors = errors
        self.attempts = attempts


class APIConnectionError(APIError):
    """No answer arrived, or only a part of one."""


class APITimeoutError(APIConnectionError):
    """No answer arrived in time."""


class APIResponseValidationError(APIError):
    """The answer does not match the contract: not JSON, cut off, or of a wrong shape."""


class APIStatusError(APIError):
    """The API answered with a failure."""

    response: httpx.Response
    """The response, with its whole body. Secrets of the call in it are masked."""
    body: object
    """The response body as decoded JSON, or as text if it is not JSON."""
    retry_after: float | None
    """Seconds to wait before the next request, at most 1e9, if the server asks for that."""

    def __init__(
        self,
        message: str,
        *,
        response: httpx.Response,
        body: object,
        retry_after: float | None = None,
        request: httpx.Request | None = None,
        errors: Sequence[ErrorData] = (),
        attempts: int = 1,
    ) -> None:
        super().__init__(message, request=request, errors=errors, attempts=attempts)
        self.response = response
        self.body = body
        self.retry_after = retry_after

    @property
    def status_code(self) -> int:
        """The HTTP status, 200 to 599."""
        return self.response.status_code

    @property
    def ray_id(self) -> str | None:
        """Cloudflare's identifier of the request, to quote to its support."""
        ray_id: str | None = self.response.headers.get("cf-ray")
        return ray_id and one_line(ray_id)


class BadRequestError(APIStatusError):
    """400: the request is malformed, or carries no usable credentials."""


class AuthenticationError(APIStatusError):
    """401: the credentials are not valid."""


class PermissionDeniedError(APIStatusError):
    """403: the credentials lack a permission, or the account lacks the product."""


class NotFoundError(APIStatusError):
    """404: not found."""


class ConflictError(APIStatusError):
    """409: in conflict with what exists."""


class UnprocessableEntityError(APIStatusError):
    """422: the request is well-formed, but the API does not accept it."""


class RateLimitError(APIStatusError):
    """429: too many requests."""


class InternalServerError(APIStatusError):
    """500 and above, with Cloudflare's own 520 to 530: Cloudflare could not answer."""


class UnsuccessfulResponseError(APIStatusError):
    """2xx, but the envelope's `success` is not true."""

    result: Any = None
    """The envelope's `result`, as the operation returns it, or as decoded JSON if its shape breaks
    the contract. None if there is none."""


_BY_STATUS: dict[int, type[APIStatusError]] = {
    400: BadRequestError,
    401: AuthenticationError,
    403: PermissionDeniedError,
    404: NotFoundError,
    409: ConflictError,
    422: UnprocessableEntityError,
    429: RateLimitError,
}


def status_error_class(status: int) -> type[APIStatusError]:
    """Return the exception class for a failure of that HTTP status."""
    if status < 300:
        return UnsuccessfulResponseError
    if status >= 500:
        return InternalServerError
    return _BY_STATUS.get(status, APIStatusError)
