"""What stands in the cells of a table, or between the commas of CSV."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from ..models import Model, to_json

__all__ = ["cell", "column_names", "members", "printable"]

_VALUE: Final = "value"


def column_names(model: type[Model] | None) -> list[str]:
    """Name the columns for rows of a model; for others there is a single one."""
    return [*model.__model_names__] if model else [_VALUE]


def members(row: Any, names: Sequence[str]) -> list[Any]:
    """Return what a row holds under these names, None where there is nothing."""
    written = to_json(row)
    if not isinstance(row, Model):
        written = {_VALUE: written}
    return [written.get(name) for name in names]


def cell(value: Any) -> str:
    """Write a JSON value: texts as they are, null as nothing, all else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def printable(text: str) -> str:
    """Replace by blanks what would move a terminal's cursor, or turn the text around."""
    return "".join(c if c.isprintable() else " " for c in text)
