"""What changed in the generated package, and whether that breaks its users.

griffe finds what breaks, but looks neither at annotations nor for what is new: that is done here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import griffe

from .annotations import takes
from .changes import Change, Verdict
from .package import Name, Package

__all__ = ["python_changes"]

_Kind = griffe.BreakageKind
_SAID: Final = {
    _Kind.PARAMETER_MOVED: "moved",
    _Kind.PARAMETER_REMOVED: "removed",
    _Kind.PARAMETER_CHANGED_KIND: "no longer by position and by name",
    _Kind.PARAMETER_CHANGED_DEFAULT: "other default",
    _Kind.PARAMETER_CHANGED_REQUIRED: "required",
    _Kind.PARAMETER_ADDED_REQUIRED: "added, required",
    _Kind.OBJECT_REMOVED: "removed",
    _Kind.OBJECT_CHANGED_KIND: "another kind of object",
    _Kind.CLASS_REMOVED_BASE: "lost a base class",
}
_FUNCTIONS: Final = ("sync", "sync_detailed", "asyncio", "asyncio_detailed")


def python_changes(before: Package, after: Package) -> list[Change]:
    """Compare two generated packages."""
    found = [
        change
        for breakage in griffe.find_breaking_changes(before.root, after.root)
        for change in _broken(breakage, before, after)
    ]
    return found + list(_other(before.surface(), after.surface()))


def _broken(breakage: Any, before: Package, after: Package) -> Iterator[Change]:
    said = _SAID.get(breakage.kind) or str(breakage.kind.value)
    thing, name = breakage.obj, breakage.obj.name
    # What a class inherits is told where it is written.
    path = thing.target.path if thing.is_alias and thing.inherited else thing.path
    parameter = breakage.old_value or breakage.new_value
    if isinstance(parameter, griffe.Parameter):
        # A parameter that is new goes by its new name.
        package = before if breakage.old_value else after
        where = package.where(path)
        where = where and package.argument(where, parameter.name)
    else:
        where = before.where(path)
        said = f"{name} {said}" if name in _FUNCTIONS else said
    if where:
        yield Change(where, said, Verdict.BREAKS)


def _other(before: dict[str, Name], after: dict[str, Name]) -> Iterator[Change]:
    """Find what is new, and what is given or asked for as another type."""
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
