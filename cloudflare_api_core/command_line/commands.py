"""The tree of commands, with a group for each resource, and their help."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import click

from ..credentials import variables_of
from .arguments import Arguments, kebab_case
from .call import call, confirm_call, print_request
from .completion import setups
from .declaration import VARIABLES, Group, Program
from .exit_codes import EXIT_CODES
from .general_options import GeneralOption, client_settings, general_options
from .group_names import GroupNames
from .output import FORMATS
from .task import TaskCommand
from .tasks import Tasks

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["make_commands"]

_WIDTH: Final = 100
_TITLES: Final = ("Arguments", "Options", "General options")


def make_commands(program: Program) -> click.Group:
    """Return the root command of a program."""
    names = GroupNames(program.groups)
    tasks = Tasks(program, names.ending, partial(_make_task, program))

    def make_group(name: str, group: Group) -> click.Command:
        makers = {
            kebab_case(method): partial(_make_command, program, id)
            for method, id in group.operations.items()
        }
        return _Group(name, tasks, makers, help=group.description)

    groups = {
        name: partial(make_group, name, program.groups[path]) for path, name in names.names.items()
    }
    root = _Root(program, tasks, names, groups, help=program.description)
    name, version = program.distribution, program.api.version
    return click.version_option(version, prog_name=name, message="%(prog)s %(version)s")(root)


class _Group(click.Group):
    """A group of commands: operations, and the tasks that are placed in the group.

    Each command is made when it is reached, because it imports its operation.
    """

    def __init__(
        self,
        name: str | None,
        tasks: Tasks,
        makers: Mapping[str, Callable[[], click.Command]],
        **settings: Any,
    ) -> None:
        super().__init__(name, invoke_without_command=True, callback=_show_help, **settings)
        self._tasks = tasks
        self._makers = makers

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._tasks.names(self.name or "") | self._makers.keys())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._makers:
            return self._makers[cmd_name]()
        return self._tasks.command(self.name or "", cmd_name)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        # Without `get_command`, because the import of a task would delay the completion.
        names = [name for name in self.list_commands(ctx) if name.startswith(incomplete)]
        makers = {name: self._makers[name] for name in names if name in self._makers}
        helps = {name: make().get_short_help_str() for name, make in makers.items()}
        items = [CompletionItem(name, help=helps.get(name)) for name in names]
        return [*items, *click.Command.shell_complete(self, ctx, incomplete)]


class _Root(_Group):
    def __init__(
        self,
        program: Program,
        tasks: Tasks,
        names: GroupNames,
        groups: Mapping[str, Callable[[], click.Command]],
        **settings: Any,
    ) -> None:
        context = {"max_content_width": _WIDTH, "help_option_names": ["-h", "--help"]}
        super().__init__(None, tasks, groups, context_settings=context, **settings)
        self._program = program
        self._names = names

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        names = self._names.ending(cmd_name)
        command = super().get_command(ctx, names[0] if len(names) == 1 else cmd_name)
        if command is None and names and not ctx.resilient_parsing:
            ctx.fail(f"{cmd_name!r} could be {' or '.join(names)}.")
        return command

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
        with formatter.section("Completion"):
            formatter.write_text("This line in the start file of a shell switches it on:")
            # Not folded, so that it can be copied.
            formatter.write("".join(f"  {line}\n" for line in setups(self._program)))
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(code), meaning) for code, meaning in EXIT_CODES.items()])


class _Command(click.Command):
    def __init__(self, name: str, exit_codes: Mapping[int, str], **settings: Any) -> None:
        super().__init__(name, **settings)
        self._exit_codes = exit_codes

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections: dict[str, list[tuple[str, str]]] = {title: [] for title in _TITLES}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx)
            if record:
                sections[self._title(param)].append(record)
        for title, records in sections.items():
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)

    def _title(self, param: click.Parameter) -> str:
        if isinstance(param, click.Argument):
            return "Arguments"
        # click adds `--help`.
        is_general = isinstance(param, GeneralOption) or param not in self.params
        return "General options" if is_general else "Options"

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self._exit_codes:
            with formatter.section("Exit codes of this command"):
                formatter.write_dl([(str(code), text) for code, text in self._exit_codes.items()])


def _make_command(program: Program, id: str) -> click.Command:
    command = program.command(id)
    arguments = Arguments(command)

    def run(
        output: str,
        concurrency: int = 1,
        dry_run: bool = False,
        yes: bool = False,
        **found: Any,
    ) -> None:
        given = arguments.read(found)
        if dry_run:
            print_request(program, command, given, **client_settings(found))
            return
        if not yes:
            confirm_call(command, given)
        printer = FORMATS[output](command.operation.model)
        settings = client_settings(found)
        call(program, command, given, printer, concurrency=concurrency, **settings)

    return _Command(
        kebab_case(command.operation.name),
        {},
        callback=arguments.named_as_typed(run),
        params=[*arguments.declare(), *general_options(operation=command.operation)],
        help=command.description,
        short_help=command.summary,
    )


def _make_task(program: Program, name: str, task: TaskCommand) -> click.Command:
    command = task.command(program)
    own = [option.name for option in task.options]
    arguments = Arguments(command)

    def run(output: str, **found: Any) -> None:
        options = {name: found.pop(name) for name in own}
        needs_client = task.needs_client(options)
        with program.client(**client_settings(found)) if needs_client else nullcontext() as client:
            printer = FORMATS[output](task.result)
            code = task.run(client, printer, **arguments.read(found), **options)
        click.get_current_context().exit(code)

    return _Command(
        name,
        task.exit_codes,
        callback=arguments.named_as_typed(run),
        params=[*arguments.declare(), *task.options, *general_options(own)],
        help=command.description,
        short_help=command.summary,
    )


@click.pass_context
def _show_help(context: click.Context) -> None:
    if not context.invoked_subcommand:
        click.echo(context.get_help())
