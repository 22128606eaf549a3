"""`servers ensure` and `servers wait`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Any, Final

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from cloudflare_ai_controls import Cloudflare
from cloudflare_ai_controls.api.mcp_servers import create_mcp_server, sync_mcp_server
from cloudflare_api_core.command_line import Output, TaskCommand, confirm, note
from cloudflare_api_text import printable

from ..errors import CannotBecomeReadyError, RecreateInterruptedError, WaitTimeoutError
from ..result import source_of
from ..servers import ServerEnsured, ensure_server
from ..waiting import ServerReady, WaitProgress, wait_until_ready
from .options import ALLOW_UNDERSCORE, DRY_RUN, YES

__all__ = ["ENSURE", "WAIT"]

_DEFAULT_SECONDS: Final = 120.0


def _ensure(
    client: Cloudflare,
    output: Output,
    *,
    id: str,
    recreate: bool,
    dry_run: bool,
    yes: bool,
    **arguments: Any,
) -> int:
    """Create a server, or update what differs.

    Omitted members stay as they are. --hostname and --auth-type cannot be changed: if one differs,
    the command changes nothing and ends with the exit code of a conflict. With --recreate, it
    deletes the server, creates it, and puts it back into its portals with their settings. If that
    is interrupted, stderr has the settings for the remaining portals, for `portals attach`.

    Secrets cannot be compared. Given secrets are sent each time.
    """
    if recreate and not (dry_run or yes):
        confirm(f"Delete and create server {id}, if its hostname or auth_type differs?")
    try:
        done = ensure_server(client, id, recreate=recreate, dry_run=dry_run, **arguments)
    except RecreateInterruptedError as error:
        _show_rest(id, error)
        raise
    except KeyboardInterrupt as interrupt:
        if isinstance(interrupt.__cause__, RecreateInterruptedError):
            _show_rest(id, interrupt.__cause__)
            note(str(interrupt.__cause__))
        raise
    output.print(done, str(done))
    return 0


def _show_rest(server_id: str, error: RecreateInterruptedError) -> None:
    """Print the former members of the server and its settings in portals. Nothing else has them."""
    lines: list[object] = []
    if error.members:
        lines.append({"server": server_id, "members": error.members})
    lines += [{"portal": n, "settings": each} for n, each in error.attachments.items()]
    for line in lines:
        click.echo(printable(json.dumps(line, default=source_of)), err=True)


def _wait(client: Cloudflare, output: Output, *, id: str, account_id: str, timeout: float) -> int:
    """Sync a server, and wait until it is ready.

    The command ends at once if waiting cannot help: if the server needs a login or credentials, or
    if its sync fails with an error that is not retryable. A ready server is not synced.
    """
    with _shown_progress() as on_progress:
        done = wait_until_ready(
            client, id, account_id=account_id, timeout=timeout, on_progress=on_progress
        )
    output.print(done, str(done))
    return 0


@contextmanager
def _shown_progress() -> Generator[Callable[[WaitProgress], None] | None]:
    """Show on a terminal the time of the wait and the state of the server."""
    if not sys.stderr.isatty():
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(
        *columns, console=Console(stderr=True), transient=True, redirect_stdout=False
    ) as progress:
        shown = progress.add_task("waiting", total=None)
        yield lambda seen: progress.update(shown, description=seen.state)


ENSURE: Final = TaskCommand(
    run=_ensure,
    like=create_mcp_server.OPERATION,
    positional=("id",),
    options=(
        click.Option(
            ["--recreate"],
            is_flag=True,
            help="Delete and create the server if --hostname or --auth-type differs.",
        ),
        ALLOW_UNDERSCORE,
        DRY_RUN,
        YES,
    ),
    result=ServerEnsured,
)
WAIT: Final = TaskCommand(
    run=_wait,
    like=sync_mcp_server.OPERATION,
    options=(
        click.Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            default=_DEFAULT_SECONDS,
            metavar="SECONDS",
            help=f"When the wait ends. Default: {_DEFAULT_SECONDS:.0f}.",
        ),
    ),
    result=ServerReady,
    exit_codes={
        WaitTimeoutError.exit_code: "The server is not ready in time.",
        CannotBecomeReadyError.exit_code: "Waiting cannot help: the server needs a login or another"
        " setting.",
    },
)
