"""`python -m tools.breaking BASE [HEAD]`: what changed in the public surface, for whom.

Exits with 1 if something breaks that version and changelog do not admit.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cloudflare_api_contract import ContractError
from generator.generate import check
from tools.redocly import RedoclyError

from .changes import Change, Verdict, joined
from .contract_changes import contract_changes
from .python_changes import python_changes
from .release_note import missing_release_note
from .revision import RevisionError, commit, working_tree
from .surface import Surface

__all__ = ["compare", "main"]

_ROOT: Final = Path(__file__).parents[2]
_SCREEN: Final = 40
_SAID: Final = {Verdict.NONE: "-", Verdict.TYPES: "type checks", Verdict.BREAKS: "breaks"}


def main(arguments: list[str] | None = None, root: Path = _ROOT) -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.breaking", description=__doc__)
    parser.add_argument("base", metavar="BASE", help="a commit, tag or branch")
    parser.add_argument("head", metavar="HEAD", nargs="?", help="the same; default: working tree")
    parser.add_argument("--report", action="store_true", help="tell one screen, and never fail")
    options = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory() as base, tempfile.TemporaryDirectory() as head:
            old = commit(root, options.base, Path(base))
            new = commit(root, options.head, Path(head)) if options.head else working_tree(root)
            if not options.head and not options.report:
                _check(root)
            before = Surface.of(old)
            changes = compare(before, Surface.of(new, before))
            missing = None if options.report else missing_release_note(changes, old, new)
    except (RevisionError, RedoclyError, ContractError) as error:
        if options.report:
            print(f"what changed in the public surface is not known: {error}")
            return 0
        print(f"error: {error}", file=sys.stderr)
        return 1
    _print(changes, f"{old.name} → {new.name}", _SCREEN if options.report else None)
    if missing:
        print(f"error: {missing}", file=sys.stderr)
    return 1 if missing else 0


def compare(before: Surface, after: Surface) -> list[Change]:
    """Find what changed in the public surface, the worst first. Raises RedoclyError."""
    contract = contract_changes(
        before.revision.contract, after.revision.contract, before.names, after.names
    )
    return joined(contract, python_changes(before.package, after.package))


def _check(root: Path) -> None:
    """Raise RevisionError if the working tree's package is not the one of its contract."""
    if check(root / "openapi.yaml", root / "generator-config.yaml", root / "generated"):
        raise RevisionError("generated/ is not what openapi.yaml makes: run `make generate`")


def _print(changes: list[Change], between: str, limit: int | None) -> None:
    if not changes:
        print(f"no change of the public surface: {between}")
        return
    table = Table("where", "what", "Python users", "strict clients", title=between, box=None)
    rows = _grouped(changes)
    for where, change in rows[:limit]:
        said = (_SAID[change.python], _SAID[change.strict])
        table.add_row(*(Text(cell) for cell in (where, change.what, *said)))
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    if limit is not None and len(rows) > limit:
        print(f"and {len(rows) - limit} rows more, without --report")
    python = sum(change.python > Verdict.NONE for change in changes)
    strict = sum(change.strict > Verdict.NONE for change in changes)
    print(f"changes: {len(changes)}, breaking Python users: {python}, strict clients: {strict}")


def _grouped(changes: list[Change]) -> list[tuple[str, Change]]:
    """Put into one row what is said alike of the same field or argument, or of all that is new."""
    rows: dict[tuple[object, ...], list[Change]] = {}
    for change in changes:
        name = "" if change.what == "added" else re.split(r"[.(]", change.where)[-1]
        rows.setdefault((name, change.what, change.python, change.strict), []).append(change)
    return [(", ".join(change.where for change in alike), alike[0]) for alike in rows.values()]


if __name__ == "__main__":
    sys.exit(main())
