"""The output of `python -m tools.live` for the mock, which never contains a value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

import pytest

from cloudflare_api_contract import load, written_out
from cloudflare_api_mock import EMAIL, KEY, TOKEN, Mock
from cloudflare_api_mock.quirk import QUIRKS
from tools.live import __main__ as live
from tools.live.__main__ import main
from tools.live.answers import ReadingClient, reading_operations

CANARY = "canary-3f9d"
# Of 25 servers and 12 portals, not all are read.
many = pytest.mark.parametrize("server", [25], indirect=True, ids=["many"])
_load, _written_out = cache(load), cache(written_out)  # most of a run's time goes there


@pytest.fixture(scope="module")
def server(request: pytest.FixtureRequest) -> Iterator[Mock]:
    """A mock with 6 servers and portals, which differ as much as more of them would."""
    with Mock(servers=getattr(request, "param", 6)) as mock:
        yield mock


@pytest.fixture
def mock(server: Mock, monkeypatch: pytest.MonkeyPatch) -> Mock:
    """The mock, configured in the environment."""
    server.reset()
    monkeypatch.setattr(live, "load", _load)
    monkeypatch.setattr(live, "written_out", _written_out)
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", TOKEN)
    monkeypatch.setenv("CLOUDFLARE_BASE_URL", server.base_url)
    monkeypatch.setenv("CLOUDFLARE_ACCOUNT_ID", server.account_id)
    return server


def _printed(capfd: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Return the output after a check that it contains no secret."""
    out, err = capfd.readouterr()
    for secret in (CANARY, TOKEN, KEY, EMAIL):
        assert secret not in out + err
    return out, err


def _rows(text: str) -> list[list[str]]:
    """The rows of the table, without the header."""
    lines = [re.split(r" {2,}", line.rstrip()) for line in text.splitlines()]
    return [line for line in lines if len(line) > 2][1:]


@many
def test_an_api_that_fits_the_contract_has_no_violations(
    mock: Mock, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 0
    out, err = _printed(capfd)
    assert out.startswith("0 violations in ")
    assert "2 of listMcpServers" in out
    assert err == ""


def test_every_get_operation_is_called_and_no_other(
    mock: Mock, capfd: pytest.CaptureFixture[str]
) -> None:
    main([])
    assert {(entry.method, entry.violations) for entry in mock.log} == {("GET", ())}
    out = _printed(capfd)[0]
    family = ("readMcpServer", "readMcpPortal", "listMcpPortals", "readEffectiveRedirectUri")
    assert all(re.search(rf"\b[1-9]\d* of {operation}\b", out) for operation in family)


@many
def test_ten_items_of_a_kind_are_read_from_several_parents(mock: Mock) -> None:
    main([])
    ids = [re.search(r"/servers/([^/]+)$", entry.path) for entry in mock.log]
    assert len([id for id in ids if id and "/portals/" not in id.string]) == 10
    uris = [re.search(r"/portals/([^/]+)/servers/([^/]+)/", each.path) for each in mock.log]
    pairs = [found.groups() for found in uris if found]
    assert 0 < len(pairs) <= 10
    assert len({portal for portal, _ in pairs}) > 1
    # Only servers that a portal publishes have a URI in it.
    assert {entry.status for entry in mock.log} == {200}


def test_a_portal_of_many_servers_leaves_room_for_others(mock: Mock) -> None:
    servers = [{"server_id": f"s{number}"} for number in range(20)]
    portals = [{"id": f"p{number}", "servers": servers} for number in range(3)]
    mock.fail_next({"json": {"success": True, "result": portals}}, {})
    main([])
    paths = [re.search(r"/portals/(p\d)/servers/", entry.path) for entry in mock.log]
    assert {found[1] for found in paths if found} == {"p0", "p1", "p2"}


# The violation, and the members of a listed server that have it.
_VIOLATIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "bare_timestamps": (
        "format: broken",
        ("created_at", "last_successful_sync", "last_synced", "modified_at"),
    ),
    "null_status": ("nullable: null", ("status",)),
    "active_status": ("enum: active", ("status",)),
    "number_booleans": (
        "type: integer, not boolean",
        (
            *("auth_config_summary.has_client_secret", "error_details.is_upstream"),
            *("error_details.retryable", "is_shared_oauth_callback_enabled", "secure_web_gateway"),
            *("updated_prompts[].enabled", "updated_tools[].enabled"),
        ),
    ),
}


@pytest.mark.parametrize("quirk", _VIOLATIONS)
def test_a_quirk_that_the_contract_does_not_allow_is_a_violation(
    quirk: str, mock: Mock, capfd: pytest.CaptureFixture[str]
) -> None:
    mock.set_quirks(quirk)
    assert main([]) == 1
    what, members = _VIOLATIONS[quirk]
    rows = [row[1:3] for row in _rows(_printed(capfd)[0]) if row[0] == "listMcpServers"]
    assert sorted(rows) == [[f"result[].{name}", what] for name in members]


# The first two lists hide effects of the others.
_HIDING = [["no_result_info", "no_servers"], ["no_totals", "no_server_id"]]
_OTHERS = [name for name in QUIRKS if name not in [*_VIOLATIONS, *chain(*_HIDING)]]


@pytest.mark.parametrize("quirks", [*_HIDING, _OTHERS], ids=["no info", "no totals", "others"])
def test_quirks_that_the_contract_allows_are_no_violations(
    quirks: list[str], mock: Mock, capfd: pytest.CaptureFixture[str]
) -> None:
    mock.set_quirks(*quirks)
    assert main([]) == 0
    assert _rows(_printed(capfd)[0]) == []


@many
def test_a_row_has_the_count_and_the_first_place(
    mock: Mock, capfd: pytest.CaptureFixture[str]
) -> None:
    mock.set_quirks("null_status")
    main([])
    rows = {row[0]: row[3:] for row in _rows(_printed(capfd)[0])}
    assert rows["listMcpServers"] == ["25", "page 1 [0]"]
    assert rows["readMcpServer"] == ["10", "id no. 1"]
    assert rows["readMcpPortal"] == ["14", "id no. 1 [0]"]


def _listed(*servers: dict[str, object]) -> dict[str, object]:
    return {"json": {"success": True, "result": [*servers]}}


_SERVER: dict[str, object] = {
    "id": "a",
    "auth_type": "oauth",
    "hostname": "https://a.example.com/mcp",
    "name": "A",
    "prompts": [],
    "tools": [],
}
# The first request lists the portals: answered as ever. A refusal ends a run.
_PORTALS: dict[str, object] = {}
_END: dict[str, object] = {"status": 403, "json": {}}
_ANSWERS: dict[str, tuple[dict[str, object], tuple[str, str]]] = {
    "unknown field": (
        _listed(_SERVER | {"color": CANARY}),
        ("result[].color", "field: string"),
    ),
    "name that may be a value": (
        _listed(_SERVER | {f"{CANARY}": 1}),
        ("result[].(not shown)", "field: integer"),
    ),
    "enum with a value of a user": (
        _listed(_SERVER | {"auth_type": CANARY}),
        ("result[].auth_type", "enum: (not shown)"),
    ),
    "uri": (
        _listed(_SERVER | {"hostname": CANARY}),
        ("result[].hostname", "format: broken"),
    ),
    "identifier that no call may have": (
        _listed(_SERVER | {"id": f"{CANARY}!"}),
        ("result[].id", "pattern: broken"),
    ),
    "missing": (
        _listed({name: value for name, value in _SERVER.items() if name != "hostname"}),
        ("result[].hostname", "required: missing"),
    ),
    "wrong type": (
        _listed(_SERVER | {"name": [CANARY]}),
        ("result[].name", "type: array, not string"),
    ),
    "no list": (
        {"json": {"success": True, "result": {CANARY: 1}}},
        ("result", "type: object, not array"),
    ),
    "no JSON": ({"body": f"<html>{CANARY}"}, ("", "not JSON")),
    "no success": ({"json": {"success": False, "result": []}}, ("success", "false")),
    "status": ({"status": 202, "json": {}}, ("", "success status: 202, not 200")),
}


@pytest.mark.parametrize("name", _ANSWERS)
def test_a_violation_is_reported_without_the_value(
    name: str, mock: Mock, capfd: pytest.CaptureFixture[str]
) -> None:
    answer, expected = _ANSWERS[name]
    mock.fail_next(_PORTALS, answer, _END)
    assert main([]) == 1
    out, _ = _printed(capfd)
    assert expected in [
        ("", row[1]) if len(row) == 4 else (row[1], row[2])
        for row in _rows(out)
        if row[0] == "listMcpServers"
    ]


def test_an_item_that_was_deleted_is_a_row(mock: Mock, capfd: pytest.CaptureFixture[str]) -> None:
    mock.fail_next(_PORTALS, _listed(_SERVER))
    assert main([]) == 1
    assert ["readMcpServer", "success status: 404, not 200", "1", "id no. 1"] in _rows(
        _printed(capfd)[0]
    )


_REFUSALS: dict[str, tuple[dict[str, object], str]] = {
    "401": ({"status": 401, "json": {"success": False, "errors": [{"message": "no"}]}}, "401"),
    "403": (_END, "MCP Portals Read"),
    "dropped": ({"drop": True, "times": 3}, "GET"),
    "html": ({"status": 500, "body": "<html>", "times": 3}, "500"),
}


@pytest.mark.parametrize("name", _REFUSALS)
def test_a_refusal_is_one_line(
    name: str, mock: Mock, capfd: pytest.CaptureFixture[str], waits: list[float]
) -> None:
    fault, words = _REFUSALS[name]
    mock.fail_next(fault)
    assert main([]) == 1
    out, err = _printed(capfd)
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert words in err
    assert out.startswith("0 violations in 0 answers: 0 of ")


def test_violations_found_before_a_refusal_are_reported(
    mock: Mock, capfd: pytest.CaptureFixture[str]
) -> None:
    mock.fail_next(_PORTALS, _ANSWERS["wrong type"][0], _END)
    assert main([]) == 1
    out, err = _printed(capfd)
    assert _rows(out)[0][1:3] == ["result[].name", "type: array, not string"]
    assert err.startswith("error: 403")


def test_a_repeated_page_ends_the_walk(mock: Mock, capfd: pytest.CaptureFixture[str]) -> None:
    page = {"success": True, "result": [_SERVER], "result_info": {"per_page": 1}}
    mock.fail_next({"json": page, "times": 9})
    assert main([]) == 1
    assert "page 2 repeats the page before" in _printed(capfd)[1]
    assert len(mock.log) == 2


def test_an_exhausted_rate_limit_is_waited_for(mock: Mock, waits: list[float]) -> None:
    mock.fail_next({"headers": {"Ratelimit": '"default";r=0;t=7'}}, _END)
    main([])
    assert waits == [7]


def test_nothing_is_sent_without_an_account_and_credentials(
    mock: Mock, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLOUDFLARE_ACCOUNT_ID", " ")
    monkeypatch.delenv("CLOUDFLARE_API_TOKEN")
    assert main([]) == 2
    lines = _printed(capfd)[1].splitlines()
    assert lines[0] == "error: CLOUDFLARE_ACCOUNT_ID is not set"
    assert "CLOUDFLARE_API_TOKEN" in lines[1]
    assert len(lines) == 2
    assert mock.log == []


def test_a_client_that_lacks_an_operation_of_the_contract_is_refused(
    mock: Mock, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "reading_operations", reading_operations()[1:].copy)
    assert main([]) == 2
    assert _printed(capfd)[1].endswith("run `make generate`\n")
    assert mock.log == []


@pytest.mark.parametrize(
    ("variable", "value"), [("CLOUDFLARE_BASE_URL", "ftp://x"), ("CLOUDFLARE_ACCOUNT_ID", "..")]
)
def test_an_invalid_variable_is_wrong_use(
    variable: str,
    value: str,
    mock: Mock,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(variable, value)
    assert main([]) == 2
    err = _printed(capfd)[1]
    assert err.startswith("error: ")
    assert variable in err
    assert err.count("\n") == 1


def test_e_mail_and_key_are_accepted(
    mock: Mock, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CLOUDFLARE_API_TOKEN")
    monkeypatch.setenv("CLOUDFLARE_EMAIL", EMAIL)
    monkeypatch.setenv("CLOUDFLARE_API_KEY", KEY)
    mock.set_quirks("number_booleans")
    assert main([]) == 1
    assert _printed(capfd)[1] == ""


def test_the_client_refuses_to_write(mock: Mock) -> None:
    with ReadingClient() as client, pytest.raises(AssertionError, match="not DELETE"):
        client.zero_trust.access.ai_controls.mcp.servers.delete(
            "my-mcp-server", account_id=mock.account_id
        )
    assert mock.log == []
