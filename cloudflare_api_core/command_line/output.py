"""The output formats."""

from __future__ import annotations

import csv
import json
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Any, Final

from cloudflare_api_text import one_line, printable

from ..json_values import format_json
from .cells import as_json, column_names, csv_cell, members

__all__ = ["FORMATS", "Output", "note"]


def note(text: str) -> None:
    """Print one line on stderr that is not a part of the result."""
    print(one_line(text), file=sys.stderr)


class Output(ABC):
    """A format. `model` is the model or attrs class of the results or of their rows, if any."""

    def __init__(self, model: type | None) -> None:
        self.model = model

    @abstractmethod
    def print(self, result: Any, text: str | None = None) -> None:
        """Print a result that is not a list. The table format prints `text` instead, if given."""

    @abstractmethod
    def print_rows(self, pages: Iterable[list[Any]]) -> None:
        """Print a list page by page."""

    def print_text(self, text: str) -> None:
        """Print a text as it is, but to a terminal without control characters."""
        if sys.stdout.isatty():
            print("\n".join(map(printable, text.split("\n"))))
        else:
            sys.stdout.buffer.write(text.encode())

    def print_bytes(self, content: bytes) -> None:
        """Print bytes as they are, but not on a terminal."""
        if sys.stdout.isatty():
            note(f"{len(content)} bytes, which a terminal cannot show; redirect them to a file")
        else:
            sys.stdout.buffer.write(content)


class _JSON(Output):
    def print(self, result: Any, text: str | None = None) -> None:
        _use_utf8()
        print(_json(result, indent=2))

    def print_text(self, text: str) -> None:
        self.print(text)

    def print_rows(self, pages: Iterable[list[Any]]) -> None:
        _use_utf8()
        before = "["
        for page in pages:
            for row in page:
                print(f"{before}\n{_json(row)}", end="")
                before = ","
            sys.stdout.flush()
        print("\n]" if before == "," else "[]")


def _json(value: Any, indent: int | None = None) -> str:
    # JSON allows characters that a terminal may obey. As escapes they are the same text.
    lines = format_json(as_json(value), indent=indent).split("\n")
    return "\n".join(printable(line, _escape) for line in lines)


def _escape(character: str) -> str:
    return json.dumps(character)[1:-1]


class _CSV(Output):
    def print(self, result: Any, text: str | None = None) -> None:
        self.print_rows([[] if result is None else [result]])

    def print_rows(self, pages: Iterable[list[Any]]) -> None:
        _use_utf8()
        names = column_names(self.model)
        rows = csv.writer(sys.stdout)
        rows.writerow(names)
        for page in pages:
            rows.writerows(
                [csv_cell(held) for held in members(row, names, self.model)] for row in page
            )
            sys.stdout.flush()


class _Table(Output):
    # The import of rich takes as long as that of httpx, and help needs no table.
    def print(self, result: Any, text: str | None = None) -> None:
        from .table import print_members

        if text is None:
            print_members(result)
        elif text:
            print("\n".join(map(printable, text.split("\n"))))

    def print_rows(self, pages: Iterable[list[Any]]) -> None:
        from .table import print_tables

        print_tables(self.model, pages)


def _use_utf8() -> None:
    """Print in UTF-8 in every locale, because programs read the output."""
    stdout: Any = sys.stdout
    stdout.reconfigure(encoding="utf-8", newline="")


FORMATS: Final[dict[str, type[Output]]] = {"table": _Table, "json": _JSON, "csv": _CSV}
