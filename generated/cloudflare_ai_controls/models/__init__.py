# Generated from openapi.yaml by `make generate`. Do not edit.
"""Models of the objects in requests and responses, imported when they are reached."""

from typing import TYPE_CHECKING

import cloudflare_api_core as _core

if TYPE_CHECKING:
    from .auth_config_summary import AuthConfigSummary
    from .authorization_endpoints import AuthorizationEndpoints
    from .capability_override import CapabilityOverride
    from .client_registration import ClientRegistration
    from .effective_redirect_uri import EffectiveRedirectUri
    from .mcp_portal import McpPortal
    from .mcp_server import McpServer
    from .portal_capability_override import PortalCapabilityOverride
    from .portal_server import PortalServer
    from .portal_server_attachment import PortalServerAttachment
    from .sync_error_details import SyncErrorDetails
    from .sync_result import SyncResult
    from .tool_call_count import ToolCallCount
    from .tool_call_timeseries import ToolCallTimeseries

__all__ = [
    "AuthConfigSummary",
    "AuthorizationEndpoints",
    "CapabilityOverride",
    "ClientRegistration",
    "EffectiveRedirectUri",
    "McpPortal",
    "McpServer",
    "PortalCapabilityOverride",
    "PortalServer",
    "PortalServerAttachment",
    "SyncErrorDetails",
    "SyncResult",
    "ToolCallCount",
    "ToolCallTimeseries",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = _core.lazy_names(
        __name__,
        {
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
        },
    )
