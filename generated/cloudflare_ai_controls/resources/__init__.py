# Generated from openapi.yaml by `make generate`. Do not edit.
"""The tree of resources on a client."""

from typing import TYPE_CHECKING

import cloudflare_api_core as _core

if TYPE_CHECKING:
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

if not TYPE_CHECKING:
    __getattr__, __dir__ = _core.lazy_modules(__name__, __all__)
