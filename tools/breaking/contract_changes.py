"""Changes of the contract and the users that they break.

A change of a request breaks users if fewer values are valid, a change of an answer if more are.
`keyword_changes` decides that for known keywords, redocly for everything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cloudflare_api_core.json_values import is_array, is_object

from .changes import Change, Verdict
from .keyword_changes import KEYWORDS, KeywordChange
from .operation_changes import operation_changes, renamed_parameters
from .public_names import ANSWER, REQUEST, PublicNames
from .redocly_diff import Difference, differences

__all__ = ["contract_changes"]

_NONE, _BREAKS = Verdict.NONE, Verdict.BREAKS


def contract_changes(
    base: Path, head: Path, before: PublicNames, after: PublicNames
) -> list[Change]:
    """Compare two contracts, given as files and as public names. Raises RedoclyError.

    Adds the renamed names to `after`.
    """
    found = differences(base, head)
    after.renamed |= dict(_renamed_models(found)) | dict(renamed_parameters(before, after))
    renamed = after.renamed.items()
    changes = [Change(old, f"renamed → {_bare(new)}", _BREAKS, _BREAKS) for new, old in renamed]
    changes += operation_changes(before, after)
    for difference in found:
        changes += _changes(difference, before, after)
    return changes


def _changes(difference: Difference, before: PublicNames, after: PublicNames) -> Iterator[Change]:
    old, new = difference.values
    verdict = _BREAKS if difference.is_major else _NONE
    match difference.type, difference.kind, difference.key:
        case "SecurityRequirement", _, _:
            if old is not None:
                what = f"{_schemes(old)} no longer accepted"
                yield Change("credentials", what, verdict, verdict)
            if new is not None:
                yield Change("credentials", f"{_schemes(new)} accepted", verdict, verdict)
        case "SecurityScheme" | "Server", "modified", key if key != "description":
            where = "servers" if difference.type == "Server" else "credentials"
            yield Change(where, f"{key} {old} → {new}", verdict, verdict)
        case "Schema" | "Parameter", "added" | "removed", _:
            yield from _whole(difference, before, after)
        case "Schema", "modified", "required":
            yield from _required(difference, before, after)
        case "Schema" | "Parameter", "modified", str(key) if key in KEYWORDS:
            change = KeywordChange.of(key, old, new)
            yield from _keyword(change, difference.names(before, after))
        case (("Operation" | "PathItem" | "SpecExtension"), _, _):
            pass  # See `operation_changes`.
        case _ if difference.is_major:
            what = " ".join(filter(None, (difference.type, difference.key, difference.kind)))
            for name, uses in difference.names(before, after).items():
                yield Change(name, what, _BREAKS if REQUEST in uses else _NONE, _BREAKS)
        case _:
            pass  # Documentation.


def _whole(difference: Difference, before: PublicNames, after: PublicNames) -> Iterator[Change]:
    """Describe a schema or parameter that was added or removed."""
    if difference.component == "parameters":
        return  # The operations that use it have the change.
    name = difference.pointer.rpartition("/")[2]
    if difference.component and (name in after.renamed or name in after.renamed.values()):
        return
    new = difference.values[1]
    is_needed = difference.type == "Parameter" and is_object(new) and new.get("required")
    breaks = _BREAKS if difference.kind == "removed" or is_needed else _NONE
    for where in difference.names(before, after):
        yield Change(where, difference.kind, breaks, breaks)


def _required(difference: Difference, before: PublicNames, after: PublicNames) -> Iterator[Change]:
    """Describe the change of a list of required fields for each field that still exists."""
    old, new = (set[str](value or ()) for value in difference.values)
    for field in sorted(old ^ new):
        inside = f"/properties/{field}"
        if field in new or after.has(difference.pointer + inside):
            change = KeywordChange.of("required", field in old, field in new)
            yield from _keyword(change, difference.names(before, after, inside))


def _keyword(change: KeywordChange, names: dict[str, set[str]]) -> Iterator[Change]:
    for name, uses in names.items():
        refused = change.narrower and REQUEST in uses
        unexpected = change.wider and ANSWER in uses
        # `python_changes` finds the effect of an answer on Python users, which depends on its type.
        python = _BREAKS if refused else _NONE
        yield Change(name, change.what, python, _BREAKS if refused or unexpected else _NONE)


def _renamed_models(found: list[Difference]) -> Iterator[tuple[str, str]]:
    """Find the models that differ in their name only, as pairs of the new and the old name."""
    schemas = [difference for difference in found if difference.component == "schemas"]
    removed = [difference for difference in schemas if difference.kind == "removed"]
    for difference in schemas:
        if difference.key == "key":
            yield difference.values[1], difference.values[0]
        same = [old for old in removed if old.values[0] == difference.values[1]]
        if difference.kind == "added" and len(same) == 1:
            removed.remove(same[0])
            yield difference.pointer.rpartition("/")[2], same[0].pointer.rpartition("/")[2]


def _bare(name: str) -> str:
    """Return the name of an argument without its operation, or a name as it is."""
    return name.partition("(")[2].removesuffix(")") or name


def _schemes(requirement: Any) -> str:
    names = requirement if is_object(requirement) or is_array(requirement) else [str(requirement)]
    return " + ".join(map(str, names))
