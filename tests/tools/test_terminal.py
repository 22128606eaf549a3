"""Programs for maintainers print nothing that a terminal would obey."""

from __future__ import annotations

import os
import sys

import pytest

from tools.terminal import print_error, print_line, print_table, run

_HOSTILE = "a\x1b]0;b\x07\x9b2J\u202ec"
_SHOWN = "a ]0;b  2J c"


def test_a_table_is_printable(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(_HOSTILE, ("what",), [(_HOSTILE,)])
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        *(_SHOWN, "what", _SHOWN),
    ]


def test_a_line_and_an_error_are_printable(capsys: pytest.CaptureFixture[str]) -> None:
    print_line(f"{_HOSTILE}\nforged")
    print_error(ValueError(f"{_HOSTILE}\nmore"))
    assert capsys.readouterr() == (f"{_SHOWN} forged\n", f"error: {_SHOWN}\nerror: more\n")


def test_output_that_nobody_reads_ends_a_program_quietly(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stdout, monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", stdout)
        with pytest.raises(SystemExit, match="1"):
            run(lambda: print("a row") or 0)
