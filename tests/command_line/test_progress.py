"""The progress of a walk, shown only on a terminal."""

from __future__ import annotations

import io
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest

from cloudflare_api_core.command_line.progress import with_progress
from cloudflare_api_mock import StrictMock

from .support import on_terminal


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


WALK = ["servers", "list", "--per-page", "100", "--output", "json"]


def test_progress_is_shown_on_stderr_if_that_is_a_terminal(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(3)
    done, shown = on_terminal(cloudflare_mock, WALK, streams=["stderr"])
    assert "/250" in shown
    assert len(json.loads(done.out)) == 250


def test_progress_is_shown_without_a_total_too(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(4)
    cloudflare_mock.set_quirks("no_result_info")
    done, shown = on_terminal(cloudflare_mock, WALK, streams=["stderr"])
    assert "250/?" in shown
    assert len(json.loads(done.out)) == 250


@pytest.mark.parametrize("total", [-7, 0, 10**400])
def test_a_total_that_cannot_be_true_does_no_harm(
    total: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr", Terminal())
    pages: Any = [SimpleNamespace(result=[1, 2]), SimpleNamespace(result=[3])]
    assert list(with_progress(pages, total)) == [[1, 2], [3]]


@pytest.mark.parametrize(("env", "is_coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_progress_has_colours_where_they_are_wanted(
    cloudflare_mock: StrictMock, env: dict[str, str], is_coloured: bool
) -> None:
    cloudflare_mock.expect(3)
    _, shown = on_terminal(cloudflare_mock, WALK, streams=["stderr"], env=env)
    assert bool(re.search(r"\x1b\[[39]\dm", shown)) is is_coloured


def test_progress_is_not_shown_elsewhere(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(3)
    done, shown = on_terminal(cloudflare_mock, WALK, streams=[], env={"FORCE_COLOR": "1"})
    assert (done.err, shown) == ("", "")


@pytest.mark.parametrize("walk", [WALK, ["servers", "read", "my-mcp-server"]])
def test_waits_are_shown_on_a_terminal(cloudflare_mock: StrictMock, walk: list[str]) -> None:
    cloudflare_mock.expect(4 if walk == WALK else 2)
    cloudflare_mock.fail_next({"status": 503, "body": ""})
    done, shown = on_terminal(cloudflare_mock, walk, streams=["stderr"])
    assert done.code == 0
    assert re.search(r": 503; waiting 0\.\d s before attempt 2\n", shown)


def test_waits_are_not_shown_in_a_pipe(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"status": 503, "body": ""})
    done, _ = on_terminal(cloudflare_mock, ["servers", "read", "my-mcp-server"], streams=[])
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
