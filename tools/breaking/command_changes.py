"""Changes of the commands of tasks: their names, options and arguments, as their sources say."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import griffe

from .changes import Change, Verdict

__all__ = ["command_changes", "commands"]

_GROUP: Final = "cloudflare_ai_controls.commands"
_ACCOUNT: Final = "account_id"  # It is an option, which a variable of the environment may give.


def commands(folder: Path, package: Any) -> dict[str, bool]:
    """Return the commands of a package of tasks, and what they take: whether it must be given.

    folder: the one of pyproject.toml, which declares the commands. The options that a command has
    because its operation has them change with the operation.
    """
    settings = folder / "pyproject.toml"
    text = settings.read_text("utf-8") if settings.exists() else ""
    project: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text).get("project", {})
    found: dict[str, bool] = {}
    for name, target in project.get("entry-points", {}).get(_GROUP, {}).items():
        command = name.replace(".", " ")
        path, _, attribute = target.partition(":")
        module = package[path.removeprefix(f"{package.path}.")]
        taken = _taken(module, attribute)
        found |= {command: False, **{f"{command}({each})": taken[each] for each in taken}}
    return found


def _taken(module: Any, name: str) -> dict[str, bool]:
    variables: list[str] = []
    arguments: list[str] | None = None
    declared: dict[str, bool] = {}
    for node in _nodes(module, name):
        match node:
            case ast.Call(func=func, args=[ast.List([ast.Constant(str(taken)), *_])]):
                said = {each.arg: ast.unparse(each.value) for each in node.keywords}
                usual = f"{not ast.unparse(func).endswith('Option')}"
                declared[taken] = said.get("required", usual) == "True"
            case ast.keyword(arg="arguments", value=ast.Tuple() as names):
                arguments = [*ast.literal_eval(names)]
            case ast.keyword(arg="positional", value=ast.Tuple() as names):
                declared |= dict.fromkeys(ast.literal_eval(names), True)
            case ast.Attribute(value=ast.Name(operation), attr="OPERATION"):
                source = _source(module, operation, "OPERATION")
                variables = re.findall(r"{(\w+)}", source.partition("parameters=")[0])
            case _:
                pass
    kept = variables if arguments is None else [each for each in variables if each in arguments]
    found = dict.fromkeys(arguments or (), False) | {each: each != _ACCOUNT for each in kept}
    return found | declared


def _nodes(module: Any, name: str) -> Iterator[ast.AST]:
    """Iterate over the syntax of a constant, and of the constants that it names."""
    for node in ast.walk(ast.parse(_source(module, name) or "None", mode="eval")):
        yield node
        if isinstance(node, ast.Name) and node.id.isupper():
            yield from _nodes(module, node.id)


def _source(module: Any, *names: str) -> str:
    """Return the source of a constant's value, empty if griffe does not find it."""
    with suppress(KeyError, AttributeError, griffe.AliasResolutionError):
        for name in names:
            module = module[name]
            module = module.final_target if module.is_alias else module
        return str(module.value)
    return ""


def command_changes(before: dict[str, bool], after: dict[str, bool]) -> Iterator[Change]:
    """Compare the commands of two revisions."""
    for where, is_required in {**before, **after}.items():
        command = where.partition("(")[0]
        breaks = Verdict.BREAKS if is_required and command in before else Verdict.NONE
        if where not in after:
            if where == command or command in after:
                yield Change(where, "removed", Verdict.BREAKS)
        elif where not in before:
            if where == command or command in before:
                yield Change(where, "added, required" if is_required else "added", breaks)
        elif is_required and not before[where]:
            yield Change(where, "required", breaks)
