"""Every operation as a command, from the command line to the wire and back."""

from __future__ import annotations

import json
import shlex
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import httpx
import pytest
from attrs import evolve

from cloudflare_ai_controls import Cloudflare
from cloudflare_ai_controls.__main__ import PROGRAM
from cloudflare_api_core.command_line import run
from cloudflare_api_mock import EMAIL, KEY, NO_PERMISSION_TOKEN, StrictMock

from .support import Done

Run = Callable[..., Done]

MCP = "/client/v4/accounts/a86a8f5c339544d7bdc89926de14fb8c/access/ai-controls/mcp"
NEW_SERVER = {"id": "a", "auth_type": "bearer", "hostname": "https://a.example/mcp", "name": "A"}
NEW_PORTAL: dict[str, Any] = {"id": "p", "hostname": "p.example.com", "name": "P"}
NEW_PORTAL["servers"] = [{"server_id": "my-mcp-server"}]

# The words of a command, and its request.
CALLS: list[tuple[str, str, str, Any]] = [
    ("servers list --page 1 --per-page=7 --search mcp", "GET", "/servers", None),
    (
        "servers create --id a --auth-type bearer --hostname https://a.example/mcp --name A",
        "POST",
        "/servers",
        NEW_SERVER,
    ),
    ("servers read my-mcp-server", "GET", "/servers/my-mcp-server", None),
    (
        "servers update my-mcp-server --no-secure-web-gateway --is-shared-oauth-callback-enabled"
        """ --null description --updated-tools '[{"name": "x", "alias": "y"}]'""",
        "PUT",
        "/servers/my-mcp-server",
        {
            "description": None,
            "is_shared_oauth_callback_enabled": True,
            "secure_web_gateway": False,
            "updated_tools": [{"name": "x", "alias": "y"}],
        },
    ),
    ("servers delete my-mcp-server", "DELETE", "/servers/my-mcp-server", None),
    ("servers sync my-mcp-server", "POST", "/servers/my-mcp-server/sync", None),
    ("portals list --page 1", "GET", "/portals", None),
    (
        "portals create --id p --hostname p.example.com --name P"
        """ --servers '[{"server_id": "my-mcp-server"}]'""",
        "POST",
        "/portals",
        NEW_PORTAL,
    ),
    ("portals read my-mcp-portal", "GET", "/portals/my-mcp-portal", None),
    (
        "portals update my-mcp-portal --code-mode off --name Café",
        "PUT",
        "/portals/my-mcp-portal",
        {"code_mode": "off", "name": "Café"},
    ),
    ("portals delete my-mcp-portal", "DELETE", "/portals/my-mcp-portal", None),
    (
        "portals effective-redirect-uri my-mcp-portal my-mcp-server",
        "GET",
        "/portals/my-mcp-portal/servers/my-mcp-server/effective-redirect-uri",
        None,
    ),
    ("mcp tool-call-analytics --days 30", "GET", "/analytics/tool-calls/timeseries", None),
    (
        "servers tool-call-analytics my-mcp-server --tz=-12:00",
        "GET",
        "/analytics/servers/my-mcp-server/tool-calls/timeseries",
        None,
    ),
    (
        "portals tool-call-analytics my-mcp-portal --aggregate true --granularity monthly",
        "GET",
        "/analytics/portals/my-mcp-portal/tool-calls/timeseries",
        None,
    ),
]


def test_every_operation_of_mcp_is_tried_here() -> None:
    paths = [each.path for each in PROGRAM.operations.values()]
    assert len(CALLS) == len([path for path in paths if "/ai-controls/mcp/" in path])


@pytest.mark.parametrize(("typed", "method", "path", "body"), CALLS)
def test_every_operation_is_a_command(
    command: Run,
    cloudflare_mock: StrictMock,
    typed: str,
    method: str,
    path: str,
    body: Any,
) -> None:
    cloudflare_mock.expect()
    done = command(*shlex.split(typed), "--output", "json")
    assert (done.code, done.err) == (0, "")
    (sent,) = cloudflare_mock.log
    assert (sent.method, sent.path) == (method, MCP + path)
    assert (json.loads(sent.body) if sent.body else None) == body
    assert json.loads(done.out)


def test_query_reaches_the_wire(command: Run, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    command("servers", "list", "--page", "2", "--per-page", "3", "--search", "e & m?")
    (sent,) = cloudflare_mock.log
    assert sorted(sent.query) == [("page", "2"), ("per_page", "3"), ("search", "e & m?")]


def test_list_is_walked_to_its_end(command: Run, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(3)
    done = command("servers", "list", "--per-page", "100", "--output", "json")
    rows = json.loads(done.out)
    assert [rows[0]["id"], len({row["id"] for row in rows})] == ["my-mcp-server", 250]


def test_pages_are_fetched_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    both = threading.Barrier(2, timeout=60)

    def answer(request: httpx.Request) -> httpx.Response:
        page = int(request.url.params.get("page", 1))
        if page > 1:
            both.wait()
        row = {**NEW_SERVER, "id": str(page)}
        info = {"page": page, "per_page": 1, "total_count": 3}
        return httpx.Response(200, json={"success": True, "result": [row], "result_info": info})

    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        program = evolve(PROGRAM, client=partial(Cloudflare, api_token="t", http_client=http))
        typed = "servers list --account-id b --concurrency 2 --output json"
        assert run(program, typed.split()) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == ["1", "2", "3"]


def test_page_that_is_asked_for_comes_alone(command: Run, cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    done = command("servers", "list", "--page", "2", "--per-page", "100", "--output", "json")
    assert len(json.loads(done.out)) == 100


def test_account_can_be_an_option(
    command: Run, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOUDFLARE_ACCOUNT_ID", "another")
    cloudflare_mock.expect()
    account = cloudflare_mock.account_id
    assert command("servers", "read", "my-mcp-server", "--account-id", account).code == 0


def test_email_and_key_of_the_environment_are_sent(
    command: Run, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOUDFLARE_API_TOKEN")
    monkeypatch.setenv("CLOUDFLARE_EMAIL", EMAIL)
    monkeypatch.setenv("CLOUDFLARE_API_KEY", KEY)
    cloudflare_mock.expect()
    assert command("servers", "read", "my-mcp-server").code == 0
    headers = cloudflare_mock.log[0].headers
    assert (headers["x-auth-email"], headers["x-auth-key"]) == (EMAIL, KEY)


def test_secret_is_sent_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    # The mock's log would not show it.
    sent: list[bytes] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.content)
        return httpx.Response(
            200, json={"success": True, "result": {"status": "ready"} | NEW_SERVER}
        )

    monkeypatch.setenv("SECRET", "canary")
    with httpx.Client(transport=httpx.MockTransport(answer)) as http:
        program = evolve(PROGRAM, client=partial(Cloudflare, api_token="t", http_client=http))
        typed = "servers update a --account-id b --auth-credentials env:SECRET"
        assert run(program, typed.split()) == 0
    assert sent == [b'{"auth_credentials":"canary"}']


def test_missing_credentials_are_named_by_their_variables(
    command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOUDFLARE_API_TOKEN")
    line = (
        "error: no credentials: "
        "set CLOUDFLARE_API_TOKEN, or CLOUDFLARE_EMAIL and CLOUDFLARE_API_KEY; "
        "in Python, you can also give `api_token`, or `api_email` and `api_key`\n"
    )
    assert command("servers", "list") == (2, "", line)


@pytest.mark.parametrize(
    ("variable", "value", "problem"),
    [
        (
            "CLOUDFLARE_BASE_URL",
            "http://api.example.com",
            "would send credentials unencrypted to api.example.com: "
            "use https, or allow_http=True in Python",
        ),
        (
            "SSL_CERT_FILE",
            "/nowhere.pem",
            "names '/nowhere.pem', which cannot be used: No such file or directory; "
            "correct or unset it",
        ),
    ],
)
def test_an_environment_that_allows_no_client_is_wrong_use(
    variable: str, value: str, problem: str, command: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOUDFLARE_BASE_URL")
    monkeypatch.setenv(variable, value)
    assert command("servers", "list") == (2, "", f"error: {variable} {problem}\n")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["servers", "list", "--per-page", "101"],
            "Expected `--per-page` to be at most 100 but received 101",
        ),
        (
            ["servers", "read", "A/B"],
            "Expected `ID` to match ^[a-z0-9_]+(?:-[a-z0-9_]+)*$ but received 'A/B'",
        ),
        (
            ["portals", "update", "p", "--servers", '[{"server_id": "A"}]'],
            "Expected `--servers[0].server_id` to match ^[a-z0-9_]+(?:-[a-z0-9_]+)*$"
            " but received 'A'",
        ),
        (
            ["portals", "update", "p", "--servers", '[{"server_id": "a", "portal_alias": "b"}]'],
            "Expected no member `--servers[0].portal_alias`: expected server_id, default_disabled,"
            " on_behalf, updated_prompts, updated_tools",
        ),
        (
            ["servers", "list", "--concurrency", "0"],
            "Expected `--concurrency` to be at least 1 but received 0",
        ),
        (
            ["servers", "list", "--timeout", "inf"],
            "Expected `--timeout` to be at most 2147483 but received inf",
        ),
        (
            ["servers", "list", "--timeout", "nan"],
            "Expected `--timeout` to be at least 0 but received nan",
        ),
        (
            ["servers", "list", "--max-retries", "-1"],
            "Expected `--max-retries` to be at least 0 but received -1",
        ),
    ],
)
def test_argument_that_breaks_a_rule_is_refused_before_anything_is_sent(
    command: Run, arguments: list[str], line: str
) -> None:
    assert command(*arguments) == (2, "", f"error: {line}\n")


@pytest.mark.parametrize(
    ("fault", "code", "part"),
    [
        ({"status": 404, "json": {"success": False, "errors": [{"code": 7002, "message": "No"}]}},
         5, "404 Not Found: [7002] No ("),
        ({"status": 302, "headers": {"Location": "http://127.0.0.1:1/"}}, 1, "302 Found"),
        ({"status": 200, "json": {"success": False, "result": {"error": "refused"}}}, 9, "refused"),
        ({"status": 200, "body": "<html></html>"}, 4, "not JSON"),
        ({"status": 200, "json": {"success": True, "result": [{"id": 1}]}}, 4, "result[0].id"),
        ({"drop": True}, 3, "no answer"),
    ],
)  # fmt: skip
def test_failure_is_one_line_and_an_exit_code(
    command: Run, cloudflare_mock: StrictMock, fault: dict[str, Any], code: int, part: str
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next(fault)
    done = command("servers", "list", "--max-retries", "0", "--output", "csv")
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith("error: ")
    assert part in done.err
    assert done.err.count("\n") == 1


def test_missing_permission_is_named(
    command: Run, cloudflare_mock: StrictMock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", NO_PERMISSION_TOKEN)
    cloudflare_mock.expect()
    done = command("servers", "list")
    assert done.code == 7
    assert "; needs one of the permissions MCP Portals Write, MCP Portals Read, or " in done.err


def test_failure_in_the_middle_leaves_the_rows_before_it_and_an_array_that_does_not_end(
    command: Run, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"delay_ms": 0}, {"status": 418, "body": ""})
    done = command("servers", "list", "--per-page", "100", "--output", "json")
    assert done.code == 1
    assert len(json.loads(f"{done.out}]")) == 100


def test_server_that_repeats_a_page_is_a_wrong_answer(
    command: Run, cloudflare_mock: StrictMock
) -> None:
    cloudflare_mock.expect(2)
    rows: list[dict[str, Any]] = [{**NEW_SERVER, "prompts": [], "tools": []}]
    cloudflare_mock.fail_next(
        {"status": 200, "json": {"success": True, "result": rows}, "times": 2}
    )
    done = command("servers", "list", "--output", "csv")
    assert done.code == 4
    assert len(done.out.splitlines()) == 2
