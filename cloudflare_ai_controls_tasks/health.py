"""The task that finds the servers and portals of an account that cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final, Literal

from attrs import frozen

from cloudflare_ai_controls import McpPortal, McpServer, PortalServer
from cloudflare_api_text import one_line

from .account import Account
from .job import Job, Listing
from .result import Result, first
from .run import task

__all__ = ["AccountHealth", "Finding", "check_health"]

Verdict = Literal["unhealthy", "unknown"]

_STATUSES: Final = {
    "waiting": "it waits for its first sync",
    "stale": "its credentials are no longer valid",
    "error": "its last sync has failed",
}
_LOGINS: Final = {
    "required": "it needs a login or credentials",
    "stale": "it needs a new login",
}


@frozen
class Problem:
    """The reason why a server or portal cannot be used or judged."""

    verdict: Verdict
    reason: str


@frozen(kw_only=True)
class Finding:
    """A server or portal that cannot be used, or cannot be judged."""

    verdict: Verdict
    kind: Literal["server", "portal", "account"]
    id: str
    reason: str

    def __str__(self) -> str:
        return one_line(f"{self.verdict}: {self.kind} {self.id}: {self.reason}")


@frozen(kw_only=True)
class AccountHealth(Result):
    """The findings about an account. It is healthy if there are none."""

    verdict: Literal["healthy", "unhealthy", "unknown"]
    """`unhealthy` if any finding is, else `unknown` if any finding is, else `healthy`."""
    findings: tuple[Finding, ...]
    servers: int
    """The number of servers that were seen."""
    portals: int
    """The number of portals that were seen."""


@task
def check_health(*, account_id: str) -> Job[AccountHealth]:
    """Find the servers and portals of an account that cannot be used, and say why.

    A server can be used if it is `ready`, without an error, shows tools or prompts, and needs no
    login. A portal can be used if it has servers and each of them can be used. Each has at most one
    finding. A status that the contract does not know is unknown, not unhealthy, and so is a list
    with fewer entries than its total.

    Args:
        client: A `Cloudflare`, or an `AsyncCloudflare`; then the task must be awaited.
        account_id: Identifier of the Cloudflare account.

    Raises:
        CloudflareError: A call failed.
    """
    account = Account(account_id)
    servers = yield from account.list_servers(_problem)
    portals = yield from account.list_portals(partial(_portal_problem, servers))
    found = (
        *_findings(account_id, "server", servers),
        *_findings(account_id, "portal", portals),
    )
    verdicts = {each.verdict for each in found}
    verdict: Literal["healthy", "unhealthy", "unknown"] = "healthy"
    if verdicts:
        verdict = "unhealthy" if "unhealthy" in verdicts else "unknown"
    counts = f"servers: {len(servers.rows)}, portals: {len(portals.rows)}"
    return AccountHealth(
        facts=(*map(str, found), f"{verdict} ({counts}, findings: {len(found)})"),
        verdict=verdict,
        findings=found,
        servers=len(servers.rows),
        portals=len(portals.rows),
    )


def _findings(
    account_id: str, kind: Literal["server", "portal"], listed: Listing[Problem | None]
) -> Iterator[Finding]:
    for id_, problem in listed.rows.items():
        if problem:
            yield Finding(verdict=problem.verdict, kind=kind, id=id_, reason=problem.reason)
    if not listed.is_complete:
        reason = f"the list of {kind}s has {len(listed.rows)} of {listed.total}"
        yield Finding(verdict="unknown", kind="account", id=account_id, reason=reason)


def _problem(server: McpServer | PortalServer) -> Problem | None:
    said = f" ({server.error})" if server.error else ""
    if reason := _LOGINS.get(server.authentication_status or ""):
        return Problem("unhealthy", reason + said)
    if reason := _STATUSES.get(server.status or ""):
        return Problem("unhealthy", reason + said)
    if server.status != "ready":
        shows = f"its status is {server.status}" if server.status else "it shows no status"
        return Problem("unknown", shows)
    if server.error:
        return Problem("unhealthy", f"it is ready, but has an error{said}")
    if not (server.tools or server.prompts):
        return Problem("unhealthy", "it shows neither tools nor prompts")
    return None


def _portal_problem(servers: Listing[Problem | None], portal: McpPortal) -> Problem | None:
    if portal.servers is None:
        return Problem("unknown", "it does not show its servers")
    if not portal.servers:
        return Problem("unhealthy", "it has no servers")
    found: dict[Verdict, list[str]] = {"unhealthy": [], "unknown": []}
    for each in portal.servers:
        server_id = each.server_id or each.id
        if server_id in servers.rows:
            problem = servers.rows[server_id]
        elif servers.is_complete:
            problem = Problem("unhealthy", "it does not exist")
        else:
            problem = _problem(each)
        if problem:
            found[problem.verdict].append(server_id)
    for verdict, ids in found.items():
        if ids:
            return Problem(verdict, f"{verdict} servers: {first(ids)}")
    return None
