"""The progress of a walk, shown only on a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from cloudflare_api_core.command_line.progress import with_progress
from cloudflare_api_mock import StrictMock

from .support import Done, Terminal, on_terminal


@pytest.fixture
def open_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Terminal]:
    """Make stderr of this process a terminal, from a test and not before it: pytest sets stderr."""

    def make() -> Terminal:
        terminal = Terminal()
        monkeypatch.setattr("sys.stderr", terminal)
        return terminal

    monkeypatch.setenv("TERM", "xterm")
    return make


WALK = ["servers", "list", "--per-page", "100", "--output", "json"]
READ = ["servers", "read", "my-mcp-server"]


def test_progress_is_shown_on_stderr_if_that_is_a_terminal(
    command: Callable[..., Done], cloudflare_mock: StrictMock, open_terminal: Callable[[], Terminal]
) -> None:
    cloudflare_mock.expect(3)
    terminal = open_terminal()
    done = command(*WALK)
    assert "/250" in terminal.getvalue()
    assert len(json.loads(done.out)) == 250


def test_progress_is_shown_without_a_total_too(
    command: Callable[..., Done], cloudflare_mock: StrictMock, open_terminal: Callable[[], Terminal]
) -> None:
    cloudflare_mock.expect(4)
    cloudflare_mock.set_quirks("no_result_info")
    terminal = open_terminal()
    done = command(*WALK)
    assert "250/?" in terminal.getvalue()
    assert len(json.loads(done.out)) == 250


@pytest.mark.parametrize("total", [-7, 0, 10**400])
def test_a_total_that_cannot_be_true_does_no_harm(
    total: int, open_terminal: Callable[[], Terminal]
) -> None:
    open_terminal()
    pages: Any = [SimpleNamespace(result=[1, 2]), SimpleNamespace(result=[3])]
    assert list(with_progress(pages, total)) == [[1, 2], [3]]


@pytest.mark.parametrize("is_coloured", [True, False])
def test_progress_has_colours_where_they_are_wanted(
    is_coloured: bool, open_terminal: Callable[[], Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_coloured:
        monkeypatch.setenv("NO_COLOR", "1")
    terminal = open_terminal()
    pages: Any = [SimpleNamespace(result=[1])]
    assert list(with_progress(pages, 2)) == [[1]]
    assert bool(re.search(r"\x1b\[[39]\dm", terminal.getvalue())) is is_coloured


def test_progress_is_not_shown_elsewhere(
    command: Callable[..., Done], cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloudflare_mock.expect(3)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert command(*WALK).err == ""


@pytest.mark.usefixtures("waits")
@pytest.mark.parametrize("walk", [WALK, READ])
def test_waits_are_shown_on_a_terminal(
    command: Callable[..., Done],
    cloudflare_mock: StrictMock,
    open_terminal: Callable[[], Terminal],
    walk: list[str],
) -> None:
    cloudflare_mock.expect(4 if walk == WALK else 2)
    cloudflare_mock.fail_next({"status": 503, "body": ""})
    terminal = open_terminal()
    assert command(*walk).code == 0
    assert re.search(r": 503; waiting 0\.\d s before attempt 2\n", terminal.getvalue())


@pytest.mark.usefixtures("waits")
def test_waits_are_not_shown_in_a_pipe(
    command: Callable[..., Done], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"status": 503, "body": ""})
    done = command(*READ)
    assert (done.code, done.err) == (0, "")


def test_error_is_printed_below_the_progress(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"delay_ms": 0}, {"status": 418, "body": ""})
    done, shown = on_terminal(cloudflare_mock, WALK, streams=["stderr"])
    assert done.code == 1
    assert shown.splitlines()[-1].rpartition("\x1b[2K")[2].startswith('{"type": "APIStatus')


def test_terminal_has_its_cursor_back_when_the_rows_cannot_be_written(
    cloudflare_mock: StrictMock,
) -> None:
    cloudflare_mock.expect()
    with open("/dev/full", "w") as stdout:
        done, shown = on_terminal(cloudflare_mock, WALK, streams=["stderr"], stdout=stdout)
    assert done.code == 1
    rest = shown.rpartition("\x1b[?25h")[2]
    assert "[Errno 28] No space left on device" in rest
