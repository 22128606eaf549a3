"""Options that several tasks have."""

from __future__ import annotations

from typing import Final

import click

__all__ = ["ALLOW_UNDERSCORE", "DRY_RUN", "YES"]

YES: Final = click.Option(
    ["--yes"],
    is_flag=True,
    help="Do not ask before something is deleted. The command asks only on a terminal.",
)
DRY_RUN: Final = click.Option(
    ["--dry-run"], is_flag=True, help="Change nothing, and print the changes."
)
ALLOW_UNDERSCORE: Final = click.Option(
    ["--allow-underscore"],
    is_flag=True,
    help="Allow an underscore in the server's id, although portals split the names of tools there.",
)
