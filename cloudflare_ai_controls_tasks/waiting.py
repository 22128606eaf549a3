"""The task that waits until a server is ready."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain, repeat
from time import monotonic
from typing import Final

from attrs import frozen

from cloudflare_ai_controls import (
    APITimeoutError,
    McpServer,
    SyncErrorDetails,
    SyncResult,
    UnsuccessfulResponseError,
)
from cloudflare_api_text import one_line

from .account import LOST, Account
from .errors import CannotBecomeReadyError, WaitTimeoutError
from .job import Job, pause
from .result import Result
from .run import task

__all__ = ["ServerReady", "WaitProgress", "ready_server", "wait_until_ready"]

_FIRST_PAUSES: Final = (0.5, 1.0, 2.0)
_LONGEST_PAUSE: Final = 4.0
_SECONDS_BETWEEN_SYNCS: Final = 15.0
_MOST_SECONDS: Final = 1e6


@frozen(kw_only=True)
class WaitProgress:
    """The progress of a wait."""

    seconds: float
    """Seconds since the start."""
    server: McpServer
    """The server as it was just read."""

    @property
    def state(self) -> str:
        """The state of the server as one printable line."""
        return f"server {self.server.id} is {_described(self.server)}"

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s: {self.state}"


@frozen(kw_only=True)
class ServerReady(Result):
    """A server that is ready."""

    server: McpServer
    seconds: float
    """Seconds that the wait took."""


@task
def wait_until_ready(
    server_id: str,
    *,
    account_id: str,
    timeout: float = 120.0,
    on_progress: Callable[[WaitProgress], object] | None = None,
) -> Job[ServerReady]:
    """Sync a server unless it is ready, and wait until it is ready and shows tools or prompts.

    The effects of a sync may show later than its answer. A sync that fails with a temporary error,
    or whose effects do not show, is tried again every 15 seconds.

    Args:
        client: A `Cloudflare`, or an `AsyncCloudflare`; then the task must be awaited.
        server_id: Identifier of the server.
        account_id: Identifier of the Cloudflare account.
        timeout: Seconds, above 0 and at most 1e6, after which the wait ends. It is also the
            `deadline` of the calls.
        on_progress: Called with a `WaitProgress` after each read of the server.

    Raises:
        ValueError: `timeout` is out of its bounds. Nothing was sent.
        CannotBecomeReadyError: Waiting cannot help: the server needs a login or credentials, or a
            sync has failed with an error that is not `retryable`.
        WaitTimeoutError: The server is not ready in time.
        CloudflareError: A call failed.
    """
    account = Account(account_id)
    return (yield from ready_server(account, server_id, timeout=timeout, on_progress=on_progress))


def ready_server(
    account: Account,
    server_id: str,
    *,
    timeout: float,
    on_progress: Callable[[WaitProgress], object] | None = None,
) -> Job[ServerReady]:
    """Sync a server until it is ready."""
    if not 0 < timeout <= _MOST_SECONDS:
        bounds = f"above 0 and at most {_MOST_SECONDS:g}"
        raise ValueError(f"Expected `timeout` to be {bounds} but received {timeout!r}")
    started = next_sync = monotonic()
    until = started + timeout
    first: McpServer | None = None
    server: McpServer | None = None
    problem = ""
    for seconds in chain(_FIRST_PAUSES, repeat(_LONGEST_PAUSE)):
        if (left := until - monotonic()) <= 0:
            break
        try:
            server = yield from account.read_server(server_id, left)
        except APITimeoutError:
            if monotonic() < until:
                raise
            break
        taken = monotonic() - started
        if on_progress:
            on_progress(WaitProgress(seconds=taken, server=server))
        if server.status == "ready" and (server.tools or server.prompts):
            done = f"server {server_id}: {_described(server)} after {taken:.0f} s"
            return ServerReady(facts=(done,), server=server, seconds=taken)
        first = first or server
        if reason := _hopeless(server, first):
            raise CannotBecomeReadyError(f"server {server_id} {reason}", server=server)
        if (now := monotonic()) >= next_sync and (left := until - now) > 0:
            next_sync = now + _SECONDS_BETWEEN_SYNCS
            try:
                yield from account.sync_server(server_id, left)
                problem = ""
            except UnsuccessfulResponseError as error:
                problem = f"; its sync fails: {error}"
                result = error.result if isinstance(error.result, SyncResult) else SyncResult()
                if _is_final(result.error_details):
                    raise CannotBecomeReadyError(
                        f"server {server_id} cannot be synced: {error}", server=server
                    ) from error
            except LOST as error:
                # The sync may have run. The next read of the server shows it.
                problem = f"; its sync may not have run: {error}"
        yield from pause(max(0.0, min(seconds, until - monotonic())))
    state = f"is {_described(server)}" if server else "could not be read"
    raise WaitTimeoutError(
        f"server {server_id} {state} after {timeout:g} s{problem}", server=server
    )


def _hopeless(server: McpServer, first: McpServer) -> str | None:
    """Return why waiting cannot help, or None if it can."""
    if server.authentication_status in {"required", "stale"}:
        needed = "a login" if server.auth_type == "oauth" else "credentials"
        return f"needs {needed}: its authentication_status is {server.authentication_status}"
    # An error of a sync from before the wait says nothing about the next one.
    is_new = server.last_synced != first.last_synced
    if is_new and server.status == "error" and _is_final(server.error_details):
        return f"cannot be synced: {one_line(server.error or 'no reason given')}"
    return None


def _is_final(details: SyncErrorDetails | None) -> bool:
    return details is not None and details.retryable is False


def _described(server: McpServer) -> str:
    counts = f"tools: {len(server.tools)}, prompts: {len(server.prompts)}"
    return one_line(f"{server.status or 'without a status'} ({counts})")
