# Generated from openapi.yaml by `make generate`. Do not edit.
"""The command line: `python -m cloudflare_ai_controls --help`."""

from __future__ import annotations

import sys
from typing import Final

from cloudflare_ai_controls import Cloudflare, __version__, models
from cloudflare_ai_controls.api.mcp_portals import create_mcp_portal as _create_mcp_portal
from cloudflare_ai_controls.api.mcp_portals import delete_mcp_portal as _delete_mcp_portal
from cloudflare_ai_controls.api.mcp_portals import list_mcp_portals as _list_mcp_portals
from cloudflare_ai_controls.api.mcp_portals import (
    read_effective_redirect_uri as _read_effective_redirect_uri,
)
from cloudflare_ai_controls.api.mcp_portals import read_mcp_portal as _read_mcp_portal
from cloudflare_ai_controls.api.mcp_portals import update_mcp_portal as _update_mcp_portal
from cloudflare_ai_controls.api.mcp_servers import create_mcp_server as _create_mcp_server
from cloudflare_ai_controls.api.mcp_servers import delete_mcp_server as _delete_mcp_server
from cloudflare_ai_controls.api.mcp_servers import list_mcp_servers as _list_mcp_servers
from cloudflare_ai_controls.api.mcp_servers import read_mcp_server as _read_mcp_server
from cloudflare_ai_controls.api.mcp_servers import sync_mcp_server as _sync_mcp_server
from cloudflare_ai_controls.api.mcp_servers import update_mcp_server as _update_mcp_server
from cloudflare_api_core.command_line import Command, Program, run

__all__ = ["PROGRAM", "main"]

PROGRAM: Final = Program(
    package="cloudflare_ai_controls",
    version=__version__,
    base_url="https://api.cloudflare.com/client/v4",
    description=(
        "Manages the Model Context Protocol (MCP) servers of a Cloudflare Zero "
        "Trust account and the portals that publish them."
    ),
    credentials=(
        ("CLOUDFLARE_API_TOKEN",),
        (
            "CLOUDFLARE_EMAIL",
            "CLOUDFLARE_API_KEY",
        ),
    ),
    client=Cloudflare,
    groups={
        "zero_trust.access.ai_controls.mcp.portals": (
            "Portals through which an account publishes its MCP servers."
        ),
        "zero_trust.access.ai_controls.mcp.servers": (
            "Upstream MCP servers that an account has registered."
        ),
    },
    commands=(
        Command(
            operation=_list_mcp_servers.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="list",
            summary="List MCP servers",
            description="Lists the MCP servers of the account, one page at a time.",
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "page": "Number of the page to return. At least 1. The server's default is 1.",
                "per_page": (
                    "Maximum number of entries on the page. 1 to 100. The server's default is 20."
                ),
                "search": "Text to find in the id or name of a server. Case is ignored.",
            },
            model=models.McpServer,
        ),
        Command(
            operation=_create_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="create",
            summary="Create an MCP server",
            description=(
                "Registers an upstream MCP server with the account. Cloudflare then "
                "starts the first sync by itself. Tools and prompts are empty until that "
                "sync."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the server, chosen at creation. 1 to 32 characters. "
                    "Pattern: `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "auth_type": "How Cloudflare authenticates to the server.",
                "hostname": "URL of the server's MCP endpoint. Format: uri.",
                "name": "Display name. At most 350 characters.",
                "auth_credentials": (
                    "Credentials that Cloudflare uses for the server: a bearer token, or a "
                    "JSON object in a string. For a bearer server, the object has `headers`, "
                    "which are sent unchanged. For an OAuth client that is entered by hand, "
                    "the object has `auth_mode: manual`, `config` (with at least "
                    "`authorization_endpoint` and `token_endpoint`) and `registration_info`."
                ),
                "client_secret": (
                    "Secret of an OAuth client that is entered by hand. It is required if "
                    "`auth_mode` is `manual`."
                ),
                "description": "Purpose of the server. At most 512 characters.",
                "is_shared_oauth_callback_enabled": (
                    "Whether OAuth with the server uses Cloudflare's shared callback URL "
                    "instead of one at the portal's host name. This setting may not take "
                    "effect in every environment yet. The server's default is false."
                ),
                "secure_web_gateway": (
                    "Whether traffic to the server goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "updated_prompts": "Overrides of the server's prompts.",
                "updated_tools": "Overrides of the server's tools.",
            },
            model=models.McpServer,
        ),
        Command(
            operation=_read_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="read",
            summary="Read an MCP server",
            description="Returns one MCP server of the account.",
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the server. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
            },
            positional="id",
            model=models.McpServer,
        ),
        Command(
            operation=_update_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="update",
            summary="Update an MCP server",
            description=(
                "Changes an MCP server. Omitted members keep their values. `id`, "
                "`auth_type` and `hostname` cannot be changed."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the server. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "name": "Display name. At most 350 characters.",
                "auth_credentials": (
                    "Credentials that Cloudflare uses for the server: a bearer token, or a "
                    "JSON object in a string. For a bearer server, the object has `headers`, "
                    "which are sent unchanged. For an OAuth client that is entered by hand, "
                    "the object has `auth_mode: manual`, `config` (with at least "
                    "`authorization_endpoint` and `token_endpoint`) and `registration_info`."
                ),
                "client_secret": (
                    "Secret of an OAuth client that is entered by hand. It is required if "
                    "`auth_mode` is `manual`."
                ),
                "description": "Purpose of the server. At most 512 characters.",
                "is_shared_oauth_callback_enabled": (
                    "Whether OAuth with the server uses Cloudflare's shared callback URL "
                    "instead of one at the portal's host name. This setting may not take "
                    "effect in every environment yet. The server's default is false."
                ),
                "secure_web_gateway": (
                    "Whether traffic to the server goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "updated_prompts": "Overrides of the server's prompts.",
                "updated_tools": "Overrides of the server's tools.",
            },
            positional="id",
            model=models.McpServer,
        ),
        Command(
            operation=_delete_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="delete",
            summary="Delete an MCP server",
            description="Deletes an MCP server from the account.",
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the server. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
            },
            positional="id",
            model=models.McpServer,
        ),
        Command(
            operation=_sync_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="sync",
            summary="Sync an MCP server",
            description=(
                "Fetches the tools and prompts of the upstream server and stores them. A "
                "failed sync also has status 200, with `success: false` and the reason in"
                " `result`. The answer does not contain the tools; read the server to get"
                " them."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the server. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
            },
            positional="id",
            model=models.SyncResult,
        ),
        Command(
            operation=_list_mcp_portals.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="list",
            summary="List MCP portals",
            description="Lists the MCP portals of the account, one page at a time.",
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "page": "Number of the page to return. At least 1. The server's default is 1.",
                "per_page": (
                    "Maximum number of entries on the page. 1 to 100. The server's default is 20."
                ),
                "search": "Text to find in the id, name or hostname of a portal. Case is ignored.",
            },
            model=models.McpPortal,
        ),
        Command(
            operation=_create_mcp_portal.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="create",
            summary="Create an MCP portal",
            description=(
                "Creates a portal that publishes MCP servers of the account. The call "
                "does not create the portal's DNS record or Access application."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the portal, chosen at creation. 1 to 32 characters. "
                    "Pattern: `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "hostname": (
                    "Host name of the portal, without scheme and path. Pattern: `^(([a-zA-Z0-"
                    "9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za"
                    "-z0-9-]*[A-Za-z0-9])$`."
                ),
                "name": "Display name. At most 350 characters.",
                "allow_code_mode": (
                    "Whether Code Mode is available. `code_mode` replaces this member. If "
                    "both are sent, they must not contradict each other. The server's default"
                    " is true. Deprecated."
                ),
                "code_mode": (
                    "When clients call tools through code that they write: never (`off`), on "
                    "request (`opt_in`), unless they decline (`default_on`), or always "
                    "(`enforced`). The server's default is opt_in."
                ),
                "description": "Purpose of the portal. At most 512 characters.",
                "secure_web_gateway": (
                    "Whether MCP traffic of the portal goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "servers": "Servers to publish. Cloudflare allows at most 80.",
            },
            model=models.McpPortal,
        ),
        Command(
            operation=_read_mcp_portal.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="read",
            summary="Read an MCP portal",
            description="Returns one MCP portal of the account.",
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the portal. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
            },
            positional="id",
            model=models.McpPortal,
        ),
        Command(
            operation=_update_mcp_portal.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="update",
            summary="Update an MCP portal",
            description=(
                "Changes an MCP portal. Omitted members keep their values. A given "
                "`servers` replaces the whole list."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the portal. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "hostname": (
                    "Host name of the portal, without scheme and path. Pattern: `^(([a-zA-Z0-"
                    "9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za"
                    "-z0-9-]*[A-Za-z0-9])$`."
                ),
                "name": "Display name. At most 350 characters.",
                "allow_code_mode": (
                    "Whether Code Mode is available. `code_mode` replaces this member. If "
                    "both are sent, they must not contradict each other. The server's default"
                    " is true. Deprecated."
                ),
                "code_mode": (
                    "When clients call tools through code that they write: never (`off`), on "
                    "request (`opt_in`), unless they decline (`default_on`), or always "
                    "(`enforced`). The server's default is opt_in."
                ),
                "description": "Purpose of the portal. At most 512 characters.",
                "secure_web_gateway": (
                    "Whether MCP traffic of the portal goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "servers": "Servers to publish. Cloudflare allows at most 80.",
            },
            positional="id",
            model=models.McpPortal,
        ),
        Command(
            operation=_delete_mcp_portal.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="delete",
            summary="Delete an MCP portal",
            description="Deletes an MCP portal from the account. Its servers stay registered.",
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the portal. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
            },
            positional="id",
            model=models.McpPortal,
        ),
        Command(
            operation=_read_effective_redirect_uri.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="effective_redirect_uri",
            summary="Read the effective redirect URI",
            description=(
                "Returns the OAuth redirect URI that is in effect when users reach a "
                "server through this portal. Register this URI with the server's "
                "authorization server."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "portal_id": (
                    "Identifier of the portal. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "server_id": "Identifier of a server that the portal publishes.",
            },
            positional="server_id",
            model=models.EffectiveRedirectUri,
        ),
    ),
)


def main() -> int:
    """Run the command that the process was started with, and return its exit code."""
    return run(PROGRAM)


if __name__ == "__main__":
    sys.exit(main())
