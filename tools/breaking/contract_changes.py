"""Changes of the contract and the users that they break.

A change of a request breaks users if fewer values are valid, a change of an answer if more are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from .changes import Change, Verdict
from .keyword_changes import KeywordChange
from .operation_changes import document_changes, operation_changes, renamed_parameters
from .parts import Kind, Part, parts
from .public_names import PublicNames

__all__ = ["contract_changes"]

_NONE, _BREAKS = Verdict.NONE, Verdict.BREAKS
# The client reads an answer that changes in these as None or not at all, whatever the annotation.
_READ_BY_TYPE: Final = {"type", "writeOnly"}
# The client writes a request as the contract says. Annotations tell what else changes in it.
_WRITTEN_BY_CLIENT: Final = {"content", "explode", "model", "style"}


def contract_changes(before: PublicNames, after: PublicNames) -> list[Change]:
    """Compare two contracts. Adds the renamed names to `after`."""
    after.renamed |= dict(renamed_parameters(before, after))
    changes = [
        Change(old, f"renamed → {new.partition('(')[2].removesuffix(')')}", _BREAKS, _BREAKS)
        for new, old in after.renamed.items()
    ]
    old, new = parts(before), parts(after)
    # A schema inside a renamed one is found when the outer one has its earlier name.
    while schemas := _renamed_schemas(old, new):
        after.renamed |= schemas
        # `python_changes` checks whether Python has a class of this name.
        changes += [Change(was, f"renamed → {now}", strict=_BREAKS) for now, was in schemas.items()]
        new = parts(after)
    changes += document_changes(before.document, after.document)
    changes += operation_changes(before, after)
    kept = {*old, *before.operation_names.values()} & {*new, *after.operation_names.values()}
    for where, part in old.items():
        if where in new:
            changes += _compared(where, part, new[where])
        elif part.parent is None or part.parent in kept:
            python = _BREAKS if part.kind is Kind.MEMBER else _NONE
            changes.append(_change(where, "removed", part.operations, python, _BREAKS))
    for where, part in new.items():
        if where not in old and (part.parent is None or part.parent in kept):
            changes.append(_added(where, part, old.get(part.parent or "")))
    return changes


def _added(where: str, part: Part, parent: Part | None) -> Change:
    # A request that did not have the parent is new as a whole.
    requests = part.requests & parent.requests if parent else part.requests
    if requests and "required" in part.keywords:
        return _change(where, "added, required", requests, _BREAKS, _BREAKS)
    strict = _BREAKS if part.kind is Kind.SUCCESS else _NONE
    return _change(where, "added", part.operations, _NONE, strict)


def _compared(where: str, old: Part, new: Part) -> Iterator[Change]:
    requests, answers = old.requests & new.requests, old.answers & new.answers
    for key in dict.fromkeys((*old.keywords, *new.keywords)):
        was, now = old.keywords.get(key), new.keywords.get(key)
        if was == now:
            continue
        change = KeywordChange.of(key, was, now)
        refused = requests if change.narrower else set[str]()
        unexpected = answers if change.wider else set[str]()
        keyword = key.rpartition(" ")[2]
        # `python_changes` finds the other effects on Python users, which depend on the annotation.
        is_read = keyword in _READ_BY_TYPE and old.kind is not Kind.HEADER
        breaks = (refused and keyword not in _WRITTEN_BY_CLIENT) or (unexpected and is_read)
        python = _BREAKS if breaks else _NONE
        concerned = refused | unexpected
        strict = _BREAKS if concerned else _NONE
        yield _change(where, change.what, concerned or requests | answers, python, strict)


def _change(
    where: str, what: str, operations: set[str], python: Verdict, strict: Verdict
) -> Change:
    own = re.split(r"[( ]", where)[0]
    return Change(where, what, python, strict, tuple(sorted(operations - {own})))


def _renamed_schemas(old: dict[str, Part], new: dict[str, Part]) -> dict[str, str]:
    """Find the schemas with another name in the same place: the earlier name by the new name."""
    renamed: dict[str, str] = {}
    for where, part in old.items():
        for key, was in part.keywords.items():
            now = new[where].keywords.get(key) if where in new else None
            if key.rpartition(" ")[2] != "model" or now is None or now in {*old, *renamed}:
                continue
            if was not in {*new, *renamed.values()}:
                renamed[now] = was
    return renamed
