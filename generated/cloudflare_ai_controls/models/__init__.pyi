# Generated from openapi.yaml by `make generate`. Do not edit.
from .auth_config_summary import AuthConfigSummary
from .authorization_endpoints import AuthorizationEndpoints
from .capability_override import CapabilityOverride
from .client_registration import ClientRegistration
from .effective_redirect_uri import EffectiveRedirectUri
from .effective_redirect_uri import EffectiveRedirectUri as PortalEffectiveRedirectUriResponse
from .mcp_portal import McpPortal
from .mcp_portal import McpPortal as PortalCreateResponse
from .mcp_portal import McpPortal as PortalDeleteResponse
from .mcp_portal import McpPortal as PortalListResponse
from .mcp_portal import McpPortal as PortalReadResponse
from .mcp_portal import McpPortal as PortalUpdateResponse
from .mcp_server import McpServer
from .mcp_server import McpServer as ServerCreateResponse
from .mcp_server import McpServer as ServerDeleteResponse
from .mcp_server import McpServer as ServerListResponse
from .mcp_server import McpServer as ServerReadResponse
from .mcp_server import McpServer as ServerUpdateResponse
from .portal_capability_override import PortalCapabilityOverride
from .portal_server import PortalServer
from .portal_server_attachment import PortalServerAttachment
from .sync_error_details import SyncErrorDetails
from .sync_result import SyncResult
from .sync_result import SyncResult as ServerSyncResponse
from .tool_call_count import ToolCallCount
from .tool_call_timeseries import ToolCallTimeseries
from .tool_call_timeseries import ToolCallTimeseries as McpToolCallAnalyticsResponse
from .tool_call_timeseries import ToolCallTimeseries as PortalToolCallAnalyticsResponse
from .tool_call_timeseries import ToolCallTimeseries as ServerToolCallAnalyticsResponse

__all__ = [
    "AuthConfigSummary",
    "AuthorizationEndpoints",
    "CapabilityOverride",
    "ClientRegistration",
    "EffectiveRedirectUri",
    "McpPortal",
    "McpServer",
    "McpToolCallAnalyticsResponse",
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
    "ServerCreateResponse",
    "ServerDeleteResponse",
    "ServerListResponse",
    "ServerReadResponse",
    "ServerSyncResponse",
    "ServerToolCallAnalyticsResponse",
    "ServerUpdateResponse",
    "SyncErrorDetails",
    "SyncResult",
    "ToolCallCount",
    "ToolCallTimeseries",
]
