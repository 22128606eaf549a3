"""The tree of commands, with a group for each resource, and their help."""

from __future__ import annotations

import inspect
from collections.abc import Collection, Mapping
from typing import Any, Final

import click

from ..credentials import variables_of
from ..options import omit
from ..retries import DEFAULT_RETRIES
from .arguments import VARIABLES, Arguments, ContractOption, PositionalArgument, kebab_case
from .call import call
from .cells import LONGEST_CELL
from .declaration import Command, Program
from .exit_codes import EXIT_CODES
from .output import FORMATS

__all__ = ["group_names", "make_commands"]

_WIDTH: Final = 100
_TITLES: Final[Mapping[type[click.Parameter], str]] = {
    PositionalArgument: "Arguments",
    ContractOption: "Options",
    click.Option: "General options",
}


def make_commands(program: Program) -> click.Group:
    """Return the root command of a program."""
    resources = dict(program.resources)
    groups = {
        path: click.Group(
            name,
            help=inspect.getdoc(resources[path]),
            invoke_without_command=True,
            callback=_show_help,
        )
        for path, name in group_names(resources).items()
    }
    for command in program.commands:
        groups[command.operation.group].add_command(_make_command(program, command))
    root = _Root(
        program,
        help=program.description,
        context_settings={"max_content_width": _WIDTH, "help_option_names": ["-h", "--help"]},
        invoke_without_command=True,
        callback=_show_help,
        commands=[*groups.values()],
    )
    name, version = program.distribution, program.api.version
    return click.version_option(version, prog_name=name, message="%(prog)s %(version)s")(root)


def group_names(paths: Collection[str]) -> dict[str, str]:
    """Name each path by the shortest end of it that is unique among the paths."""
    names: dict[str, str] = {}
    for path in paths:
        steps = path.split(".")
        end = steps.pop()
        while steps and sum(f".{other}".endswith(f".{end}") for other in paths) > 1:
            end = f"{steps.pop()}.{end}"
        names[path] = ".".join(map(kebab_case, end.split(".")))
    return names


class _Root(click.Group):
    def __init__(self, program: Program, **settings: Any) -> None:
        super().__init__(**settings)
        self._program = program

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        api = self._program.api
        variables = {
            variables_of(
                api.security
            ): "Credentials. No option takes them, because other users can see options.",
            **{name: f"Default of --{kebab_case(of)}." for of, name in VARIABLES.items()},
            "CLOUDFLARE_BASE_URL": f"Base URL of the API. Default: {api.base_url}",
        }
        with formatter.section("Environment"):
            formatter.write_dl([*variables.items()])
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


class _Command(click.Command):
    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {}
        for kind, title in _TITLES.items():
            for param in self.get_params(ctx):
                record = param.get_help_record(ctx)
                if type(param) is kind and record:
                    sections.setdefault(title, []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)


def _make_command(program: Program, command: Command) -> click.Command:
    arguments = Arguments(command)

    def run(
        output: str,
        timeout: float | None,
        max_retries: int | None,
        concurrency: int = 1,
        **found: Any,
    ) -> None:
        call(
            program,
            command,
            arguments.read(found),
            FORMATS[output](command.operation.model),
            concurrency=concurrency,
            timeout=omit if timeout is None else timeout,
            max_retries=omit if max_retries is None else max_retries,
        )

    return _Command(
        kebab_case(command.operation.name),
        callback=run,
        params=[*arguments.declare(), *_common_options(command)],
        help=command.description,
        short_help=command.summary,
    )


def _common_options(command: Command) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(
            ["--output"],
            type=click.Choice([*FORMATS]),
            default="table",
            help="Format of the output. table: the columns that fit the terminal; in lists, at most"
            f" {LONGEST_CELL} characters of a value. json: the whole result, as an object, or as an"
            " array with one row on each line. csv: a column for each field of the contract, with"
            " nested values as JSON, and an apostrophe before text that a spreadsheet could run as"
            " a formula. Default: table.",
        ),
        click.Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            metavar="SECONDS",
            help="How long to wait for a response. Default: 60, and 5 to connect.",
        ),
        click.Option(
            ["--max-retries"],
            type=click.INT,
            metavar="NUMBER",
            help="How often to retry a call after an error that may pass."
            f" Default: {DEFAULT_RETRIES.max_retries}.",
        ),
        click.Option(
            ["--concurrency"],
            type=click.INT,
            default=1,
            metavar="NUMBER",
            help="How many pages to fetch at the same time. Default: 1.",
        ),
    ]
    return options if command.operation.page_parameter else options[:-1]


@click.pass_context
def _show_help(context: click.Context) -> None:
    if not context.invoked_subcommand:
        click.echo(context.get_help())
