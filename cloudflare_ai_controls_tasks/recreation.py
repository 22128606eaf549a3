"""The deletion and new creation of a server, and its return into the portals that had it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from attrs import frozen

from cloudflare_ai_controls import (
    APIStatusError,
    CloudflareError,
    McpServer,
    NotFoundError,
    PortalServerAttachment,
)

from .account import LOST, Account, confirmed
from .attachments import attachments_of
from .errors import ConcurrentChangeError, IncompleteListError, RecreateInterruptedError, TaskError
from .job import Job
from .members import differences, server_with, shown
from .portal_change import change_portal, placing
from .result import quoted
from .waiting import ready_server

__all__ = ["recreate_server"]

_SYNC_SECONDS: Final = 60.0


@frozen
class PortalEntry:
    """A server's entry in a portal."""

    index: int
    attachment: PortalServerAttachment

    @property
    def needs_tools(self) -> bool:
        """Whether there are overrides. Before a sync has found its tool, the API may drop one."""
        return bool(self.attachment.updated_tools or self.attachment.updated_prompts)


def recreate_server(
    account: Account, server: McpServer, wanted: Mapping[str, Any], *, dry_run: bool
) -> Job[tuple[McpServer, Mapping[str, Sequence[str]]]]:
    """Delete and create a server, and put it back into its portals.

    Returns the server, and for each portal the settings that the portal has not kept.
    """
    _require_url(server, wanted["hostname"])
    _require_secrets(server, wanted)
    entries = yield from _entries(account, server.id)
    if dry_run:
        return server, dict.fromkeys(entries, ())
    before = shown(server)
    unasked = {n: v for n, v in before.items() if n not in wanted and v is not None}
    latest = yield from account.read_server(server.id)
    if changed := differences(latest, before):
        raise ConcurrentChangeError(
            f"{', '.join(each.name for each in changed)} of server {server.id} was changed by"
            " somebody else just now; nothing was changed by this task"
        )
    left = {portal_id: entry.attachment for portal_id, entry in entries.items()}
    lost: dict[str, Sequence[str]] = dict.fromkeys(entries, ())
    state = "may be deleted"
    try:
        yield from _delete(account, server.id)
        state = "is deleted and may not be created again"
        created = yield from confirmed(
            account.create_server(server.id, {**unasked, **wanted}),
            lambda: server_with(account, server.id, {**unasked, **wanted}),
        )
        state = "is created again"
        # First the portals that need no tools: they can have the server before a login.
        for portal_id, entry in sorted(entries.items(), key=lambda each: each[1].needs_tools):
            if entry.needs_tools and not created.tools:
                ready = yield from ready_server(account, server.id, timeout=_SYNC_SECONDS)
                created = ready.server
            decide = placing(entry.attachment)
            done = yield from change_portal(
                account, portal_id, server.id, decide, index=entry.index
            )
            lost[portal_id] = done.not_kept
            del left[portal_id]
    except _NotDeleted as refusal:
        raise refusal.error from None
    except BaseException as error:
        missing = f"; it is not back in {', '.join(sorted(left))}" if left else ""
        reason = str(error) or type(error).__name__
        interrupted = RecreateInterruptedError(
            f"server {server.id} {state}{missing}: {reason}", members=unasked, attachments=left
        )
        if isinstance(error, CloudflareError):
            raise interrupted from error
        # The caller must get the interrupt or the cancellation itself.
        raise error from interrupted
    return created, lost


def _require_url(server: McpServer, hostname: str) -> None:
    """Raise TaskError if the API would refuse the creation after the deletion."""
    try:
        is_url = bool(urlsplit(hostname).scheme and urlsplit(hostname).netloc)
    except ValueError:
        is_url = False
    if not is_url:
        raise TaskError(
            f"server {server.id} cannot be recreated: its new hostname {quoted(hostname)} is not a"
            " URL. Nothing was changed"
        )


def _require_secrets(server: McpServer, wanted: Mapping[str, Any]) -> None:
    """Raise TaskError if the new server would lack a secret that the old one has."""
    summary = server.auth_config_summary
    needed = list[str]()
    if wanted["auth_type"] == "bearer":
        needed = ["auth_credentials"]
    elif wanted["auth_type"] == "oauth" and summary and summary.auth_mode == "manual":
        needed = ["auth_credentials", *(["client_secret"] if summary.has_client_secret else [])]
    if missing := [name for name in needed if name not in wanted]:
        raise TaskError(
            f"server {server.id} cannot be recreated without {' and '.join(missing)}, which the"
            " deletion would lose. Nothing was changed"
        )


def _entries(account: Account, server_id: str) -> Job[dict[str, PortalEntry]]:
    """Find the server's entry in each portal that has it.

    Raises IncompleteListError if not all portals, or not all of their servers, are shown.
    """
    portals = yield from account.list_portals(lambda portal: portal)
    if not portals.is_complete:
        raise IncompleteListError(
            f"the list of portals has {len(portals.rows)} of {portals.total};"
            " the others could lose the server. Nothing was changed"
        )
    entries: dict[str, PortalEntry] = {}
    for listed in portals.rows.values():
        portal = listed
        if portal.servers is None:
            portal = yield from account.read_portal(portal.id)
        for index, attachment in enumerate(attachments_of(portal)):
            if attachment.server_id == server_id:
                entries[portal.id] = PortalEntry(index, attachment)
    return entries


class _NotDeleted(Exception):
    """The server was not deleted."""

    def __init__(self, error: CloudflareError) -> None:
        self.error = error


def _delete(account: Account, server_id: str) -> Job[None]:
    try:
        yield from account.delete_server(server_id)
    except NotFoundError:
        # The client has repeated the call because its first answer was lost.
        pass
    except LOST as error:
        if (yield from account.find_server(server_id)):
            raise _NotDeleted(error) from error
    except APIStatusError as error:
        raise _NotDeleted(error) from error
