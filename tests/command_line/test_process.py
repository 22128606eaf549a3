"""A command as a process among others: pipes, interrupts, and missing packages."""

from __future__ import annotations

import json
import shlex
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core.command_line import run
from cloudflare_api_mock import Mock, StrictMock
from tests.forks import python

from .support import COMMAND, environment, start

PIPES = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}


def shell(mock: Mock, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of bash, in which `$command` is ours, and `$process` is it from its start."""
    ours = {
        "command": shlex.join([*python(), *COMMAND]),
        "process": shlex.join([sys.executable, *COMMAND]),
    }
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        env=environment(mock) | ours | {"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_reader_that_has_had_enough_ends_it_quietly(form: str) -> None:
    # The size of the pipe decides how many pages are requested.
    with Mock() as mock:
        done = shell(mock, f"$command servers list --output {form} | head -1")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 1


def test_reader_of_help_that_has_had_enough_ends_it_quietly(cloudflare_mock: StrictMock) -> None:
    done = shell(cloudflare_mock, "$command --help | true")
    assert (done.returncode, done.stderr) == (0, "")


def test_script_creates_a_server_that_is_not_found(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    create = "$command servers create --id a --name A --auth-type unauthenticated"
    line = f"$command servers read a || {{ [ $? = 5 ] && {create} --hostname https://a.example; }}"
    assert shell(cloudflare_mock, line).returncode == 0
    assert [each.method for each in cloudflare_mock.log] == ["GET", "POST"]


@pytest.mark.parametrize("form", ["table", "json"])
def test_full_disk_is_one_line(cloudflare_mock: StrictMock, form: str) -> None:
    cloudflare_mock.expect()
    done = shell(cloudflare_mock, f"$command servers list --page 1 --output {form} > /dev/full")
    assert done.returncode == 1
    assert "[Errno 28] No space left on device" in done.stderr
    assert done.stderr.count("\n") == 1


def test_disk_that_is_full_in_the_middle_leaves_an_array_that_does_not_end(
    cloudflare_mock: StrictMock, tmp_path: Path
) -> None:
    cloudflare_mock.expect()
    file = tmp_path / "out"
    line = f"ulimit -f 8; $process servers list --page 1 --output json > {file}"
    done = shell(cloudflare_mock, line)
    assert done.returncode == 1
    assert json.loads(done.stderr)["message"] == "[Errno 27] File too large"
    with pytest.raises(json.JSONDecodeError):
        json.loads(file.read_text("utf-8"))


def test_closed_streams_do_no_harm(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    line = "$process servers list --page 1 <&- >&- 2>&-"
    assert shell(cloudflare_mock, line).returncode == 0


@pytest.fixture
def heeds_interrupts() -> Iterator[None]:
    """A shell makes its background jobs ignore interrupts, and child processes inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_interrupts")
def test_interrupt_ends_a_command_at_once() -> None:
    arguments = ["servers", "list", "--output", "json", "--concurrency", "4"]
    with Mock() as mock:
        # The first page comes; those after it, in whichever order they are asked for, do not.
        mock.fail_next({"delay_ms": 0}, {"delay_ms": 60_000, "times": 4})
        process = start(mock, arguments, **PIPES)
        assert process.stdout
        out = "".join(process.stdout.readline() for _ in range(20))
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 130
        out += process.stdout.read()
        _, err = process.communicate()
        assert json.loads(err)["message"] == "interrupted"
        # Only the end of the array is missing.
        assert len(json.loads(f"{out}]")) == 20


# Packages that are not installed cannot be found. httpx uses them by itself.
WITHOUT = "import sys; sys.modules |= dict.fromkeys({names}); "


@pytest.mark.parametrize("name", ["click", "rich"])
def test_missing_package_is_named_in_one_line(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(cast("Any", sys.modules), name, None)
    line = (
        "error: the command line needs click and rich: pip install 'cloudflare-ai-controls[cli]'\n"
    )
    assert run(PROGRAM, ["--help"]) == 2
    assert capsys.readouterr() == ("", line)


def test_a_script_imports_nothing_from_the_working_directory_and_has_its_own_name(
    tmp_path: Path,
) -> None:
    for name in ("attr", "click", "httpx", "json", "orjson", "rich"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit(f'{__name__} is hostile')\n")
    script = tmp_path / "bin" / "cloudflare-ai-controls"
    script.parent.mkdir()
    # As pip writes it for an entry point.
    script.write_text(
        "import sys\nfrom cloudflare_ai_controls.__main__ import main\nsys.exit(main())\n"
    )
    done = subprocess.run(
        [sys.executable, script, "--help"],
        cwd=tmp_path,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: cloudflare-ai-controls ")


def test_the_package_does_not_import_it() -> None:
    program = WITHOUT.format(names=["httpx._main"]) + (
        "import cloudflare_ai_controls.__main__; print({'click', 'rich'} & sys.modules.keys())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={}, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"


def test_secret_is_shown_nowhere(cloudflare_mock: StrictMock, tmp_path: Path) -> None:
    cloudflare_mock.expect(2)
    (tmp_path / "secret").write_text("canary-1\n")
    line = (
        "$command servers create --id a --auth-type bearer --hostname https://a.example/mcp"
        f" --name A --auth-credentials @{tmp_path}/secret --client-secret - <<< canary-2"
    )
    first, again = shell(cloudflare_mock, line), shell(cloudflare_mock, line)
    assert (first.returncode, again.returncode) == (0, 6)
    assert "canary" not in first.stdout + first.stderr + again.stdout + again.stderr
    assert {"auth_credentials", "client_secret"} < json.loads(cloudflare_mock.log[0].body).keys()
