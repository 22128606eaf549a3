# Generated from openapi.yaml by `make generate`. Do not edit.
"""Models of the objects in requests and responses."""

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
]
