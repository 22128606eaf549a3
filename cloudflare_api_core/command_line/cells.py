"""The cells of a table or of a CSV row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from ..json_values import format_json
from ..models import Model, to_json

__all__ = ["LONGEST_CELL", "cell", "column_names", "csv_cell", "members", "printable"]

LONGEST_CELL: Final = 200
"""The number of characters of a value that a table of a list shows."""
_VALUE: Final = "value"
# A spreadsheet may start a cell after these characters, too: some split lines at semicolons and
# read no quotes. An apostrophe is marked like a formula, so that the mark can be taken off again.
_START_OF_FORMULA: Final = re.compile(
    r"""^(?=[\t\r\n])|(^|[;\t\r\n])(?='|["\x00-\x08\x0b\x0c\x0e-\x20\x7f-\xa0"""
    r"""\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]*[-=+@＝＋－＠])"""  # noqa: RUF001
)


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


def csv_cell(value: Any) -> str:
    """Return a JSON value as text that no spreadsheet takes for a formula.

    An apostrophe stands before a formula's first character where a cell could begin.
    """
    text = cell(value)
    return text if isinstance(value, (int, float)) else _START_OF_FORMULA.sub(r"\1'", text)


def printable(text: str) -> str:
    """Replace characters that would control a terminal, such as escapes, with blanks."""
    return "".join(c if c.isprintable() else " " for c in text)
