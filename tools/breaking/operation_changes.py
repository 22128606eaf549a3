"""Changes of the names and permissions of operations, of the credentials and of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from cloudflare_api_contract import Document, Json, Operation

from .changes import Change, Verdict
from .keyword_changes import KeywordChange
from .public_names import PublicNames

__all__ = ["document_changes", "operation_changes", "renamed_parameters"]

_NONE, _BREAKS = Verdict.NONE, Verdict.BREAKS


def _method(operation: Operation) -> str:
    return ".".join((*operation.group, operation.node.get("x-fern-sdk-method-name", "")))


# The kind of name, its reader, and the verdicts on a change.
_NAMES: Final[tuple[tuple[str, Callable[[Operation], Any], Verdict, Verdict], ...]] = (
    ("operationId", lambda operation: operation.node.get("operationId"), _BREAKS, _BREAKS),
    ("tag", lambda operation: ", ".join(operation.node.get("tags", ())), _BREAKS, _BREAKS),
    ("method", _method, _BREAKS, _NONE),
    ("paged", lambda operation: "x-fern-pagination" in operation.node, _BREAKS, _NONE),
    ("deprecated", lambda operation: operation.node.get("deprecated", False), _NONE, _NONE),
)


def document_changes(before: Document, after: Document) -> Iterator[Change]:
    """Compare the servers and the credentials of two contracts."""
    yield from _changed("servers", before.data["servers"][0], after.data["servers"][0])
    was, now = (
        [" + ".join(alternative) for alternative in document.data.get("security", ())]
        for document in (before, after)
    )
    for alternative in was:
        if alternative not in now:
            yield Change("credentials", f"{alternative} no longer accepted", _BREAKS, _BREAKS)
    for alternative in now:
        if alternative not in was:
            yield Change("credentials", f"{alternative} accepted")
    old, new = (
        document.data.get("components", {}).get("securitySchemes", {})
        for document in (before, after)
    )
    for name in old:
        if name in new:
            yield from _changed("credentials", old[name], new[name])


def _changed(where: str, old: Json, new: Json) -> Iterator[Change]:
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key), new.get(key)
        if was != now and key != "description":
            yield Change(where, f"{key} {was} → {now}", _BREAKS, _BREAKS)


def operation_changes(before: PublicNames, after: PublicNames) -> Iterator[Change]:
    """Compare the operations of two contracts without their parameters, bodies and answers."""
    added = after.operations.keys() - before.operations.keys()
    moved = {after.operation_names[key]: key for key in added}
    for key, old in before.operations.items():
        name = before.operation_names[key]
        if key in after.operations:
            yield from _compared(name, old, after.operations[key])
        elif name in moved:
            yield Change(name, f"{key} → {moved.pop(name)}", _BREAKS, _BREAKS)
        else:
            yield Change(name, "removed", _BREAKS, _BREAKS)
    for name in moved:
        yield Change(name, "added")


def _compared(name: str, old: Operation, new: Operation) -> Iterator[Change]:
    for noun, read, python, strict in _NAMES:
        if read(old) != read(new):
            yield Change(name, f"{noun} {read(old)} → {read(new)}", python, strict)
    was, now = (each.node.get("x-api-token-group") for each in (old, new))
    # Without groups the permissions are unknown, so adding or removing all of them changes nothing.
    if was and now and set(was) != set(now):
        change = KeywordChange.of("permission", was, now)
        breaks = _BREAKS if change.narrower else _NONE
        yield Change(name, change.what, breaks, breaks)


def renamed_parameters(before: PublicNames, after: PublicNames) -> Iterator[tuple[str, str]]:
    """Find the renamed path parameters, as pairs of the new and the old name."""
    for key in before.operations.keys() & after.operations.keys():
        old, new = before.path_parameters(key), after.path_parameters(key)
        for was, now in zip(old, new, strict=False):
            if now not in old and was not in new:
                name = before.operation_names[key]
                yield f"{name}({now})", f"{name}({was})"
