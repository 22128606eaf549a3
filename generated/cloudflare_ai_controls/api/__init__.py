# Generated from openapi.yaml by `make generate`. Do not edit.
"""One module per operation, by tag."""

from typing import TYPE_CHECKING

import cloudflare_api_core as _core

if TYPE_CHECKING:
    from . import mcp_analytics, mcp_portals, mcp_servers

__all__ = [
    "mcp_analytics",
    "mcp_portals",
    "mcp_servers",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = _core.lazy_modules(__name__, __all__)
