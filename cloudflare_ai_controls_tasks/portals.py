"""Tasks that change one server's entry in a portal, and nothing else in the portal."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import attrs

from cloudflare_ai_controls import PortalServerAttachment

from .account import Account
from .attachments import (
    allowing,
    merged,
    names_of,
    require_no_underscore,
    require_request,
    tool_names,
)
from .errors import TaskError
from .job import Job
from .portal_change import Decision, PortalChanged, change_portal, placing
from .run import task

__all__ = ["allow_tools", "attach_server", "detach_server"]


@task
def attach_server(
    portal_id: str,
    server_id: str,
    *,
    account_id: str,
    tools: Collection[str] | None = None,
    on_behalf: bool | None = None,
    settings: PortalServerAttachment | None = None,
    allow_underscore: bool = False,
    dry_run: bool = False,
) -> Job[PortalChanged]:
    """Publish a server through a portal, or change its settings there.

    Other servers of the portal keep their settings, aliases and descriptions included. The portal
    is read again just before it is written, and the task starts over if it has changed. A change
    that somebody makes between that read and the write is lost, because the API replaces the
    servers of a portal as a whole. If several programs change a portal at once, run the task again:
    it changes nothing, or makes its change again if that was lost.

    Args:
        client: A `Cloudflare`, or an `AsyncCloudflare`; then the task must be awaited.
        portal_id: Identifier of the portal.
        server_id: Identifier of the server.
        account_id: Identifier of the Cloudflare account.
        tools: Names of the only tools that the portal enables, as in `allow_tools`. Default: the
            tools are left as they are.
        on_behalf: Whether the server is called with each user's own OAuth credentials. Default:
            false for a bearer server, which has no such credentials; else left as it is.
        settings: The portal's settings for the server, such as those that
            `RecreateInterruptedError` holds. Settings that are not among them stay.
        allow_underscore: Whether the server's id may have an underscore. Portals split the names
            of tools at the first one.
        dry_run: Whether to change nothing and only describe the change.

    Raises:
        ValueError: The id has an underscore, `tools` is one text, or `settings` are those of
            another server or have a member that only answers have, such as `portal_alias`. Nothing
            was sent.
        UnknownToolError: The server shows no tool of that name. Nothing was changed.
        ConcurrentChangeError: The portal changed each time between two reads.
        IncompleteListError: The portal does not show its servers.
        CloudflareError: A call failed.
    """
    require_no_underscore(server_id, allowed=allow_underscore)
    if settings is not None:
        require_request(settings, server_id)
    account = Account(account_id)
    names = None if tools is None else names_of(tools)
    server = yield from account.read_server(server_id)
    why = ""
    if on_behalf is None and settings is None and server.auth_type == "bearer":
        on_behalf, why = False, ", because a bearer server has no credentials of each user"

    def decide(old: PortalServerAttachment | None, _: Sequence[str]) -> Decision:
        new = old or PortalServerAttachment(server_id=server_id)
        reasons = list[str]()
        if settings is not None:
            new = merged(new, settings)
        if on_behalf is not None and new.on_behalf is not on_behalf:
            new = attrs.evolve(new, on_behalf=on_behalf)
            reasons.append(f"on_behalf: {str(on_behalf).lower()}{why}")
        if names is not None:
            enabled = {each.name: each.enabled for each in server.updated_tools or ()}
            new = allowing(new, tool_names(server.tools), names, enabled)
            reasons.append(f"tools: {', '.join(sorted(names)) or 'none'} and no others")
        return new, reasons

    return (yield from change_portal(account, portal_id, server_id, decide, dry_run=dry_run))


@task
def detach_server(
    portal_id: str, server_id: str, *, account_id: str, dry_run: bool = False
) -> Job[PortalChanged]:
    """Take a server out of a portal. The server itself and the rest of the portal stay.

    The portal is read and written as by `attach_server`, with the same limit.

    Args:
        client: A `Cloudflare`, or an `AsyncCloudflare`; then the task must be awaited.
        portal_id: Identifier of the portal.
        server_id: Identifier of the server.
        account_id: Identifier of the Cloudflare account.
        dry_run: Whether to change nothing and only describe the change.

    Raises:
        ConcurrentChangeError: The portal changed each time between two reads.
        IncompleteListError: The portal does not show its servers.
        CloudflareError: A call failed.
    """
    account = Account(account_id)
    decide = placing(None)
    return (yield from change_portal(account, portal_id, server_id, decide, dry_run=dry_run))


@task
def allow_tools(
    portal_id: str,
    server_id: str,
    tools: Collection[str],
    *,
    account_id: str,
    dry_run: bool = False,
) -> Job[PortalChanged]:
    """Enable exactly the named tools of a server in a portal, and disable its other tools.

    Aliases and descriptions stay. A tool that a later sync finds is enabled by itself, unless the
    portal has `default_disabled` for the server; run the task again after such a sync.

    The portal is read and written as by `attach_server`, with the same limit.

    Args:
        client: A `Cloudflare`, or an `AsyncCloudflare`; then the task must be awaited.
        portal_id: Identifier of the portal.
        server_id: Identifier of a server that the portal has.
        tools: Original names of the tools, not aliases.
        account_id: Identifier of the Cloudflare account.
        dry_run: Whether to change nothing and only describe the change.

    Raises:
        ValueError: `tools` is one text. Nothing was sent.
        UnknownToolError: The server shows no tool of that name. Nothing was changed.
        TaskError: The portal does not have the server. Nothing was changed.
        ConcurrentChangeError: The portal changed each time between two reads.
        IncompleteListError: The portal does not show its servers.
        CloudflareError: A call failed.
    """
    names = names_of(tools)

    def decide(old: PortalServerAttachment | None, offered: Sequence[str]) -> Decision:
        if old is None:
            raise TaskError(f"portal {portal_id} does not have server {server_id}; attach it first")
        enabled = ", ".join(name for name in offered if name in names) or "none"
        disabled = ", ".join(name for name in offered if name not in names) or "none"
        new = allowing(old, offered, names, {})
        return new, (f"enabled: {enabled}", f"disabled: {disabled}")

    account = Account(account_id)
    return (yield from change_portal(account, portal_id, server_id, decide, dry_run=dry_run))
