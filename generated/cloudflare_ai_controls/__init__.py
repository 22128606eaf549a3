# Generated from openapi.yaml by `make generate`. Do not edit.
"""Cloudflare AI Controls.

Manages the Model Context Protocol (MCP) servers that a Cloudflare Zero Trust account knows.

    from cloudflare_ai_controls import Cloudflare

    client = Cloudflare()
    client.zero_trust.access.ai_controls.mcp.servers.list(account_id=…)
"""

from cloudflare_api_core import (
    APIConnectionError,
    APIError,
    APIResponseValidationError,
    APIStatusError,
    APITimeoutError,
    AsyncPaginator,
    AsyncResponse,
    AsyncStreamedResponse,
    AsyncV4PagePaginationArray,
    AuthenticationError,
    BadRequestError,
    CloudflareError,
    ConflictError,
    CredentialsError,
    ErrorData,
    ErrorSource,
    InternalServerError,
    Model,
    NotFoundError,
    Omit,
    PaginationError,
    PermissionDeniedError,
    Query,
    RateLimitError,
    RequestOptions,
    Response,
    ResultInfo,
    StreamedResponse,
    SyncV4PagePaginationArray,
    UnprocessableEntityError,
    UnsuccessfulResponseError,
    omit,
)

from .client import AsyncCloudflare, Cloudflare, __version__
from .models import (
    AuthConfigSummary,
    AuthorizationEndpoints,
    CapabilityOverride,
    ClientRegistration,
    McpServer,
    SyncErrorDetails,
)
from .models import McpServer as ServerListResponse

__all__ = [
    "APIConnectionError",
    "APIError",
    "APIResponseValidationError",
    "APIStatusError",
    "APITimeoutError",
    "AsyncCloudflare",
    "AsyncPaginator",
    "AsyncResponse",
    "AsyncStreamedResponse",
    "AsyncV4PagePaginationArray",
    "AuthConfigSummary",
    "AuthenticationError",
    "AuthorizationEndpoints",
    "BadRequestError",
    "CapabilityOverride",
    "ClientRegistration",
    "Cloudflare",
    "CloudflareError",
    "ConflictError",
    "CredentialsError",
    "ErrorData",
    "ErrorSource",
    "InternalServerError",
    "McpServer",
    "Model",
    "NotFoundError",
    "Omit",
    "PaginationError",
    "PermissionDeniedError",
    "Query",
    "RateLimitError",
    "RequestOptions",
    "Response",
    "ResultInfo",
    "ServerListResponse",
    "StreamedResponse",
    "SyncErrorDetails",
    "SyncV4PagePaginationArray",
    "UnprocessableEntityError",
    "UnsuccessfulResponseError",
    "__version__",
    "omit",
]
