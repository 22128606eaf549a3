"""Programs for maintainers print lines that a terminal would not obey, one for wrong use."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

import pytest

from tools.benchmarks.__main__ import main as benchmarks
from tools.calls.__main__ import main as calls
from tools.mutants.__main__ import main as mutants
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


@pytest.mark.parametrize(
    ("main", "option", "least"),
    [
        *((benchmarks, f"--{name}", 1) for name in ("starts", "decodings", "walks")),
        *((benchmarks, "--generations", 1), (benchmarks, "--soak", 1)),
        *((calls, "--every", 1), (calls, "--mypy", 0)),
        (mutants, "--sample", 1),
    ],
)
@pytest.mark.parametrize("given", ["-1", "a\x1b[2J"])
def test_a_number_that_cannot_be_used_is_one_line(
    main: Callable[[list[str]], int],
    option: str,
    least: int,
    given: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([f"{option}={given}", *(["openapi.yaml"] if main is calls else [])])
    out, err = capsys.readouterr()
    program = main.__module__.removesuffix(".__main__")
    problem = f"must be a whole number of at least {least}, not {given!r}"
    assert (out, err) == ("", f"python -m {program}: argument {option}: {problem}\n")
