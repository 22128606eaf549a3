"""`python -m cloudflare_api_mock`."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager

import httpx
import pytest

from cloudflare_api_mock import Mock
from cloudflare_api_mock.__main__ import main

from .support import LIBRARY


@contextmanager
def served(*options: str) -> Generator[tuple[subprocess.Popen[str], str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "cloudflare_api_mock", "--port", "0", *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline()
        finally:
            process.kill()


def as_curl_does(line: str) -> httpx.Response:
    """Send the request of the printed example."""
    _, _, header, url = shlex.split(line.partition("Try: ")[2])
    name, _, value = header.partition(": ")
    return httpx.get(url, headers={name: value})


def refused(options: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """The line on stderr of a run that must fail."""
    with pytest.raises(SystemExit) as caught:
        main(options)
    assert caught.value.code == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.count("\n") == 1
    return output.err


def test_the_mock_prints_an_example_serves_and_stops_quietly_on_a_signal() -> None:
    with served("--servers", "7") as (process, line):
        assert "account a86a8f5c339544d7bdc89926de14fb8c" in line
        with httpx.Client() as idle:
            assert as_curl_does(line).json()["result_info"]["total_count"] == 7
            idle.get(line.split()[2].rstrip(","))
            process.send_signal(signal.SIGINT)
            assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == 0


def test_the_mock_plays_another_contract_as_far_as_it_can_under_further_names() -> None:
    options = ("--spec", str(LIBRARY), "--allow-host", "a", "--allow-host", "library")
    with served(*options) as (process, line):
        assert "/v4/shelves" in line
        url = httpx.URL(line.split()[2].rstrip(","))
        statuses = [
            httpx.get(url, headers={"Host": host}).status_code for host in ("a", "library", "b")
        ]
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=60)
    assert (statuses, process.returncode) == ([404, 404, 403], 0)
    assert err.splitlines() == [
        "The mock cannot play burn: the contract has no 2xx for it",
        "The mock cannot play maze: way contains itself",
        "The mock cannot play riddle: no made-up value is valid for result",
    ]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--port", "x"], "argument --port: must be a whole number of at least 0, not 'x'"),
        (["--port", "65536"], "argument --port: must be a port from 0 to 65535, not 65536"),
        (["--servers", "-1"], "argument --servers: must be a whole number of at least 0, not '-1'"),
        (["--latency-ms", "1.5"], "argument --latency-ms: must be a whole number of at least 0"),
        (["--spec", "missing.yaml"], "missing.yaml: No such file or directory"),
        (["--host", "no.such.host.invalid"], "cannot listen on no.such.host.invalid:4010: "),
        (["--colour"], "unrecognized arguments: --colour"),
    ],
)
def test_wrong_use_is_reported_in_one_line(
    options: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert message in refused(options, capsys)


def test_a_port_in_use_is_reported_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with Mock(servers=1) as mock:
        port = httpx.URL(mock.base_url).port
        message = refused(["--port", str(port)], capsys)
    assert message.endswith(f"cannot listen on 127.0.0.1:{port}: Address already in use\n")
