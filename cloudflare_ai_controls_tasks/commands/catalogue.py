"""`snapshot` and `diff`."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copymode
from typing import Final

import click

from cloudflare_ai_controls import Cloudflare, Omit
from cloudflare_ai_controls.api.mcp_servers import list_mcp_servers
from cloudflare_api_core.command_line import Output, PositionalArgument, TaskCommand

from ..differences import CatalogueDiff, diff
from ..snapshots import Snapshot, snapshot

__all__ = ["DIFF", "SNAPSHOT"]

_DIFFERENT: Final = 12
_LIKE: Final = list_mcp_servers.OPERATION
# A shell completes the names of files.
_FILE: Final = click.Path(dir_okay=False, allow_dash=True)


def _snapshot(client: Cloudflare, output: Output, *, account_id: str, file: str | None) -> int:
    """Record the tools and prompts of all servers.

    The record is sorted JSON for line-by-line comparison. A schema is recorded as its digest.
    """
    text = f"{snapshot(client, account_id=account_id)}\n"
    if file is None or file == "-":
        sys.stdout.write(text)
    else:
        try:
            _replace(Path(file), text)
        except OSError as error:
            # The error may name the temporary file instead.
            raise click.FileError(file, error.strerror) from None
    return 0


def _replace(file: Path, text: str) -> None:
    """Replace a file at once, so that no reader sees a part of it."""
    if file.exists() and not file.is_file():
        # Such as /dev/stdout.
        file.write_text(text)
        return
    file = file.resolve()
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        part.write_text(text)
        if file.exists():
            copymode(file, part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _diff(
    client: Cloudflare | None, output: Output, *, account_id: str | Omit, old: str, new: str | None
) -> int:
    """List the tools and prompts that were added, removed or changed.

    Compares two snapshots, or a snapshot and the account as it is now. Two files need neither
    credentials nor an account.
    """
    before = _read(old)
    if new is not None:
        after = _read(new)
    elif isinstance(account_id, Omit) or client is None:
        raise click.UsageError("Missing option '--account-id', or the second file.")
    else:
        after = snapshot(client, account_id=account_id)
    done = diff(before, after)
    output.print(done, str(done))
    return _DIFFERENT if done else 0


def _read(file: str) -> Snapshot:
    try:
        with click.open_file(file, "rb") as opened:
            return Snapshot.parse(opened.read())
    except ValueError as error:
        raise click.UsageError(f"{file}: {error}") from None
    except OSError as error:
        raise click.UsageError(f"{file}: {error.strerror}") from None


SNAPSHOT: Final = TaskCommand(
    run=_snapshot,
    like=_LIKE,
    arguments=("account_id",),
    options=(
        PositionalArgument(
            ["file"],
            required=False,
            type=_FILE,
            help="The file to write. Default: standard output.",
        ),
    ),
)
DIFF: Final = TaskCommand(
    run=_diff,
    like=replace(
        _LIKE,
        parameters=tuple(
            replace(each, required=False) for each in _LIKE.parameters if each.location == "path"
        ),
    ),
    options=(
        PositionalArgument(["old"], type=_FILE, help="A snapshot, or - for standard input."),
        PositionalArgument(
            ["new"],
            required=False,
            type=_FILE,
            help="A later snapshot. Default: the account as it is now.",
        ),
    ),
    needs_client=lambda options: options["new"] is None,
    result=CatalogueDiff,
    exit_codes={_DIFFERENT: "There is a difference."},
)
