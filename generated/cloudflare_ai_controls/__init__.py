# Generated from openapi.yaml by `make generate`. Do not edit.
"""Cloudflare AI Controls.

Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero Trust account and the portals
that publish them.

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
    ConfigurationError,
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
    EffectiveRedirectUri,
    McpPortal,
    McpServer,
    PortalCapabilityOverride,
    PortalServer,
    PortalServerAttachment,
    SyncErrorDetails,
    SyncResult,
)
from .models import EffectiveRedirectUri as PortalEffectiveRedirectUriResponse
from .models import McpPortal as PortalCreateResponse
from .models import McpPortal as PortalDeleteResponse
from .models import McpPortal as PortalListResponse
from .models import McpPortal as PortalReadResponse
from .models import McpPortal as PortalUpdateResponse
from .models import McpServer as ServerCreateResponse
from .models import McpServer as ServerDeleteResponse
from .models import McpServer as ServerListResponse
from .models import McpServer as ServerReadResponse
from .models import McpServer as ServerUpdateResponse
from .models import SyncResult as ServerSyncResponse

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
    "ConfigurationError",
    "ConflictError",
    "CredentialsError",
    "EffectiveRedirectUri",
    "ErrorData",
    "ErrorSource",
    "InternalServerError",
    "McpPortal",
    "McpServer",
    "Model",
    "NotFoundError",
    "Omit",
    "PaginationError",
    "PermissionDeniedError",
    "PortalCapabilityOverride",
    "PortalCreateResponse",
    "PortalDeleteResponse",
    "PortalEffectiveRedirectUriResponse",
    "PortalListResponse",
    "PortalReadResponse",
    "PortalServer",
    "PortalServerAttachment",
    "PortalUpdateResponse",
    "Query",
    "RateLimitError",
    "RequestOptions",
    "Response",
    "ResultInfo",
    "ServerCreateResponse",
    "ServerDeleteResponse",
    "ServerListResponse",
    "ServerReadResponse",
    "ServerSyncResponse",
    "ServerUpdateResponse",
    "StreamedResponse",
    "SyncErrorDetails",
    "SyncResult",
    "SyncV4PagePaginationArray",
    "UnprocessableEntityError",
    "UnsuccessfulResponseError",
    "__version__",
    "omit",
]
