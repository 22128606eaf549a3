"""Completion in shells."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core.command_line import run, values
from tests.forks import python

from .support import COMMAND

VARIABLE = "_CLOUDFLARE_AI_CONTROLS_COMPLETE"
NAME = "cloudflare-ai-controls"


@pytest.fixture
def completed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[str], list[str]]:
    """Complete the last word of a line."""

    def complete(line: str) -> list[str]:
        words = f"{NAME} {line}".split(" ")
        monkeypatch.setenv(VARIABLE, "bash_complete")
        monkeypatch.setenv("COMP_WORDS", " ".join(words))
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        assert run(PROGRAM, []) == 0
        printed = capsys.readouterr()
        assert printed.err == ""
        return [offered.partition(",")[2] for offered in printed.out.splitlines()]

    return complete


Completed = Callable[[str], list[str]]


def test_commands_options_and_values_are_offered_without_credentials(completed: Completed) -> None:
    assert {"mcp", "portals", "servers"} <= {*completed("")}
    assert {"create", "delete"} <= {*completed("servers ")}
    assert {"sync"} == {*completed("servers sy")}
    assert "--auth-credentials" in completed("servers create --auth")
    assert completed("servers create --auth-type b") == ["bearer"]
    assert completed("servers list --output ") == ["table", "json", "csv"]


def test_completion_reads_no_file_and_no_input(
    completed: Completed, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []

    def record(*place: object) -> None:
        read.append(place)

    monkeypatch.setattr(values, "_standard_input", record)
    monkeypatch.setattr(Path, "read_text", record)
    for value in ("-", "@/dev/stdin", "env:NOTHING"):
        line = f"servers create --auth-credentials {value} --auth-type b"
        assert completed(line) == ["bearer"]
    assert completed("portals update a --servers - --code-mode de") == ["default_on"]
    assert read == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_of_every_shell_asks_this_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    monkeypatch.setenv(VARIABLE, f"{shell}_source")
    assert run(PROGRAM, ["servers", "list"]) == 0
    script = capsys.readouterr().out
    assert f"{VARIABLE}={shell}_complete" in script
    assert NAME in script


def test_instruction_that_is_unknown_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "csh_source")
    assert run(PROGRAM, []) == 1


def test_bash_completes_with_the_line_that_help_shows(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / NAME
    script.write_text(f'#!/bin/sh\nexec {shlex.join([*python(), *COMMAND])} "$@"\n')
    script.chmod(0o755)
    run(PROGRAM, ["--help"])
    shown = capsys.readouterr().out.splitlines()
    (line,) = (each for each in shown if each.startswith("  bash: "))
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"""{line.removeprefix("  bash: ")}
            COMP_WORDS=({NAME} servers re) COMP_CWORD=2
            $(complete -p {NAME} | sed 's/.* -F \\([^ ]*\\) .*/\\1/') {NAME}
            echo "${{COMPREPLY[@]}}" """,
        ],
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "read\n", "")
