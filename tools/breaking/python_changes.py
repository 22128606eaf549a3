"""Changes of the packages and whether they break their users.

griffe finds the breaking changes of names and parameters. This module finds changed annotations and
additions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import griffe

from .annotations import takes
from .changes import Change, Verdict
from .command_changes import command_changes
from .surface import Name, Surface

__all__ = ["python_changes"]

_Kind = griffe.BreakageKind
_TEXTS: Final = {
    _Kind.PARAMETER_MOVED: "moved",
    _Kind.PARAMETER_REMOVED: "removed",
    _Kind.PARAMETER_CHANGED_KIND: "no longer both by position and by name",
    _Kind.PARAMETER_CHANGED_DEFAULT: "default changed",
    _Kind.PARAMETER_CHANGED_REQUIRED: "required",
    _Kind.PARAMETER_ADDED_REQUIRED: "added, required",
    _Kind.OBJECT_REMOVED: "removed",
    _Kind.OBJECT_CHANGED_KIND: "another kind of object",
    _Kind.CLASS_REMOVED_BASE: "lost a base class",
}
_FUNCTIONS: Final = ("sync", "sync_detailed", "asyncio", "asyncio_detailed")


def python_changes(before: Surface, after: Surface) -> list[Change]:
    """Compare the packages of two surfaces."""
    pairs = [(before.root, after.root)]
    pairs += zip(before.by_hand.values(), after.by_hand.values(), strict=True)
    found = [
        change
        for old, new in pairs
        for breakage in griffe.find_breaking_changes(old, new)
        for change in _broken(breakage, before, after)
    ]
    told = {change.where for change in found}
    others = _other(before.python_names(), after.python_names())
    found += (change for change in others if change.what != "added" or change.where not in told)
    return [*found, *command_changes(before.commands, after.commands)]


def _broken(breakage: Any, before: Surface, after: Surface) -> Iterator[Change]:
    what = _TEXTS.get(breakage.kind) or str(breakage.kind.value)
    thing, name = breakage.obj, breakage.obj.name
    # An inherited member is reported at its definition.
    path = thing.target.path if thing.is_alias and thing.inherited else thing.path
    parameter = breakage.old_value or breakage.new_value
    if isinstance(parameter, griffe.Parameter):
        surface = before if breakage.old_value else after
        where = surface.where(path)
        where = where and surface.argument(where, parameter.name)
    else:
        where = before.where(path)
        what = f"{name} {what}" if name in _FUNCTIONS else what
    if where:
        yield Change(where, what, Verdict.BREAKS)


def _other(before: dict[str, Name], after: dict[str, Name]) -> Iterator[Change]:
    """Find additions and changed annotations."""
    for where, new in after.items():
        old = before.get(where)
        if old is None:
            if new.parent is None or new.parent in before:
                yield Change(where, "added")
        elif old.annotation and new.annotation:
            verdict = _verdict(old.annotation, new.annotation, is_argument=new.is_argument)
            if verdict is not Verdict.NONE:
                yield Change(where, f"{old.annotation} → {new.annotation}", verdict)


def _verdict(old: str, new: str, *, is_argument: bool) -> Verdict:
    if is_argument:
        return Verdict.NONE if takes(new, old) else Verdict.BREAKS
    if takes(old, new):
        return Verdict.NONE
    return Verdict.TYPES if takes(new, old) else Verdict.BREAKS
