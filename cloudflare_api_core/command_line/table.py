"""Tables, as wide as the terminal, or as their contents where there is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Set
from typing import Any, Final

import attrs
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from cloudflare_api_text import printable

from ..json_values import is_array, is_object
from ..models import Model
from .cells import LONGEST_CELL, as_json, cell, column_names, members

__all__ = ["choose_widths", "print_members", "print_tables"]

_ENDLESS: Final = 1_000_000
_GAP: Final = 2
_NARROWEST: Final = 12


def print_members(result: Any) -> None:
    """Print an object with one line for each member. Nested values are cut off at the edge."""
    written = as_json(result)
    if written is None:
        return
    table = _table()
    for name, value in written.items() if is_object(written) else [("value", written)]:
        is_nested = is_object(value) or is_array(value)
        text = _text(cell(value))
        text.no_wrap, text.overflow = is_nested, "ellipsis" if is_nested else "fold"
        table.add_row(_text(name, "bold"), text)
    _print(_console(), table)


def print_tables(model: type | None, pages: Iterable[list[Any]]) -> None:
    """Print a list as one table, page by page. The first page decides the widths of columns."""
    console = _console()
    names, required = _scalars(model)
    widths: Mapping[str, int] | None = None
    for page in pages:
        rows = [
            dict(zip(names, map(_short, members(row, names, model)), strict=True)) for row in page
        ]
        if not rows and widths is not None:
            continue
        table = _table(shows_header=widths is None)
        if widths is None:
            held = {name: {row[name] for row in rows} for name in names}
            wanted = {
                name: max(map(cell_len, {name, *held[name]}))
                for name in names
                if name in required or held[name] - {""}
            }
            widths = choose_widths(wanted, required, console.width)
        for name, width in widths.items():
            table.add_column(
                _text(name), min_width=width, max_width=width if sys.stdout.isatty() else None
            )
        for row in rows:
            table.add_row(*(_text(row[name]) for name in widths))
        _print(console, table)


def choose_widths(wanted: Mapping[str, int], required: Set[str], room: int) -> dict[str, int]:
    """Choose the columns that fit into `room` characters, in their order, and their widths.

    A required column that does not fit is narrowed, but not below 12 characters. Room for the
    other required columns is kept free.
    """
    chosen: dict[str, int] = {}
    kept: dict[str, int] = {}
    for name in filter(required.__contains__, wanted):
        least = min(wanted[name], _NARROWEST) + _GAP
        if sum(kept.values()) + least <= room + _GAP:
            kept[name] = least
    for name, width in wanted.items():
        if kept.pop(name, None):
            width = min(width, room - sum(kept.values()))
        if width <= room - sum(kept.values()):
            chosen[name] = width
            room -= width + _GAP
    return chosen


def _short(value: Any) -> str:
    text = cell(value)
    # One long value would widen the column in every row.
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def _scalars(model: type | None) -> tuple[list[str], set[str]]:
    """Return the names of the columns with single values, and the required ones among them."""
    names = column_names(model)
    if model is None or not issubclass(model, Model):
        return names, set(names)
    fields = attrs.fields_dict(model)
    attributes = model.__model_names__
    names = [name for name in names if fields[attributes[name]].metadata["decoder"].lenient]
    return names, model.__model_required__ & set(names)


def _console() -> Console:
    return Console(width=None if sys.stdout.isatty() else _ENDLESS, highlight=False)


def _table(*, shows_header: bool = False) -> Table:
    return Table(box=None, pad_edge=False, padding=(0, _GAP, 0, 0), show_header=shows_header)


def _print(console: Console, table: Table) -> None:
    with console.capture() as captured:
        console.print(table)
    # rich pads each line with spaces to the longest one.
    print("\n".join(map(str.rstrip, captured.get().rstrip("\n").split("\n"))), flush=True)


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text), style, overflow="fold")
