"""The options that every command has, besides the arguments of its operation."""

from __future__ import annotations

from collections.abc import Container, Mapping
from typing import Any, Final

import click

from ..operation import Operation
from ..options import omit
from ..retries import DEFAULT_RETRIES
from .cells import LONGEST_CELL
from .output import FORMATS

__all__ = ["RESERVED", "GeneralOption", "client_settings", "general_options", "replaced_by"]

RESERVED: Final = frozenset(
    {"concurrency", "dry-run", "help", "max-retries", "null", "output", "timeout", "yes"}
)
"""Names of options that no argument of the contract gets."""
_SETTINGS: Final = ("timeout", "max_retries")


class GeneralOption(click.Option):
    """An option that every command has."""


def general_options(
    replaced: Container[str | None] = (), *, operation: Operation[Any] | None = None
) -> list[click.Parameter]:
    """Return the options of every command and those of its kind of operation, less `replaced`."""
    options = [
        GeneralOption(
            ["--output"],
            type=click.Choice([*FORMATS]),
            default="table",
            help="Format of the output. table: the columns that fit the terminal; in lists, at most"
            f" {LONGEST_CELL} characters of a value. json: the whole result, as an object, or as an"
            " array with one row on each line. csv: a column for each field of the contract, with"
            " nested values as JSON, and an apostrophe before text that a spreadsheet could run as"
            " a formula. Default: table.",
        ),
        GeneralOption(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            metavar="SECONDS",
            help="Seconds to wait for a response. Default: 60, and 5 to connect.",
        ),
        GeneralOption(
            ["--max-retries"],
            type=click.INT,
            metavar="NUMBER",
            help="Number of retries of a call after a temporary error."
            f" Default: {DEFAULT_RETRIES.max_retries}.",
        ),
    ]
    if operation and operation.method != "GET":
        options.append(
            GeneralOption(
                ["--dry-run"],
                is_flag=True,
                help="Print the request as JSON, with secrets as ***, and send nothing.",
            )
        )
    if operation and (operation.method == "DELETE" or replaced_by(operation)):
        options.append(
            GeneralOption(
                ["--yes"],
                is_flag=True,
                help="Do not ask before something is deleted or replaced. The command asks only on"
                " a terminal.",
            )
        )
    if operation and operation.page_parameter:
        options.append(
            GeneralOption(
                ["--concurrency"],
                type=click.INT,
                default=1,
                metavar="NUMBER",
                help="Number of pages to fetch at the same time. Default: 1.",
            )
        )
    return [option for option in options if option.name not in replaced]


def replaced_by(operation: Operation[Any]) -> list[str]:
    """Return the arguments of an update that replace a whole list."""
    return [
        parameter.argument
        for parameter in operation.parameters
        if operation.method in {"PUT", "PATCH"}
        and parameter.location in {"body", "content"}
        and parameter.type == "array"
    ]


def client_settings(found: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings of the client among the values that click found."""
    given = {name: found.get(name) for name in _SETTINGS}
    return {name: omit if value is None else value for name, value in given.items()}
