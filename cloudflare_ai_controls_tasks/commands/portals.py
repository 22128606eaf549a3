"""`portals attach`, `portals detach` and `portals allow`."""

from __future__ import annotations

import json
from typing import IO, Any, Final

import click

from cloudflare_ai_controls import APIResponseValidationError, Cloudflare, PortalServerAttachment
from cloudflare_ai_controls.api.mcp_portals import read_effective_redirect_uri
from cloudflare_api_core.command_line import Output, PositionalArgument, TaskCommand, confirm

from ..json_values import is_object
from ..portal_change import PortalChanged
from ..portals import allow_tools, attach_server, detach_server
from .options import ALLOW_UNDERSCORE, DRY_RUN, YES

__all__ = ["ALLOW", "ATTACH", "DETACH"]

_LIKE: Final = read_effective_redirect_uri.OPERATION


def _attach(
    client: Cloudflare,
    output: Output,
    *,
    tool: tuple[str, ...],
    settings: IO[bytes] | None,
    **arguments: Any,
) -> int:
    """Publish a server through a portal.

    The other servers of the portal keep their settings, aliases and descriptions included. For a
    bearer server, on_behalf is false unless --on-behalf is given.
    """
    read = _read_settings(settings) if settings else None
    done = attach_server(client, tools=tool or None, settings=read, **arguments)
    output.print(done, str(done))
    return 0


def _read_settings(file: IO[bytes]) -> PortalServerAttachment:
    try:
        source: Any = json.load(file)
    except (ValueError, RecursionError):
        source = None
    if not is_object(source):
        raise click.BadParameter(f"{file.name} is not a JSON object.", param_hint="--settings")
    settings = source.get("settings", source)
    try:
        return PortalServerAttachment.from_dict(settings if is_object(settings) else {})
    except APIResponseValidationError as error:
        problem = str(error)
    raise click.BadParameter(f"{file.name}: {problem}.", param_hint="--settings")


def _detach(
    client: Cloudflare,
    output: Output,
    *,
    portal_id: str,
    server_id: str,
    dry_run: bool,
    yes: bool,
    **arguments: Any,
) -> int:
    """Take a server out of a portal.

    The server itself and the rest of the portal stay.
    """
    if not (dry_run or yes):
        confirm(f"Take server {server_id} out of portal {portal_id}, with its settings there?")
    done = detach_server(client, portal_id, server_id, dry_run=dry_run, **arguments)
    output.print(done, str(done))
    return 0


def _allow(client: Cloudflare, output: Output, *, tool: tuple[str, ...], **arguments: Any) -> int:
    """Enable exactly the named tools of a server in a portal.

    Its other tools are disabled. Aliases and descriptions stay.
    """
    done = allow_tools(client, tools=tool, **arguments)
    output.print(done, str(done))
    return 0


ATTACH: Final = TaskCommand(
    run=_attach,
    like=_LIKE,
    # The contract describes `server_id` as a server that the portal already has.
    arguments=("account_id", "portal_id"),
    options=(
        PositionalArgument(
            ["server_id"], metavar="SERVER-ID", help="Identifier of the server to publish."
        ),
        click.Option(
            ["--tool"],
            multiple=True,
            metavar="NAME",
            help="Enable this tool, and disable those that are not named. May be given more than"
            " once. Default: the tools are left as they are.",
        ),
        click.Option(
            ["--on-behalf/--no-on-behalf"],
            default=None,
            help="Whether the server is called with each user's own OAuth credentials. Default:"
            " --no-on-behalf for a bearer server; else left as it is.",
        ),
        click.Option(
            ["--settings"],
            type=click.File("rb"),
            metavar="FILE|-",
            help="The portal's settings for the server as JSON, such as the line that an"
            " interrupted `servers ensure --recreate` prints for the portal.",
        ),
        ALLOW_UNDERSCORE,
        DRY_RUN,
    ),
    result=PortalChanged,
)
DETACH: Final = TaskCommand(run=_detach, like=_LIKE, options=(DRY_RUN, YES), result=PortalChanged)
ALLOW: Final = TaskCommand(
    run=_allow,
    like=_LIKE,
    options=(
        click.Option(
            ["--tool"],
            multiple=True,
            required=True,
            metavar="NAME",
            help="Original name of a tool to enable. May be given more than once.",
        ),
        DRY_RUN,
    ),
    result=PortalChanged,
)
