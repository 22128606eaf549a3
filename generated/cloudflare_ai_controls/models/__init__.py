# Generated from openapi.yaml by `make generate`. Do not edit.
"""What the API's answers hold."""

from .auth_config_summary import AuthConfigSummary
from .authorization_endpoints import AuthorizationEndpoints
from .capability_override import CapabilityOverride
from .client_registration import ClientRegistration
from .mcp_server import McpServer
from .sync_error_details import SyncErrorDetails

__all__ = [
    "AuthConfigSummary",
    "AuthorizationEndpoints",
    "CapabilityOverride",
    "ClientRegistration",
    "McpServer",
    "SyncErrorDetails",
]
