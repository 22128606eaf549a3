"""Recorded output of redocly for each edit, so that the other tests do not start Node.

`python -m tests.tools.breaking.recorded` records it again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from attrs import asdict

from tests.tools.breaking.edits import EDITS
from tests.tools.breaking.support import contract
from tools.breaking.redocly_diff import Difference, differences

__all__ = ["RECORDED", "from_redocly", "recorded"]

_FILE: Final = Path(__file__).with_name("recorded.json")


def from_redocly(edit: str) -> list[Difference]:
    """Return the differences that redocly finds for an edit now."""
    head = contract()
    EDITS[edit].change(head)
    with TemporaryDirectory() as folder:
        paths = Path(folder, "base.yaml"), Path(folder, "head.yaml")
        for path, data in zip(paths, (contract(), head), strict=True):
            path.write_text(json.dumps(data), "utf-8")
        return differences(*paths)


def _read(found: dict[str, Any]) -> Difference:
    found |= {name: tuple(found[name]) for name in ("pointers", "values")}
    return Difference(**found)


RECORDED: Final[dict[str, list[Difference]]] = {
    edit: [_read(each) for each in found]
    for edit, found in json.loads(_FILE.read_text("utf-8")).items()
}


def recorded(edit: str) -> Callable[[Path, Path], list[Difference]]:
    """Return a stand-in for `differences` that returns the recorded ones of an edit."""

    def differences(base: Path, head: Path) -> list[Difference]:
        return RECORDED[edit]

    return differences


if __name__ == "__main__":
    lines: list[str] = []
    for edit in EDITS:
        found = ",\n  ".join(json.dumps(asdict(each)) for each in from_redocly(edit))
        lines.append(f" {json.dumps(edit)}: [\n  {found}\n ]")
    _FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
