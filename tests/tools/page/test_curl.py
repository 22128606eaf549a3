"""The curl examples run. They are tested here because `make test` needs neither curl nor jq."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from cloudflare_api_contract import load
from cloudflare_api_mock import EMAIL, KEY, TOKEN, StrictMock
from tests.tools.page.conftest import ROOT

_EXAMPLES = ROOT / "examples" / "curl"
_OPERATIONS = [
    "createMcpServer",
    "syncMcpServer",
    "readMcpServer",
    "updateMcpServer",
    "listMcpServers",
    "createMcpPortal",
    "readMcpPortal",
    "updateMcpPortal",
    "readEffectiveRedirectUri",
    "listMcpPortals",
    "readServerToolCallTimeseries",
    "readPortalToolCallTimeseries",
    "readToolCallTimeseries",
    "deleteMcpPortal",
    "deleteMcpServer",
]
_WITH_TOKEN = {"CLOUDFLARE_API_TOKEN": TOKEN}
_WITH_KEY = {"CLOUDFLARE_EMAIL": EMAIL, "CLOUDFLARE_API_KEY": KEY}


def _run(
    script: str, mock: StrictMock, variables: dict[str, str]
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", _EXAMPLES / script],
        env={
            "PATH": os.environ["PATH"],
            "CLOUDFLARE_ACCOUNT_ID": mock.account_id,
            "CLOUDFLARE_BASE_URL": mock.base_url,
        }
        | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("credentials", [_WITH_TOKEN, _WITH_KEY], ids=["token", "key"])
def test_the_listing_prints_a_line_a_server(
    credentials: dict[str, str], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(3)
    done = _run("list_servers.sh", cloudflare_mock, credentials)
    assert (done.stderr, done.returncode) == ("", 0)
    lines = done.stdout.splitlines()
    assert lines[0] == "my-mcp-server ready https://example.com/mcp"
    assert len(lines) == 250


@pytest.mark.parametrize(
    ("fault", "printed"),
    [
        (
            {
                "status": 429,
                "json": {"success": False, "errors": [{"code": 971, "message": "Wait"}]},
            },
            "429 [971] Wait",
        ),
        ({"status": 200, "json": {"success": False, "errors": [{"message": "No"}]}}, "200 No"),
        ({"status": 302, "headers": {"Location": "/"}, "body": "<html>"}, "302 unexpected answer"),
        ({"status": 200, "body": ""}, "200 unexpected answer"),
        (
            {"json": {"success": True, "result": [], "result_info": {"page": 2}}},
            "asked for page 1, got page 2",
        ),
    ],
)
def test_a_listing_that_fails_prints_one_line(
    fault: dict[str, object], printed: str, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(1)
    cloudflare_mock.fail_next(fault)
    done = _run("list_servers.sh", cloudflare_mock, _WITH_TOKEN)
    assert (done.stdout, done.stderr, done.returncode) == ("", f"{printed}\n", 1)


@pytest.mark.parametrize(
    ("rows", "quirks", "requests"),
    [
        (200, [], 2),
        (250, ["no_totals"], 3),
        (250, ["no_result_info"], 4),
    ],
)
def test_the_listing_ends_at_the_last_page(
    rows: int, quirks: list[str], requests: int, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(requests)
    cloudflare_mock.set_rows("servers", [{"id": f"server-{number}"} for number in range(rows)])
    cloudflare_mock.set_quirks(*quirks)
    done = _run("list_servers.sh", cloudflare_mock, _WITH_TOKEN)
    assert (len(done.stdout.splitlines()), done.stderr) == (rows, "")


def test_a_page_that_comes_again_ends_the_listing(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    row = {"id": "a", "status": "ready", "hostname": "https://a.example.com"}
    answer = {"success": True, "result": [row]}
    cloudflare_mock.fail_next({"status": 200, "json": answer, "times": 2})
    done = _run("list_servers.sh", cloudflare_mock, _WITH_TOKEN)
    said = "asked for page 2, got the one before it again\n"
    assert (len(done.stdout.splitlines()), done.stderr, done.returncode) == (1, said, 1)


@pytest.mark.parametrize(
    "variables",
    [
        {"CLOUDFLARE_BASE_URL": "http://127.0.0.1.example.com/client/v4"},
        {"CLOUDFLARE_API_TOKEN": f"{TOKEN}\nX-Injected: 1"},
    ],
    ids=["plain http", "line break"],
)
def test_credentials_that_would_go_astray_are_not_sent(
    variables: dict[str, str], cloudflare_mock: StrictMock
) -> None:
    done = _run("list_servers.sh", cloudflare_mock, _WITH_TOKEN | variables)
    assert (done.stdout, len(done.stderr.splitlines()), done.returncode) == ("", 1, 1)
    assert TOKEN not in done.stderr


def test_an_empty_answer_is_not_the_one_before(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"delay_ms": 0}, {"status": 200, "body": ""})
    done = _run("list_servers.sh", cloudflare_mock, _WITH_TOKEN)
    assert (len(done.stdout.splitlines()), done.stderr) == (100, "200 unexpected answer\n")


@pytest.mark.parametrize("credentials", [_WITH_TOKEN, _WITH_KEY], ids=["token", "key"])
def test_every_operation_is_called(
    credentials: dict[str, str], cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(len(_OPERATIONS))
    done = _run("operations.sh", cloudflare_mock, credentials)
    assert (done.stderr, done.returncode) == ("", 0)
    assert [line.split()[0] for line in done.stdout.splitlines()] == _OPERATIONS
    document = load(ROOT / "openapi.yaml")
    assert {operation["operationId"] for *_, operation in document.operations()} == set(_OPERATIONS)


def test_an_operation_that_fails_ends_the_story(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(1)
    done = _run("operations.sh", cloudflare_mock, {"CLOUDFLARE_API_TOKEN": "unknown"})
    assert done.stdout == ""
    assert done.stderr.startswith('createMcpServer failed: [{"code":10000,')
    assert done.returncode == 1


@pytest.mark.parametrize("script", ["list_servers.sh", "operations.sh"])
def test_without_credentials_nothing_is_sent(script: str, cloudflare_mock: StrictMock) -> None:
    done = _run(script, cloudflare_mock, {"CLOUDFLARE_EMAIL": EMAIL})
    assert done.returncode
    assert "CLOUDFLARE_API_KEY" in done.stderr
    assert EMAIL not in done.stderr


@pytest.mark.parametrize("script", ["list_servers.sh", "operations.sh"])
def test_no_credentials_are_on_the_command_line(
    script: str, cloudflare_mock: StrictMock, tmp_path: Path
) -> None:
    cloudflare_mock.expect({"list_servers.sh": 3}.get(script, len(_OPERATIONS)))
    spy = tmp_path / "curl"
    spy.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/arguments\nexec {shutil.which("curl")} "$@"\n'
    )
    spy.chmod(0o755)
    path = f"{tmp_path}:{os.environ['PATH']}"
    assert _run(script, cloudflare_mock, _WITH_TOKEN | {"PATH": path}).returncode == 0
    arguments = (tmp_path / "arguments").read_text("utf-8")
    assert "--header @-" in arguments
    assert TOKEN not in arguments


@pytest.mark.parametrize("script", ["list_servers.sh", "operations.sh"])
def test_the_default_server_is_the_contracts(script: str) -> None:
    [server] = load(ROOT / "openapi.yaml").data["servers"]
    assert f"${{CLOUDFLARE_BASE_URL:-{server['url']}}}" in (_EXAMPLES / script).read_text("utf-8")
