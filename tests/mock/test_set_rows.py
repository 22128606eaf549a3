"""Rows that a test sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock

from .support import document


@pytest.fixture(scope="module")
def running() -> Iterator[Mock]:
    with Mock() as mock:
        yield mock


@pytest.fixture
def mock(running: Mock) -> Mock:
    running.reset()
    return running


def call(mock: Mock, method: str, path: str, **options: Any) -> Any:
    url = f"{mock.base_url}/accounts/{mock.account_id}/access/ai-controls/mcp/{path}"
    headers = {"Authorization": f"Bearer {TOKEN}"}
    answer = httpx.request(method, url, headers=headers, **options).json()
    assert all(entry.violations == () for entry in mock.log)
    return answer.get("result") or answer["errors"]


def test_the_list_has_only_the_rows_that_were_set(mock: Mock) -> None:
    mock.set_rows("servers", [{"id": "notes"}, {"id": "wiki", "status": "error"}])
    shown = call(mock, "GET", "servers")
    assert [(row["id"], row.get("status")) for row in shown] == [("notes", None), ("wiki", "error")]
    assert call(mock, "GET", "servers/wiki") == shown[1]


def test_required_members_that_are_not_given_come_from_the_first_row(mock: Mock) -> None:
    row = call(mock, "GET", "servers/my-mcp-server")
    mock.set_rows("servers", [{"id": "notes", "name": "Notes"}])
    server = document()["components"]["schemas"]["McpServer"]
    required = {name: row[name] for name in server["required"]}
    assert call(mock, "GET", "servers/notes") == required | {"id": "notes", "name": "Notes"}


def test_portals_publish_only_existing_servers(mock: Mock) -> None:
    mock.set_rows("servers", [{"id": "notes"}, {"id": "wiki"}])
    mock.set_rows("portals", [{"id": "team", "servers": [{"server_id": "wiki"}]}, {"id": "b"}])
    published = {
        row["id"]: [s["id"] for s in row["servers"]] for row in call(mock, "GET", "portals")
    }
    assert published == {"team": ["wiki"], "b": []}
    mock.set_rows("servers", [{"id": "notes"}])
    assert call(mock, "GET", "portals/team")["servers"] == []


def test_rows_that_were_set_can_be_updated_and_cause_conflicts(mock: Mock) -> None:
    mock.set_rows("servers", [{"id": "my-mcp-server"}])
    body = {"id": "my-mcp-server", "name": "", "hostname": "https://a.b", "auth_type": "oauth"}
    assert call(mock, "POST", "servers", json=body) == [{"code": 7006, "message": "Conflict"}]
    assert call(mock, "PUT", "servers/my-mcp-server", json={"name": "New"})["name"] == "New"


def test_a_reset_restores_the_initial_rows(mock: Mock) -> None:
    usual = call(mock, "GET", "servers")
    mock.set_rows("servers", [])
    assert call(mock, "GET", "servers") == []
    mock.reset()
    assert call(mock, "GET", "servers") == usual


_INVALID: list[tuple[str, Any, str]] = [
    ("serverz", [], r"Unknown list 'serverz'; known are .*servers, portals"),
    ("servers", {"id": "a"}, r"Expected a list of servers"),
    ("servers", ["a"], r"servers \[0\]: Expected an object"),
    ("servers", [{"name": "A"}], r"servers \[0\]\.id: Required"),
    ("servers", [{}] * 10_001, r"Expected at most 10000 servers, received 10001"),
    ("servers", [{"id": "a"}, {"id": "B c"}], r"servers \[1\]\.id: 'B c' does not match .*"),
    ("servers", [{"id": "a"}, {"id": "a"}], r"servers \[1\]\.id: 'a' occurs twice"),
    ("servers", [{"id": "a", "satus": ""}], r"servers \[0\]\.satus: Unrecognized member; .*"),
    ("servers", [{"id": "a", "status": "x"}], r"servers \[0\]\.status: 'x' is not one of .*"),
    (
        "servers",
        [{"id": "a", "created_at": "yesterday"}],
        r"servers \[0\]\.created_at: 'yesterday' is not a 'date-time'",
    ),
    (
        "servers",
        [{"id": "a", "created_at": datetime(2026, 1, 1)}],  # noqa: DTZ001
        r"servers: Object of type datetime is not JSON serializable",
    ),
    (
        "portals",
        [{"id": "a", "servers": [{"server_id": "nobody"}]}],
        r"portals \[0\]\.servers\[0\]\.server_id: Unknown server nobody",
    ),
    ("portals", [{"id": "a", "servers": [{}]}], r"portals .*\.server_id: Required"),
    (
        "portals",
        [{"id": "a", "hostname": "a.example.com"}, {"id": "b", "hostname": "A.example.com"}],
        r"portals \[1\]\.hostname: Already used by portal a",
    ),
    ("servers", [{"id": "a", "tools": [{"a": float("nan")}]}], r"servers: Out of range .*"),
]


@pytest.mark.parametrize(("name", "rows", "message"), _INVALID)
def test_an_invalid_row_is_named_and_changes_nothing(
    mock: Mock, name: str, rows: Any, message: str
) -> None:
    usual = call(mock, "GET", "servers")
    with pytest.raises(ValueError, match=f"^{message}$"):
        mock.set_rows(name, rows)
    assert call(mock, "GET", "servers") == usual


def test_rows_can_be_set_over_http(mock: Mock) -> None:
    url = mock.base_url.replace("/client/v4", "/__mock__/rows")
    response = httpx.put(url, json={"servers": [{"id": "notes"}], "portals": []})
    assert response.status_code == 204
    assert [row["id"] for row in call(mock, "GET", "servers")] == ["notes"]
    half: dict[str, Any] = {"servers": [{"id": "wiki"}], "portals": [{}]}
    tried: list[Any] = [[], {"servers": [{}]}, half]
    for wrong in tried:
        assert httpx.put(url, json=wrong).status_code == 400
    for text in ("[" * 100_000, "{"):
        refused = httpx.put(url, content=text)
        assert refused.status_code == 400
        assert refused.json()["error"].startswith("Not valid JSON: ")
    assert [row["id"] for row in call(mock, "GET", "servers")] == ["notes"]


def test_portals_find_the_servers_that_are_set_with_them(mock: Mock) -> None:
    url = mock.base_url.replace("/client/v4", "/__mock__/rows")
    portal = {"id": "team", "servers": [{"server_id": "notes"}]}
    both = {"portals": [portal], "servers": [{"id": "notes"}]}
    assert httpx.put(url, json=both).status_code == 204
    assert [each["id"] for each in call(mock, "GET", "portals/team")["servers"]] == ["notes"]


def test_a_portal_may_be_set_in_the_form_of_an_answer(mock: Mock) -> None:
    override = {"name": "find", "portal_alias": "search"}
    shown = {"id": "my-mcp-server", "server_id": "my-mcp-server", "updated_tools": [override]}
    mock.set_rows("portals", [{"id": "team", "servers": [shown]}])
    (server,) = call(mock, "GET", "portals/team")["servers"]
    assert override in server["updated_tools"]


def test_a_row_is_copied(mock: Mock) -> None:
    row: dict[str, Any] = {"id": "notes", "tools": [{"name": "search"}]}
    mock.set_rows("servers", [row])
    row["tools"].append("not a tool")
    assert call(mock, "GET", "servers/notes")["tools"] == [{"name": "search"}]


def test_a_server_whose_hostname_is_not_a_url_fails_to_sync(mock: Mock) -> None:
    mock.set_rows("servers", [{"id": "notes", "hostname": "https://[bad"}])
    assert call(mock, "POST", "servers/notes/sync")["status"] == "error"
