"""What changed in the contract, and whom it breaks.

A rule of a request must not leave out what it let in, and that of an answer not let in what it
left out. `KEYWORD_CHANGES` tells which of the two happened; redocly's own verdict counts for
all else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cloudflare_api_core.json_values import is_array, is_object

from .changes import Change, Verdict
from .keyword_changes import KEYWORD_CHANGES, KeywordChange
from .operation_changes import operation_changes, renamed_parameters
from .public_names import ANSWER, REQUEST, PublicNames
from .redocly_diff import Entry, differences

__all__ = ["contract_changes"]

_NONE, _BREAKS = Verdict.NONE, Verdict.BREAKS


def contract_changes(
    base: Path, head: Path, before: PublicNames, after: PublicNames
) -> list[Change]:
    """Compare two contracts, given as files and as public names. Raises RedoclyError.

    `after` learns what was renamed.
    """
    entries = differences(base, head)
    after.renamed |= dict(_renamed_models(entries)) | dict(renamed_parameters(before, after))
    found = [Change(old, f"renamed → {_bare(new)}", _BREAKS, _BREAKS)
             for new, old in after.renamed.items()]  # fmt: skip
    found += operation_changes(before, after)
    for entry in entries:
        found += _changes(entry, before, after)
    return found


def _changes(entry: Entry, before: PublicNames, after: PublicNames) -> Iterator[Change]:
    old, new = entry.values
    verdict = _BREAKS if entry.is_major else _NONE
    match entry.type, entry.kind, entry.key:
        case "SecurityRequirement", _, _:
            if old is not None:
                said = f"{_joined(old)} no longer accepted"
                yield Change("credentials", said, verdict, verdict)
            if new is not None:
                yield Change("credentials", f"{_joined(new)} accepted", verdict, verdict)
        case "SecurityScheme" | "Server", "modified", key if key != "description":
            where = "servers" if entry.type == "Server" else "credentials"
            yield Change(where, f"{key} {old} → {new}", verdict, verdict)
        case "Schema" | "Parameter", "added" | "removed", _:
            yield from _whole(entry, before, after)
        case "Schema", "modified", "required":
            yield from _required(entry, before, after)
        case "Schema" | "Parameter", "modified", str(key) if key in KEYWORD_CHANGES:
            yield from _keyword_change(
                KEYWORD_CHANGES[key](key, old, new), entry.names(before, after)
            )
        case (("Operation" | "PathItem" | "SpecExtension"), _, _):
            pass  # `operation_changes` has them.
        case _ if entry.is_major:
            said = " ".join(filter(None, (entry.type, entry.key, entry.kind)))
            for name, uses in entry.names(before, after).items():
                yield Change(name, said, _BREAKS if REQUEST in uses else _NONE, _BREAKS)
        case _:
            pass  # Documentation.


def _whole(entry: Entry, before: PublicNames, after: PublicNames) -> Iterator[Change]:
    """Say what came or went."""
    if entry.component == "parameters":
        return  # Said of the operations that use it.
    name = entry.pointer.rpartition("/")[2]
    if entry.component and (name in after.renamed or name in after.renamed.values()):
        return
    new = entry.values[1]
    is_needed = entry.type == "Parameter" and is_object(new) and new.get("required")
    breaks = _BREAKS if entry.kind == "removed" or is_needed else _NONE
    for where in entry.names(before, after):
        yield Change(where, entry.kind, breaks, breaks)


def _required(entry: Entry, before: PublicNames, after: PublicNames) -> Iterator[Change]:
    """Say it of each field, but not of one that is gone."""
    old, new = (set[str](value or ()) for value in entry.values)
    for field in sorted(old ^ new):
        inside = f"/properties/{field}"
        if field in new or after.has(entry.pointer + inside):
            change = KEYWORD_CHANGES["required"]("required", field in old, field in new)
            yield from _keyword_change(change, entry.names(before, after, inside))


def _keyword_change(change: KeywordChange, names: dict[str, set[str]]) -> Iterator[Change]:
    for name, uses in names.items():
        refused = change.narrower and REQUEST in uses
        unexpected = change.wider and ANSWER in uses
        # What an answer does to a Python user depends on what it is read as: see changes_python.
        yield Change(
            name,
            change.what,
            _BREAKS if refused else _NONE,
            _BREAKS if refused or unexpected else _NONE,
        )


def _renamed_models(entries: list[Entry]) -> Iterator[tuple[str, str]]:
    """Find the models that are the same under another name: the new one, then the old."""
    schemas = [entry for entry in entries if entry.component == "schemas"]
    removed = [entry for entry in schemas if entry.kind == "removed"]
    for entry in schemas:
        if entry.key == "key":
            yield entry.values[1], entry.values[0]
        same = [old for old in removed if old.values[0] == entry.values[1]]
        if entry.kind == "added" and len(same) == 1:
            removed.remove(same[0])
            yield entry.pointer.rpartition("/")[2], same[0].pointer.rpartition("/")[2]


def _bare(name: str) -> str:
    """Return the name of an argument without its operation, or a name as it is."""
    return name.partition("(")[2].removesuffix(")") or name


def _joined(requirement: Any) -> str:
    names = requirement if is_object(requirement) or is_array(requirement) else [str(requirement)]
    return " + ".join(map(str, names))
