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
        "Manages the Model Context Protocol (MCP) servers that a Cloudflare Zero "
        "Trust account knows, and the portals that publish them."
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
            "The portals through which an account publishes its MCP servers."
        ),
        "zero_trust.access.ai_controls.mcp.servers": (
            "The upstream MCP servers an account has registered."
        ),
    },
    commands=(
        Command(
            operation=_list_mcp_servers.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="list",
            summary="List MCP servers",
            description="Lists the MCP servers registered in the account, one page at a time.",
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "page": "Number of the page to return. At least 1. The server's default is 1.",
                "per_page": (
                    "How many entries a page may hold. 1 to 100. The server's default is 20."
                ),
                "search": (
                    "Keep only the servers whose id or name contains this text, in upper or "
                    "lower case."
                ),
            },
            model=models.McpServer,
        ),
        Command(
            operation=_create_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="create",
            summary="Create an MCP server",
            description=(
                "Registers an upstream MCP server with the account. Its tools and prompts"
                " are empty until it was synced, which Cloudflare starts by itself."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the server, chosen by whoever creates it. 1 to 32 "
                    "characters. Pattern: `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "auth_type": "How Cloudflare proves itself to the server.",
                "hostname": "URL of the server's MCP endpoint. Format: uri.",
                "name": "Name shown to people. At most 350 characters.",
                "auth_credentials": (
                    "What Cloudflare proves itself with: a bearer token, or JSON in a string."
                    " For bearer servers the JSON is an object whose `headers` are sent as "
                    "they are; for OAuth entered by hand, one with `auth_mode: manual`, "
                    "`config` (`authorization_endpoint` and `token_endpoint` at least) and "
                    "`registration_info`."
                ),
                "client_secret": (
                    "Secret of an OAuth client that was entered by hand. Needed with "
                    "`auth_mode` manual."
                ),
                "description": "What the server is for. At most 512 characters.",
                "is_shared_oauth_callback_enabled": (
                    "Whether OAuth towards the server returns to Cloudflare's shared callback"
                    " URL instead of the portal's own host name. Cloudflare may not act on it"
                    " in every environment yet. The server's default is false."
                ),
                "secure_web_gateway": (
                    "Whether traffic to the server goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "updated_prompts": "Changes made here to prompts of the server.",
                "updated_tools": "Changes made here to tools of the server.",
            },
            model=models.McpServer,
        ),
        Command(
            operation=_read_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="read",
            summary="Read an MCP server",
            description="Reads one MCP server of the account.",
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
                "Changes an MCP server. What is not given stays as it is. The identifier,"
                " `auth_type` and `hostname` cannot be changed."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the server. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "name": "Name shown to people. At most 350 characters.",
                "auth_credentials": (
                    "What Cloudflare proves itself with: a bearer token, or JSON in a string."
                    " For bearer servers the JSON is an object whose `headers` are sent as "
                    "they are; for OAuth entered by hand, one with `auth_mode: manual`, "
                    "`config` (`authorization_endpoint` and `token_endpoint` at least) and "
                    "`registration_info`."
                ),
                "client_secret": (
                    "Secret of an OAuth client that was entered by hand. Needed with "
                    "`auth_mode` manual."
                ),
                "description": "What the server is for. At most 512 characters.",
                "is_shared_oauth_callback_enabled": (
                    "Whether OAuth towards the server returns to Cloudflare's shared callback"
                    " URL instead of the portal's own host name. Cloudflare may not act on it"
                    " in every environment yet. The server's default is false."
                ),
                "secure_web_gateway": (
                    "Whether traffic to the server goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "updated_prompts": "Changes made here to prompts of the server.",
                "updated_tools": "Changes made here to tools of the server.",
            },
            positional="id",
            model=models.McpServer,
        ),
        Command(
            operation=_delete_mcp_server.OPERATION,
            group="zero_trust.access.ai_controls.mcp.servers",
            name="delete",
            summary="Delete an MCP server",
            description="Removes an MCP server from the account.",
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
                "Asks the upstream server for its tools and prompts, and stores them. A "
                "sync that fails is answered with 200 too, but with `success: false` and "
                "a `result` that says why. Read the server to see its tools."
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
                    "How many entries a page may hold. 1 to 100. The server's default is 20."
                ),
                "search": (
                    "Keep only the portals whose id, name or hostname contains this text, in "
                    "upper or lower case."
                ),
            },
            model=models.McpPortal,
        ),
        Command(
            operation=_create_mcp_portal.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="create",
            summary="Create an MCP portal",
            description=(
                "Creates a portal that publishes MCP servers of the account. Its DNS "
                "record and its Access application are not created with it."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the portal, chosen by whoever creates it. 1 to 32 "
                    "characters. Pattern: `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "hostname": (
                    "Host name at which the portal is reached. Pattern: `^(([a-zA-Z0-9]|[a-zA"
                    "-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*"
                    "[A-Za-z0-9])$`."
                ),
                "name": "Name shown to people. At most 350 characters.",
                "allow_code_mode": (
                    "Whether Code Mode is available. `code_mode` takes its place; where both "
                    "are sent, they must not contradict each other. The server's default is "
                    "true. Deprecated."
                ),
                "code_mode": (
                    "Whether clients may have tools called by code that they write: never "
                    "(`off`), when they ask for it (`opt_in`), unless they decline "
                    "(`default_on`), or always (`enforced`). The server's default is opt_in."
                ),
                "description": "What the portal is for. At most 512 characters.",
                "secure_web_gateway": (
                    "Whether MCP traffic of the portal goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "servers": "The servers to publish. Cloudflare allows a portal 80.",
            },
            model=models.McpPortal,
        ),
        Command(
            operation=_read_mcp_portal.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="read",
            summary="Read an MCP portal",
            description="Reads one MCP portal of the account.",
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
                "Changes an MCP portal. What is not given stays as it is; `servers`, if "
                "given, replaces the whole list."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "id": (
                    "Identifier of the portal. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "hostname": (
                    "Host name at which the portal is reached. Pattern: `^(([a-zA-Z0-9]|[a-zA"
                    "-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])\\.)*([A-Za-z0-9]|[A-Za-z0-9][A-Za-z0-9-]*"
                    "[A-Za-z0-9])$`."
                ),
                "name": "Name shown to people. At most 350 characters.",
                "allow_code_mode": (
                    "Whether Code Mode is available. `code_mode` takes its place; where both "
                    "are sent, they must not contradict each other. The server's default is "
                    "true. Deprecated."
                ),
                "code_mode": (
                    "Whether clients may have tools called by code that they write: never "
                    "(`off`), when they ask for it (`opt_in`), unless they decline "
                    "(`default_on`), or always (`enforced`). The server's default is opt_in."
                ),
                "description": "What the portal is for. At most 512 characters.",
                "secure_web_gateway": (
                    "Whether MCP traffic of the portal goes through Zero Trust Secure Web "
                    "Gateway. The server's default is false."
                ),
                "servers": "The servers to publish. Cloudflare allows a portal 80.",
            },
            positional="id",
            model=models.McpPortal,
        ),
        Command(
            operation=_delete_mcp_portal.OPERATION,
            group="zero_trust.access.ai_controls.mcp.portals",
            name="delete",
            summary="Delete an MCP portal",
            description=(
                "Removes an MCP portal from the account. The servers that it published stay."
            ),
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
                "Tells the redirect URI with which OAuth towards a server returns when "
                "users reach that server through this portal: the one to register with "
                "the authorization server."
            ),
            parameters={
                "account_id": "Identifier of the Cloudflare account.",
                "portal_id": (
                    "Identifier of the portal. 1 to 32 characters. Pattern: "
                    "`^[a-z0-9_]+(?:-[a-z0-9_]+)*$`."
                ),
                "server_id": "Identifier of the server, which the portal must publish.",
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
