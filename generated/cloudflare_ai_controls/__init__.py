# Generated from openapi.yaml by `make generate`. Do not edit.
"""Cloudflare AI Controls.

Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero Trust account and the portals
that publish them.

    from cloudflare_ai_controls import Cloudflare

    client = Cloudflare()
    client.zero_trust.access.ai_controls.mcp.servers.list(account_id=…)
"""

from typing import TYPE_CHECKING

import cloudflare_api_core as _core
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
    NotFoundError,
    Omit,
    PaginationError,
    PermissionDeniedError,
    Query,
    RateLimitError,
    RequestOptions,
    Response,
    StreamedResponse,
    SyncV4PagePaginationArray,
    UnprocessableEntityError,
    UnsuccessfulResponseError,
    omit,
)

from . import api as api
from . import models as models
from . import resources as resources
from .client import AsyncCloudflare, Cloudflare, __version__

if TYPE_CHECKING:
    from cloudflare_api_core import Model, ResultInfo

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
        ToolCallCount,
        ToolCallTimeseries,
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
    from .models import ToolCallTimeseries as McpToolCallAnalyticsResponse
    from .models import ToolCallTimeseries as PortalToolCallAnalyticsResponse
    from .models import ToolCallTimeseries as ServerToolCallAnalyticsResponse

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
    "McpToolCallAnalyticsResponse",
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
    "PortalToolCallAnalyticsResponse",
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
    "ServerToolCallAnalyticsResponse",
    "ServerUpdateResponse",
    "StreamedResponse",
    "SyncErrorDetails",
    "SyncResult",
    "SyncV4PagePaginationArray",
    "ToolCallCount",
    "ToolCallTimeseries",
    "UnprocessableEntityError",
    "UnsuccessfulResponseError",
    "__version__",
    "omit",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = _core.lazy_names(
        __name__,
        {
            "Model": "cloudflare_api_core",
            "ResultInfo": "cloudflare_api_core",
            "AuthConfigSummary": ".models",
            "AuthorizationEndpoints": ".models",
            "CapabilityOverride": ".models",
            "ClientRegistration": ".models",
            "EffectiveRedirectUri": ".models",
            "McpPortal": ".models",
            "McpServer": ".models",
            "PortalCapabilityOverride": ".models",
            "PortalServer": ".models",
            "PortalServerAttachment": ".models",
            "SyncErrorDetails": ".models",
            "SyncResult": ".models",
            "ToolCallCount": ".models",
            "ToolCallTimeseries": ".models",
            "ServerListResponse": ".models:McpServer",
            "ServerCreateResponse": ".models:McpServer",
            "ServerReadResponse": ".models:McpServer",
            "ServerUpdateResponse": ".models:McpServer",
            "ServerDeleteResponse": ".models:McpServer",
            "ServerSyncResponse": ".models:SyncResult",
            "PortalListResponse": ".models:McpPortal",
            "PortalCreateResponse": ".models:McpPortal",
            "PortalReadResponse": ".models:McpPortal",
            "PortalUpdateResponse": ".models:McpPortal",
            "PortalDeleteResponse": ".models:McpPortal",
            "PortalEffectiveRedirectUriResponse": ".models:EffectiveRedirectUri",
            "McpToolCallAnalyticsResponse": ".models:ToolCallTimeseries",
            "ServerToolCallAnalyticsResponse": ".models:ToolCallTimeseries",
            "PortalToolCallAnalyticsResponse": ".models:ToolCallTimeseries",
        },
    )
