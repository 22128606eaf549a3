"""Recorded output of redocly for each edit, so that the other tests do not start Node.

`python -m tests.tools.breaking.recorded` records it again.
"""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from attrs import asdict

from tests.tools.breaking.edits import EDITS
from tests.tools.breaking.support import contract
from tools.breaking.redocly_diff import Difference, differences

__all__ = ["RECORDED", "from_redocly"]

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


def _read(recorded: dict[str, Any]) -> Difference:
    pairs = {name: tuple(recorded[name]) for name in ("pointers", "values")}
    return Difference(**recorded | pairs)


RECORDED: Final[dict[str, list[Difference]]] = {
    edit: [_read(each) for each in recorded]
    for edit, recorded in json.loads(_FILE.read_text("utf-8")).items()
}


if __name__ == "__main__":
    lines: list[str] = []
    for edit in EDITS:
        found = ",\n  ".join(json.dumps(asdict(each)) for each in from_redocly(edit))
        lines.append(f" {json.dumps(edit)}: [\n  {found}\n ]")
    _FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
