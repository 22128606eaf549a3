# Generated from openapi.yaml by `make generate`. Do not edit.
from . import (
    zero_trust,
    zero_trust_access,
    zero_trust_access_ai_controls,
    zero_trust_access_ai_controls_mcp,
    zero_trust_access_ai_controls_mcp_portals,
    zero_trust_access_ai_controls_mcp_servers,
)

__all__ = [
    "zero_trust",
    "zero_trust_access",
    "zero_trust_access_ai_controls",
    "zero_trust_access_ai_controls_mcp",
    "zero_trust_access_ai_controls_mcp_portals",
    "zero_trust_access_ai_controls_mcp_servers",
]
