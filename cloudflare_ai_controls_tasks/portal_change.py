"""The change of one server's entry in a portal, as all tasks make it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal, TypeAlias

from attrs import frozen

from cloudflare_ai_controls import McpPortal, PortalServerAttachment

from .account import Account, confirmed
from .attachments import attachments_of, not_kept, settings_of, tool_names
from .errors import ConcurrentChangeError
from .job import Job
from .result import Result, in_words

__all__ = ["Decision", "PortalChanged", "change_portal", "changed", "placing"]

_ROUNDS: Final = 3


@frozen(kw_only=True)
class PortalChanged(Result):
    """The outcome of a change to one server's entry in a portal."""

    action: Literal["attached", "changed", "detached", "unchanged"]
    portal_id: str
    server_id: str
    dry_run: bool
    not_kept: tuple[str, ...]
    """The places of settings that were sent and that the portal does not show afterwards, such as
    `servers.wiki.updated_tools.find` for a tool that the server no longer has."""
    portal: McpPortal
    """The portal as it was last read: after the change, unless this is a dry run."""


Decision: TypeAlias = tuple[PortalServerAttachment | None, Sequence[str]]
"""The new settings of a server in a portal, None to take it out, and the reasons."""
Decide: TypeAlias = Callable[[PortalServerAttachment | None, Sequence[str]], Decision]
"""Makes the decision from the old settings and the names of the tools that the portal shows."""


@frozen
class Change:
    """The change to make in a portal."""

    action: Literal["attached", "changed", "detached", "unchanged"]
    attachments: Sequence[PortalServerAttachment]
    reasons: Sequence[str]


def placing(attachment: PortalServerAttachment | None) -> Decide:
    """Make a function that decides for these settings, regardless of the old ones."""
    return lambda old, offered: (attachment, ())


def change_portal(
    account: Account,
    portal_id: str,
    server_id: str,
    decide: Decide,
    *,
    index: int | None = None,
    dry_run: bool = False,
) -> Job[PortalChanged]:
    """Change a server's entry in a portal as `decide` says, if nobody changes the portal meanwhile.

    `index` is the position of a new entry. None: the end.
    """
    for _ in range(_ROUNDS):
        portal = yield from account.read_portal(portal_id)
        change = changed(portal, server_id, decide, index)
        lost = list[str]()
        if change.action != "unchanged" and not dry_run:
            latest = yield from account.read_portal(portal_id)
            if settings_of(attachments_of(latest)) != settings_of(attachments_of(portal)):
                continue
            # The order may have changed.
            change = changed(latest, server_id, decide, index)
            portal = yield from confirmed(
                account.set_portal_servers(portal_id, change.attachments),
                lambda: _with_change(account, portal_id, server_id, decide),
            )
            if portal.servers is not None:
                lost = not_kept(change.attachments, attachments_of(portal))
        done = f"portal {portal_id}: server {server_id} {in_words(change.action, dry_run=dry_run)}"
        return PortalChanged(
            facts=(done, *change.reasons, *(f"not kept by the portal: {each}" for each in lost)),
            action=change.action,
            portal_id=portal_id,
            server_id=server_id,
            dry_run=dry_run,
            not_kept=tuple(lost),
            portal=portal,
        )
    raise ConcurrentChangeError(
        f"portal {portal_id} was changed by somebody else {_ROUNDS} times in a row;"
        " nothing was changed by this task"
    )


def changed(portal: McpPortal, server_id: str, decide: Decide, index: int | None = None) -> Change:
    """Decide how a portal changes."""
    before = attachments_of(portal)
    ids = [each.server_id for each in before]
    if server_id not in ids:
        new, reasons = decide(None, ())
        if new is None:
            return Change("unchanged", before, ("the portal does not have it",))
        index = len(before) if index is None else index
        return Change("attached", [*before[:index], new, *before[index:]], reasons)
    index = ids.index(server_id)
    assert portal.servers is not None
    new, reasons = decide(before[index], tool_names(portal.servers[index].tools))
    if new is None:
        return Change("detached", [*before[:index], *before[index + 1 :]], reasons)
    if settings_of([new]) == settings_of([before[index]]):
        return Change("unchanged", before, ())
    return Change("changed", [*before[:index], new, *before[index + 1 :]], reasons)


def _with_change(
    account: Account, portal_id: str, server_id: str, decide: Decide
) -> Job[McpPortal | None]:
    """Return the portal if nothing is left to change in it."""
    portal = yield from account.read_portal(portal_id)
    return portal if changed(portal, server_id, decide).action == "unchanged" else None
