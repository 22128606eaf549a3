"""Changes of the commands of tasks: their names, options and arguments, as their sources say."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import griffe

from .changes import Change, Verdict

__all__ = ["command_changes", "commands"]

_GROUP: Final = "cloudflare_ai_controls.commands"


def commands(folder: Path, package: Any) -> dict[str, bool]:
    """Return the commands of a package of tasks and their arguments, and whether each is required.

    folder: the folder of pyproject.toml, which declares the commands.
    """
    settings = folder / "pyproject.toml"
    text = settings.read_text("utf-8") if settings.exists() else ""
    points: dict[str, dict[str, str]] = (
        tomllib.loads(text).get("project", {}).get("entry-points", {})
    )
    found: dict[str, bool] = {}
    for name, target in points.get(_GROUP, {}).items():
        command = name.replace(".", " ")
        found[command] = False
        path, _, attribute = target.partition(":")
        module = package[path.removeprefix(f"{package.path}.")]
        for taken, is_required in _taken(module, attribute):
            found[f"{command}({taken})"] = is_required
    return found


def _taken(module: Any, name: str) -> Iterator[tuple[str, bool]]:
    """Iterate over the arguments in the value of a constant, and of constants that it names."""
    with suppress(KeyError, AttributeError, griffe.AliasResolutionError):
        target = module[name]
        target = target.final_target if target.is_alias else target
        for node in ast.walk(ast.parse(str(target.value), mode="eval")):
            match node:
                case ast.Call(func=func, args=[ast.List([ast.Constant(str(taken)), *_])]):
                    said = {each.arg: ast.unparse(each.value) for each in node.keywords}
                    usual = f"{not ast.unparse(func).endswith('Option')}"
                    yield taken, said.get("required", usual) == "True"
                case ast.keyword(arg="arguments" | "positional" as kind, value=ast.Tuple(taken)):
                    is_by_position = kind == "positional"
                    suffix = " by position" if is_by_position else ""
                    for each in taken:
                        yield f"{ast.literal_eval(each)}{suffix}", is_by_position
                case ast.Attribute(value=ast.Name(operation), attr="OPERATION"):
                    yield f"as {operation}", False
                case ast.Name(other) if other.isupper():
                    yield from _taken(target.parent, other)
                case _:
                    pass


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
