# Generated from openapi.yaml by `make generate`. Do not edit.
"""The command line: `python -m cloudflare_ai_controls --help`."""

from __future__ import annotations

import sys
from typing import Final

import cloudflare_api_core as _core
from cloudflare_api_core.command_line import Group, Program, run

from .client import API, Cloudflare
from .operations import OPERATIONS

__all__ = ["PROGRAM", "main"]

PROGRAM: Final = Program(
    api=API,
    client=Cloudflare,
    description=(
        "Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero "
        "Trust account and the portals that publish them."
    ),
    groups={
        "zero_trust.access.ai_controls.mcp": Group(
            "Counts of the tool calls of an account.",
            {"tool_call_analytics": "readToolCallTimeseries"},
        ),
        "zero_trust.access.ai_controls.mcp.servers": Group(
            "Upstream MCP servers that an account has registered.",
            {
                "list": "listMcpServers",
                "create": "createMcpServer",
                "read": "readMcpServer",
                "update": "updateMcpServer",
                "delete": "deleteMcpServer",
                "sync": "syncMcpServer",
                "tool_call_analytics": "readServerToolCallTimeseries",
            },
        ),
        "zero_trust.access.ai_controls.mcp.portals": Group(
            "Portals through which an account publishes its MCP servers.",
            {
                "list": "listMcpPortals",
                "create": "createMcpPortal",
                "read": "readMcpPortal",
                "update": "updateMcpPortal",
                "delete": "deleteMcpPortal",
                "effective_redirect_uri": "readEffectiveRedirectUri",
                "tool_call_analytics": "readPortalToolCallTimeseries",
            },
        ),
    },
    resources=_core.LazyMapping(
        "cloudflare_ai_controls",
        {
            "zero_trust.access.ai_controls.mcp": ".resources.zero_trust_access_ai_controls_mcp:Mcp",
            "zero_trust.access.ai_controls.mcp.servers": ".resources.zero_trust_access_ai_controls_mcp_servers:Servers",
            "zero_trust.access.ai_controls.mcp.portals": ".resources.zero_trust_access_ai_controls_mcp_portals:Portals",
        },
    ),
    operations=OPERATIONS,
)


def main() -> int:
    """Run the command that the process was started with, and return its exit code."""
    return run(PROGRAM)


if __name__ == "__main__":
    sys.exit(main())
