"""The cells of a table or of a CSV row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, cast

import attrs

from cloudflare_api_text import printable

from ..json_values import format_json
from ..models import Model, to_json

__all__ = ["LONGEST_CELL", "as_json", "cell", "column_names", "csv_cell", "members"]

LONGEST_CELL: Final = 200
"""The number of characters of a value that a table of a list shows."""
_VALUE: Final = "value"
# Legitimate texts have these, and a terminal does not obey them.
_HARMLESS: Final = frozenset("\t\n\xa0\u3000")
# A text that looks like the code of a character. Only the code of a backslash tells the two apart.
_LIKE_A_CODE: Final = re.compile(r"\\(?=u\{[0-9a-f]+\})")
# A spreadsheet may start a cell after these characters, too: some split lines at semicolons and
# read no quotes. An apostrophe is marked like a formula, so that the mark can be taken off again.
_START_OF_FORMULA: Final = re.compile(
    r"""^(?=[\t\r\n])|(^|[;\t\r\n])(?='|["\x20\xa0\u3000]*[-=+@＝＋－＠])"""  # noqa: RUF001
)


def as_json(value: object) -> Any:
    """Return a result as a JSON value: a model, an object of an attrs class, or what holds them."""
    if isinstance(value, Model):
        return to_json(value)
    if attrs.has(type(value)):
        return {name: as_json(getattr(value, name)) for name in column_names(type(value))}
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {name: as_json(held) for name, held in members.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in cast("Sequence[Any]", value)]
    return to_json(value)


def column_names(model: type | None) -> list[str]:
    """Return the names of the columns: one for each field of a class, else a single one."""
    if model is None:
        return [_VALUE]
    if issubclass(model, Model):
        return [*model.__model_names__]
    return [*attrs.fields_dict(cast("Any", model))]


def members(row: object, names: Sequence[str], model: type | None) -> list[Any]:
    """Return the JSON values of a row under these names, None where there is none.

    Without a model, a row is a single value.
    """
    written = as_json(row)
    if model is None or not attrs.has(type(row)):
        written = {_VALUE: written}
    return [written.get(name) for name in names]


def cell(value: Any) -> str:
    """Return a JSON value as text: a string as it is, null as nothing, anything else as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else format_json(value)


def csv_cell(value: Any) -> str:
    """Return a JSON value as text that no spreadsheet takes for a formula, and no terminal obeys.

    An apostrophe stands before a formula's first character where a cell could begin. A character
    that is not printable appears as its code, such as `\\u{1b}`.
    """
    if isinstance(value, (int, float)):
        return cell(value)
    text = _LIKE_A_CODE.sub(lambda match: _code(match[0]), cell(value))
    text = "\r\n".join(printable(line, _visible) for line in text.split("\r\n"))
    return _START_OF_FORMULA.sub(r"\1'", text)


def _visible(character: str) -> str:
    return character if character in _HARMLESS else _code(character)


def _code(character: str) -> str:
    return f"\\u{{{ord(character):x}}}"
