"""A tool's output is known, or a failure."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest

from tools.interop.known import Known, unexpected
from tools.interop.loaders import problems
from tools.interop.running import VERSIONS, Done, run

_KNOWN = [Known("maker", "1.0", "noise"), Known("maker rust", "1.0", "renamed")]
_FOUND = {"maker go": ["some noise"], "maker rust": ["a renamed b"]}


@pytest.mark.parametrize(
    ("found", "version", "lines"),
    [
        ({}, "1.0", []),
        ({"maker go": ["noise", "new"]}, "1.0", ["maker go: new"]),
        ({"maker rust-axum": ["renamed"]}, "1.0", ["maker rust-axum: renamed"]),
        ({"other": ["noise", "noise"]}, "1.0", ["other: noise"]),
        ({"maker rust": ["noise"]}, "1.0", ["README.md: maker rust does not print 'renamed'"]),
        (
            {},
            "2.0",
            [
                "README.md: maker has version 2.0, not 1.0",
                "README.md: maker rust has version 2.0, not 1.0",
            ],
        ),
    ],
)
def test_unexpected_output(found: dict[str, list[str]], version: str, lines: list[str]) -> None:
    assert [*unexpected(_KNOWN, _FOUND | found, {"maker": version})] == lines


def test_the_readme_has_rows_of_pinned_tools() -> None:
    rows = Known.read()
    assert rows
    assert {each.tool.split()[0] for each in rows} <= VERSIONS.keys()


@pytest.mark.parametrize(
    ("loaded", "found"),
    [
        ({"a": [1], "b": True}, []),
        ({"b": True, "a": [1]}, []),
        ({"a": [1], "b": 1}, ['expected "b": true, not "b": 1']),
        ({"a": [1.0], "b": True}, ["expected 1, not 1.0"]),
        ({"a": [1]}, ["expected ],, not ]"]),
    ],
)
def test_a_loader_must_read_the_same_value(loaded: Any, found: list[str]) -> None:
    assert problems(Done(json.dumps(loaded), []), {"a": [1], "b": True}) == found


@pytest.mark.parametrize(
    ("program", "found"),
    [
        ("print('error: on stdout')", []),
        ("import sys; print('\\x1b[33mWarning\\x1b[0m', file=sys.stderr)", ["Warning"]),
        ("import sys; print('a'); sys.exit('b')", ["exit code 1", "b"]),
    ],
)
def test_problems_of_a_program(program: str, found: list[str]) -> None:
    assert run(sys.executable, "-c", program).problems == found


def test_a_program_that_is_missing() -> None:
    assert run("no-such-program").problems == ["no-such-program: No such file or directory"]
