# Generated from openapi.yaml by `make generate`. Do not edit.
"""The command line: `python -m cloudflare_ai_controls --help`."""

from __future__ import annotations

import sys
from typing import Final

from cloudflare_api_core.command_line import Program, run

from .client import API, Cloudflare
from .operations import OPERATIONS
from .resources import zero_trust_access_ai_controls_mcp as _zero_trust_access_ai_controls_mcp
from .resources import (
    zero_trust_access_ai_controls_mcp_portals as _zero_trust_access_ai_controls_mcp_portals,
)
from .resources import (
    zero_trust_access_ai_controls_mcp_servers as _zero_trust_access_ai_controls_mcp_servers,
)

__all__ = ["PROGRAM", "main"]

PROGRAM: Final = Program(
    api=API,
    client=Cloudflare,
    description=(
        "Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero "
        "Trust account and the portals that publish them."
    ),
    operations=tuple(OPERATIONS.values()),
    resources=(
        ("zero_trust.access.ai_controls.mcp", _zero_trust_access_ai_controls_mcp.Mcp),
        (
            "zero_trust.access.ai_controls.mcp.servers",
            _zero_trust_access_ai_controls_mcp_servers.Servers,
        ),
        (
            "zero_trust.access.ai_controls.mcp.portals",
            _zero_trust_access_ai_controls_mcp_portals.Portals,
        ),
    ),
)


def main() -> int:
    """Run the command that the process was started with, and return its exit code."""
    return run(PROGRAM)


if __name__ == "__main__":
    sys.exit(main())
