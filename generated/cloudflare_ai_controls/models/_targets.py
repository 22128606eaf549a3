# Generated from openapi.yaml by `make generate`. Do not edit.
"""The modules of the models."""

from typing import Final

TARGETS: Final[dict[str, str]] = {
    "ServerListResponse": ".mcp_server:McpServer",
    "ServerCreateResponse": ".mcp_server:McpServer",
    "ServerReadResponse": ".mcp_server:McpServer",
    "ServerUpdateResponse": ".mcp_server:McpServer",
    "ServerDeleteResponse": ".mcp_server:McpServer",
    "ServerSyncResponse": ".sync_result:SyncResult",
    "PortalListResponse": ".mcp_portal:McpPortal",
    "PortalCreateResponse": ".mcp_portal:McpPortal",
    "PortalReadResponse": ".mcp_portal:McpPortal",
    "PortalUpdateResponse": ".mcp_portal:McpPortal",
    "PortalDeleteResponse": ".mcp_portal:McpPortal",
    "PortalEffectiveRedirectUriResponse": ".effective_redirect_uri:EffectiveRedirectUri",
    "McpToolCallAnalyticsResponse": ".tool_call_timeseries:ToolCallTimeseries",
    "ServerToolCallAnalyticsResponse": ".tool_call_timeseries:ToolCallTimeseries",
    "PortalToolCallAnalyticsResponse": ".tool_call_timeseries:ToolCallTimeseries",
    "AuthConfigSummary": ".auth_config_summary",
    "AuthorizationEndpoints": ".authorization_endpoints",
    "CapabilityOverride": ".capability_override",
    "ClientRegistration": ".client_registration",
    "EffectiveRedirectUri": ".effective_redirect_uri",
    "McpPortal": ".mcp_portal",
    "McpServer": ".mcp_server",
    "PortalCapabilityOverride": ".portal_capability_override",
    "PortalServer": ".portal_server",
    "PortalServerAttachment": ".portal_server_attachment",
    "SyncErrorDetails": ".sync_error_details",
    "SyncResult": ".sync_result",
    "ToolCallCount": ".tool_call_count",
    "ToolCallTimeseries": ".tool_call_timeseries",
}
