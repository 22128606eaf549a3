"""The cells of a table or of a CSV row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ..json_values import format_json
from ..models import Model, to_json

__all__ = ["LONGEST_CELL", "cell", "column_names", "members", "printable"]

LONGEST_CELL: Final = 200
"""The number of characters of a value that a table of a list shows."""
_VALUE: Final = "value"


def column_names(model: type[Model] | None) -> list[str]:
    """Return the names of the columns: one for each field of a model, else a single one."""
    return [*model.__model_names__] if model else [_VALUE]


def members(row: Any, names: Sequence[str]) -> list[Any]:
    """Return the JSON values of a row under these names, None where there is none."""
    written = to_json(row)
    if not isinstance(row, Model):
        written = {_VALUE: written}
    return [written.get(name) for name in names]


def cell(value: Any) -> str:
    """Return a JSON value as text: a string as it is, null as nothing, anything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else format_json(value)


def printable(text: str) -> str:
    """Replace characters that would control a terminal, such as escapes, with blanks."""
    return "".join(c if c.isprintable() else " " for c in text)
