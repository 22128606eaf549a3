"""List the changes of the public surface and their effect on users.

Exits with 1 if a change has no release note, which is a version and a section of CHANGELOG.md, or
if the revisions cannot be compared.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from rich.table import Column

from cloudflare_api_contract import ContractError
from generator.generate import check
from tools.repository import ROOT
from tools.terminal import argument_parser, print_error, print_line, print_table, run

from .changes import Change, Verdict, joined
from .contract_changes import contract_changes
from .python_changes import python_changes
from .release_note import missing_release_note
from .revision import RevisionError, commit, working_tree
from .surface import Surface

__all__ = ["compare", "main"]

_SCREEN: Final = 40
_VERDICTS: Final = {Verdict.NONE: "-", Verdict.TYPES: "type checks", Verdict.BREAKS: "breaks"}


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    parser = argument_parser("breaking", __doc__)
    parser.add_argument("base", metavar="BASE", help="a commit, tag or branch")
    head = "a commit, tag or branch; default: the working tree"
    parser.add_argument("head", metavar="HEAD", nargs="?", help=head)
    report = f"print at most {_SCREEN} rows and always exit with 0"
    parser.add_argument("--report", action="store_true", help=report)
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as base, tempfile.TemporaryDirectory() as head:
            old = commit(root, options.base, Path(base))
            new = commit(root, options.head, Path(head)) if options.head else working_tree(root)
            if not options.head and not options.report:
                _check(root)
            before = Surface(old)
            changes = compare(before, Surface(new, before))
            missing = None if options.report else missing_release_note(changes, old, new)
    except (RevisionError, ContractError) as error:
        if options.report:
            print_line(f"the changes of the public surface are unknown: {error}")
            return 0
        print_error(error)
        return 1
    _print(changes, f"{old.name} → {new.name}", _SCREEN if options.report else None)
    if missing:
        print_error(missing)
    return 1 if missing else 0


def compare(before: Surface, after: Surface) -> list[Change]:
    """Find the changes of the public surface, the worst first."""
    contract = contract_changes(before.names, after.names)
    return joined(contract, python_changes(before, after))


def _check(root: Path) -> None:
    """Raise RevisionError if `generated/` of the working tree does not match its contract."""
    if check(root / "openapi.yaml", root / "generator-config.yaml", root / "generated"):
        raise RevisionError("generated/ does not match openapi.yaml: run `make generate`")


def _print(changes: list[Change], title: str, limit: int | None) -> None:
    if not changes:
        print_line(f"no change of the public surface: {title}")
        return
    where, what, operations = (Column(x, max_width=60) for x in ("where", "what", "operations"))
    rows = [_row(alike) for alike in _grouped(changes)]
    print_table(title, (where, what, "Python users", "strict clients", operations), rows[:limit])
    if limit is not None and len(rows) > limit:
        print(f"rows without --report: {len(rows)}")
    python = sum(change.python > Verdict.NONE for change in changes)
    strict = sum(change.strict > Verdict.NONE for change in changes)
    print(f"changes: {len(changes)}, breaking Python users: {python}, strict clients: {strict}")


def _grouped(changes: list[Change]) -> Iterable[list[Change]]:
    """Group the same change of fields or arguments of one name, and all additions."""
    rows: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        name = "" if change.what == "added" else re.split(r"[.( ]", change.where)[-1]
        rows.setdefault((name, change.what, change.python, change.strict), []).append(change)
    return rows.values()


def _row(alike: list[Change]) -> tuple[str, ...]:
    first = alike[0]
    operations = dict.fromkeys(name for change in alike for name in change.operations)
    return (
        ", ".join(change.where for change in alike),
        first.what,
        _VERDICTS[first.python],
        _VERDICTS[first.strict],
        ", ".join(operations),
    )


if __name__ == "__main__":
    run(main)
