"""The tree of commands: a group of them for each group of methods, and their help."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

import click

from ..errors import one_line
from ..options import omit
from ..retries import DEFAULT_RETRIES
from .arguments import VARIABLES, Arguments, ContractOption, PositionalArgument, kebab_case
from .call import call
from .declaration import Command, Program
from .exit_codes import EXIT_CODES
from .output import FORMATS
from .table import LONGEST_CELL

__all__ = ["group_names", "make_commands"]

_WIDTH: Final = 100
_TITLES: Final[Mapping[type[click.Parameter], str]] = {
    PositionalArgument: "Arguments",
    ContractOption: "Options",
    click.Option: "General options",
}


def make_commands(program: Program) -> click.Group:
    """Return the command of which all others are parts."""
    root = _Root(
        program,
        help=program.description,
        context_settings={"max_content_width": _WIDTH, "help_option_names": ["-h", "--help"]},
        invoke_without_command=True,
        callback=_show_help,
        params=[_version_option(program)],
    )
    for path, name in group_names(program.groups).items():
        group = click.Group(
            name,
            help=program.groups[path],
            invoke_without_command=True,
            callback=_show_help,
            commands=[_make_command(program, c) for c in program.commands if c.group == path],
        )
        root.add_command(group)
    return root


def group_names(paths: Collection[str]) -> dict[str, str]:
    """Name each group of methods by as much of its path's end as tells it from the others."""
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
        with formatter.section("Environment"):
            formatter.write_dl(
                [
                    (
                        self._program.wanted,
                        "Credentials, which no option takes: others could see them.",
                    ),
                    *((v, f"Default of --{kebab_case(n)}.") for n, v in VARIABLES.items()),
                    ("CLOUDFLARE_BASE_URL", f"Where the API is. Default: {self._program.base_url}"),
                ]
            )
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), said) for code, said in EXIT_CODES.items()])


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
            FORMATS[output](command.model),
            concurrency=concurrency,
            timeout=omit if timeout is None else timeout,
            max_retries=omit if max_retries is None else max_retries,
        )

    said = [f"{command.summary}.", command.description]
    if groups := command.operation.permissions:
        any_one = "any one of the permission groups" if groups[1:] else "the permission group"
        said.append(f"Needs {any_one} {one_line(', '.join(groups))}.")
    return _Command(
        kebab_case(command.name),
        callback=run,
        params=[*arguments.declare(), *_common_options(command)],
        help="\n\n".join(said),
        short_help=command.summary,
    )


def _common_options(command: Command) -> list[click.Parameter]:
    options: list[click.Parameter] = [
        click.Option(
            ["--output"],
            type=click.Choice([*FORMATS]),
            default="table",
            help="What to print: a table for people, of what the terminal has room for, a list's"
            f" values cut off after {LONGEST_CELL} characters; JSON of all that came, an object or"
            " an array of one row a line; or CSV, with a column for each field of the contract,"
            " the nested ones as JSON. Default: table.",
        ),
        click.Option(
            ["--timeout"],
            type=click.FloatRange(min=0, min_open=True),
            metavar="SECONDS",
            help="How long to wait for an answer. Default: 60, and 5 to connect.",
        ),
        click.Option(
            ["--max-retries"],
            type=click.INT,
            metavar="NUMBER",
            help="How often to try a call again that failed, where that may help."
            f" Default: {DEFAULT_RETRIES.max_retries}.",
        ),
    ]
    if command.operation.page_parameter:
        options.append(
            click.Option(
                ["--concurrency"],
                type=click.INT,
                default=1,
                metavar="NUMBER",
                help="How many pages to fetch side by side. Default: 1.",
            )
        )
    return options


def _version_option(program: Program) -> click.Option:
    def show(context: click.Context, option: click.Parameter, is_given: bool) -> None:
        if is_given:
            click.echo(f"{program.distribution} {program.version}")
            context.exit()

    return click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show,
        help="Show the version and exit.",
    )


@click.pass_context
def _show_help(context: click.Context) -> None:
    if not context.invoked_subcommand:
        click.echo(context.get_help())
