"""The task that creates or updates a server."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Literal

from attrs import frozen

from cloudflare_ai_controls import ConflictError, McpServer

from .account import Account, confirmed
from .attachments import require_no_underscore
from .errors import RecreateRequiredError
from .job import Job
from .members import CREATE_ONLY, SECRETS, checked, differences, server_with
from .recreation import recreate_server
from .result import MemberChange, Result, in_words
from .run import task

__all__ = ["ServerEnsured", "ensure_server"]


@frozen(kw_only=True)
class ServerEnsured(Result):
    """The outcome of `ensure_server`."""

    action: Literal["created", "updated", "recreated", "unchanged"]
    server_id: str
    changes: tuple[MemberChange, ...]
    """The members that had another value before. Secrets are not among them."""
    portals: tuple[str, ...]
    """The portals that a recreated server was put back into."""
    dry_run: bool
    server: McpServer | None
    """The server as it was last read. None if it does not exist, in a dry run."""


@task
def ensure_server(
    server_id: str,
    *,
    account_id: str,
    recreate: bool = False,
    allow_underscore: bool = False,
    dry_run: bool = False,
    **members: Any,
) -> Job[ServerEnsured]:
    """Create a server, or update the given members that differ. Other members stay.

    The API cannot change `hostname` and `auth_type`. If one differs, nothing is changed unless
    `recreate` is true. Then the server is deleted, created with its other members unchanged, and
    put back into each portal that had it, with the portal's settings. Its OAuth login and its
    secrets are lost, so the secrets that it needs must be given.

    Secrets cannot be compared, because no answer shows them. Given secrets are sent each time;
    others stay as they are.

    An update sends only the members that differ. If somebody changes one of them between the read
    and the update, that change is lost.

    Args:
        client: A `Cloudflare`, or an `AsyncCloudflare`; then the task must be awaited.
        server_id: Identifier of the server.
        account_id: Identifier of the Cloudflare account.
        recreate: Whether to delete and create the server if `hostname` or `auth_type` differs.
        allow_underscore: Whether the server's id may have an underscore. Portals split the names
            of tools at the first one.
        dry_run: Whether to change nothing and only describe the change.
        **members: The other arguments of `servers.create`: `name`, `hostname` and `auth_type`, and
            any that is optional there.

    Raises:
        TypeError: A member is unknown, or a required one is missing. Nothing was sent.
        ValueError: A member breaks a rule of `servers.create`, or the id has an underscore. Nothing
            was sent.
        RecreateRequiredError: `hostname` or `auth_type` differs. Nothing was changed.
        RecreateInterruptedError: The server was deleted, but not created or put back everywhere.
            The error has the remaining steps. It is the `__cause__` of an interrupt or a
            cancellation that ends the task there.
        ConcurrentChangeError: Somebody else changes a server that is to be deleted. Nothing was
            changed.
        TaskError: A recreation would lose a secret, the new `hostname` is not a URL, or not all
            portals can be seen. Nothing was changed.
        CloudflareError: A call failed.
    """
    # First, because it hides secrets.
    wanted = checked(server_id, members)
    require_no_underscore(server_id, allowed=allow_underscore)
    account = Account(account_id)

    def result(
        action: Literal["created", "updated", "recreated", "unchanged"],
        server: McpServer | None,
        changes: Collection[MemberChange] = (),
        portals: Mapping[str, Collection[str]] = MappingProxyType({}),
    ) -> ServerEnsured:
        facts = [f"server {server_id}: {in_words(action, dry_run=dry_run)}", *map(str, changes)]
        for portal_id, lost in portals.items():
            facts.append(f"portal {portal_id}: {in_words('put back', dry_run=dry_run)}")
            facts += [f"not kept by the portal: {each}" for each in lost]
        return ServerEnsured(
            facts=(*facts, *_about_secrets(wanted, action, dry_run=dry_run)),
            action=action,
            server_id=server_id,
            changes=tuple(changes),
            portals=tuple(portals),
            dry_run=dry_run,
            server=server,
        )

    server = yield from account.find_server(server_id)
    if server is None and dry_run:
        return result("created", None)
    if server is None:
        try:
            created = yield from confirmed(
                account.create_server(server_id, wanted),
                lambda: server_with(account, server_id, wanted),
            )
            return result("created", created)
        except ConflictError:
            # Somebody may have created the server since it was read.
            server = yield from account.find_server(server_id)
            if server is None:
                raise
    changes = differences(server, wanted)
    if fixed := [each for each in changes if each.name in CREATE_ONLY]:
        if not recreate:
            raise RecreateRequiredError(
                f"server {server_id} cannot be changed: {'; '.join(map(str, fixed))}. The API"
                " cannot change this; recreate=True, or --recreate, deletes and creates the server",
                members=[each.name for each in fixed],
            )
        server, portals = yield from recreate_server(account, server, wanted, dry_run=dry_run)
        return result("recreated", server, changes, portals)
    secrets = {name: wanted[name] for name in wanted if name in SECRETS}
    if not (secrets or changes):
        return result("unchanged", server)
    if not dry_run:
        server = yield from confirmed(
            account.update_server(server_id, secrets | {each.name: each.new for each in changes}),
            # Whether secrets have arrived cannot be read.
            None if secrets else lambda: server_with(account, server_id, wanted),
        )
    return result("updated", server, changes)


def _about_secrets(wanted: Mapping[str, Any], action: str, *, dry_run: bool) -> list[str]:
    given = sorted(SECRETS & wanted.keys())
    if given:
        sent = in_words("sent", dry_run=dry_run)
        return [f"{name}: {sent}; it cannot be compared" for name in given]
    return ["secrets: left as they are"] if action in {"updated", "unchanged"} else []
