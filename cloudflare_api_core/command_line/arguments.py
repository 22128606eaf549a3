"""Arguments of operations as arguments and options of commands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, ParamSpec, cast

import click

from cloudflare_api_text import one_line

from ..operation import Operation, Parameter
from ..options import omit
from ..rule import Rule
from .declaration import VARIABLES, Command
from .general_options import RESERVED
from .values import (
    Choice,
    Decoded,
    read_content,
    read_json,
    read_json_or_text,
    read_number,
    read_part,
    read_secret,
    read_secret_json,
    read_secret_json_or_text,
    reader_of_kinds,
)

__all__ = ["Arguments", "PositionalArgument", "is_page_number", "kebab_case"]

P = ParamSpec("P")

_METAVARS: Final[Mapping[Any, str]] = {
    read_content: "TEXT|@FILE|-",
    read_part: "TEXT|@FILE|-",
    read_json: "JSON|@FILE|-",
    read_json_or_text: "TEXT|JSON|@FILE|-",
    read_number: "NUMBER",
    read_secret: "@FILE|-|env:NAME",
    read_secret_json: "@FILE|-|env:NAME",
    read_secret_json_or_text: "@FILE|-|env:NAME",
}
_TYPES: Final[Mapping[str, Any]] = {
    "boolean": click.BOOL,
    "integer": click.INT,
    "number": read_number,
}


def kebab_case(name: str) -> str:
    """Return a Python name as the command line writes it."""
    return name.rstrip("_").replace("_", "-")


class PositionalArgument(click.Argument):
    """An argument that is given by position, and its help."""

    def __init__(self, names: Sequence[str], *, help: str, **settings: Any) -> None:
        super().__init__(names, **settings)
        self._help = help

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the name and the text that help lists."""
        return self.human_readable_name, self._help


class Arguments:
    """The arguments of a command: declared to click, then read from the values that click found."""

    def __init__(self, command: Command) -> None:
        self._command = command
        parameters = sorted(command.operation.parameters, key=self._position)
        # Numbered, because names of arguments could be those of the general options.
        self._parameters = {f"p{i}": p for i, p in enumerate(parameters)}
        self._options: dict[str, str] = {}
        taken = set(RESERVED)
        for parameter in self._parameters.values():
            if parameter.argument not in command.positional:
                self._options[parameter.argument] = _claim(parameter, taken)
        self._typed = {name.replace("-", "_"): f"--{name}" for name in RESERVED}
        self._typed |= {argument: f"--{name}" for argument, name in self._options.items()}
        self._typed |= {argument: _metavar(argument) for argument in command.positional}
        nullable = [p.argument for p in self._parameters.values() if p.nullable]
        self._nullable = {self._options[argument]: argument for argument in nullable}

    def _position(self, parameter: Parameter) -> int:
        positional = self._command.positional
        is_positional = parameter.argument in positional
        return positional.index(parameter.argument) if is_positional else len(positional)

    def declare(self) -> list[click.Parameter]:
        """Return the arguments as click parameters."""
        declared = [self._declare(number, each) for number, each in self._parameters.items()]
        if self._nullable:
            null = click.Option(
                ["--null"],
                multiple=True,
                type=click.Choice([*self._nullable]),
                metavar="NAME",
                help=f"Send null as {' or '.join(self._nullable)}. May be given more than once.",
            )
            declared.append(null)
        return declared

    def _declare(self, number: str, parameter: Parameter) -> click.Parameter:
        operation = self._command.operation
        is_repeated = _is_repeated(parameter)
        rule = parameter.items if is_repeated and parameter.items else parameter
        rule = replace(rule, secret=rule.secret or parameter.secret)
        type_ = _type(rule, parameter.location)
        settings: dict[str, Any] = {"type": type_, "help": self._help(parameter)}
        may_be_left_out = operation.optional_body and parameter.location in {"body", "form"}
        settings["required"] = parameter.required and not (parameter.nullable or may_be_left_out)
        if parameter.argument in self._command.positional:
            return PositionalArgument([number], metavar=_metavar(parameter.argument), **settings)
        option = f"--{self._options[parameter.argument]}"
        if parameter.type == "boolean":
            settings |= {"type": None, "default": None}
            option += f"/--no-{self._options[parameter.argument]}"
        elif isinstance(type_, Choice):
            settings["metavar"] = one_line(f"[{'|'.join(type_.choices)}]")
        elif type_ in _METAVARS:
            settings["metavar"] = _METAVARS[type_]
        if parameter.location == "path" and parameter.argument in VARIABLES:
            settings |= {"envvar": VARIABLES[parameter.argument], "show_envvar": True}
        return click.Option([option, number], multiple=is_repeated, **settings)

    def _help(self, parameter: Parameter) -> str:
        texts = [self._command.arguments.get(parameter.argument, "")]
        if is_page_number(self._command.operation, parameter):
            texts.append("With this option, the command fetches one page instead of all.")
        if _is_repeated(parameter):
            texts.append("May be given more than once.")
        if parameter.secret:
            texts.append(
                "The value comes from a file, standard input or an environment variable, because"
                " other users can see options."
            )
        return " ".join([*texts, _members(parameter)]).strip()

    def read(self, found: Mapping[str, Any]) -> dict[str, Any]:
        """Return the arguments of the operation.

        Raises click.UsageError if an option has a value and is to be null.
        """
        arguments: dict[str, Any] = {}
        for number, parameter in self._parameters.items():
            value = found[number]
            if isinstance(value, tuple):
                value = [*map(_plain, cast("Iterable[Any]", value))] or None
            arguments[parameter.argument] = omit if value is None else _plain(value)
        for option in found.get("null", ()):
            if arguments[self._nullable[option]] is not omit:
                raise click.UsageError(f"--{option} has a value, but --null names it.")
            arguments[self._nullable[option]] = None
        return arguments

    def named_as_typed(self, run: Callable[P, None]) -> Callable[P, None]:
        """Make a function whose errors say `--per-page` where those of `run` say `per_page`."""

        def renamed(match: re.Match[str]) -> str:
            return self._typed.get(match[0], match[0])

        def run_it(*args: P.args, **kwargs: P.kwargs) -> None:
            try:
                run(*args, **kwargs)
            except ValueError as error:
                # The first name is that of the argument.
                problem = re.sub(r"(?<=`)\w+(?=[`.\[])", renamed, str(error), count=1)
            else:
                return
            raise ValueError(problem)

        return run_it


def is_page_number(operation: Operation[Any], parameter: Parameter) -> bool:
    """Whether a parameter is the number of the page to fetch."""
    return parameter.location == "query" and parameter.name == operation.page_parameter


def _metavar(argument: str) -> str:
    return kebab_case(argument).upper()


def _claim(parameter: Parameter, taken: set[str]) -> str:
    """Choose the name of an option and add it to the taken ones."""
    name = kebab_case(parameter.argument)
    prefixes = ("", "no-") if parameter.type == "boolean" else ("",)
    while taken & (names := {prefix + name for prefix in prefixes}):
        name = f"{parameter.location}-{name}"
    taken |= names
    return name


def _is_repeated(parameter: Parameter) -> bool:
    """Whether each item of an array is an option of its own."""
    return parameter.type == "array" and parameter.location in {"query", "header", "form"}


def _type(rule: Rule, location: str) -> Any:
    kinds = {branch.type for branch in rule.any_of} or {rule.type}
    if rule.type == "binary":
        return read_part if location == "form" else read_content
    if rule.secret and kinds == {"string"}:
        return read_secret
    if rule.secret:
        return read_secret_json_or_text if "string" in kinds else read_secret_json
    if rule.enum and rule.type != "boolean":
        return Choice(rule.enum)
    if kinds == {"string"}:
        return click.STRING
    if "string" in kinds:
        return read_json_or_text if location in {"body", "content"} else reader_of_kinds(rule)
    return _TYPES.get(rule.type, read_json)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Decoded) else value


def _members(rule: Rule) -> str:
    """List the members of the objects that an argument takes."""
    where = "Members"
    while rule.items:
        rule, where = rule.items, "Members of each item"
    kinds = {branch.model: branch for branch in rule.any_of if branch.model}
    listed = [f"{where} ({model().__name__}): {_names(kind)}." for model, kind in kinds.items()]
    if rule.members:
        listed.append(f"{where}: {_names(rule)}.")
    return " ".join(map(one_line, listed))


def _names(rule: Rule) -> str:
    return ", ".join(f"{n} (required)" if each.required else n for n, each in rule.members.items())
