"""Credentials of MCP servers, and the sync."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from cloudflare_api_mock import TOKEN, Mock

from .support import NEW_SERVER, errors, result

BEARER_SERVER = NEW_SERVER | {"auth_type": "bearer"}
OAUTH_SERVER = NEW_SERVER | {"auth_type": "oauth"}
MANUAL = {
    "auth_mode": "manual",
    "config": {
        "authorization_endpoint": "https://login.example.com/authorize",
        "token_endpoint": "https://login.example.com/token",
        "pin": "canary",
    },
    "registration_info": {
        "client_id": "me",
        "client_secret": "canary",
        "redirect_uris": ["https://example.com/callback"],
        "scope": {"no": "string"},
    },
}


def sync(api: httpx.Client, id: str = "notes") -> Any:
    response = api.post(f"/servers/{id}/sync")
    assert response.status_code == 200
    return response.json()


def test_a_sync_fetches_named_tools_and_prompts(api: httpx.Client) -> None:
    created = result(api.post("/servers", json=NEW_SERVER), 201)
    assert sync(api)["success"] is True
    assert sync(api)["result"] == {"status": "ready"}
    server = result(api.get("/servers/notes"))
    assert (server["status"], server["error"]) == ("ready", "")
    assert "error_details" not in server
    assert len({tool["name"] for tool in server["tools"]}) == 4
    assert server["prompts"][0]["name"]
    assert server["last_synced"] == server["last_successful_sync"] > created["created_at"]
    assert server["modified_at"] == created["modified_at"]
    assert result(api.get("/servers", params={"search": "notes"})) == [server]


@pytest.mark.parametrize("id", ["billing-3", "metrics-18"])
def test_a_server_that_failed_is_ready_after_a_sync(api: httpx.Client, id: str) -> None:
    assert result(api.get(f"/servers/{id}"))["status"] == "error"
    assert sync(api, id)["success"] is True
    after = result(api.get(f"/servers/{id}"))
    assert (after["status"], after["error"], len(after["tools"])) == ("ready", "", 4)
    assert "error_details" not in after


@pytest.mark.parametrize(
    "more", [{}, {"auth_credentials": json.dumps(MANUAL), "client_secret": "canary"}]
)
def test_an_oauth_server_waits_for_a_login(api: httpx.Client, more: dict[str, str]) -> None:
    created = result(api.post("/servers", json=OAUTH_SERVER | more), 201)
    assert (created["status"], created["tools"], created["prompts"]) == ("waiting", None, None)
    failed = sync(api)
    assert failed["success"] is False
    assert failed["result"]["error_details"] == {
        "cause": "Unauthorized",
        "is_upstream": True,
        "retryable": False,
        "status_code": 401,
    }
    assert result(api.get("/servers/notes")) == created
    assert created["authentication_status"] == ("manual" if more else "required")


def test_imported_tokens_connect_an_oauth_server(api: httpx.Client) -> None:
    api.post("/servers", json=OAUTH_SERVER)
    imported = {**MANUAL, "tokens": {"access_token": "canary", "refresh_token": "canary"}}
    del imported["auth_mode"]
    response = api.put("/servers/notes", json={"auth_credentials": json.dumps(imported)})
    assert result(response)["authentication_status"] == "connected"
    assert result(response)["auth_config_summary"]["registration_info"]["client_id"] == "me"
    assert "canary" not in response.text
    assert sync(api)["success"] is True
    assert len(result(api.get("/servers/notes"))["tools"]) == 4


@pytest.mark.parametrize("missing", ["tokens", "config", "registration_info"])
def test_an_incomplete_import_connects_nothing(api: httpx.Client, missing: str) -> None:
    api.post("/servers", json=OAUTH_SERVER)
    imported: dict[str, Any] = {"tokens": {}, "config": {}, "registration_info": {}}
    del imported[missing]
    updated = result(api.put("/servers/notes", json={"auth_credentials": json.dumps(imported)}))
    assert updated["authentication_status"] == "required"


def test_a_stale_server_stays_stale_until_it_has_other_credentials(api: httpx.Client) -> None:
    before = result(api.get("/servers/calendar-19"))
    assert (before["status"], before["auth_type"]) == ("stale", "oauth")
    assert sync(api, "calendar-19")["result"] == {
        "status": "stale",
        "error": "Authorization failed: needs_reauth",
    }
    after = result(api.get("/servers/calendar-19"))
    assert after == before | {"last_synced": after["last_synced"]}
    assert after["last_synced"] > before["last_synced"]
    imported = json.dumps({"tokens": {}, "config": {}, "registration_info": {}})
    api.put("/servers/calendar-19", json={"auth_credentials": imported})
    assert sync(api, "calendar-19")["success"] is True


@pytest.mark.parametrize("host", ["down.invalid", "INVALID", "a.b.Invalid:8080"])
def test_an_upstream_that_does_not_resolve_fails_the_sync(api: httpx.Client, host: str) -> None:
    api.post("/servers", json=NEW_SERVER | {"hostname": f"https://{host}/mcp"})
    failed = sync(api)
    assert failed["success"] is False
    assert failed["result"]["status"] == "error"
    assert failed["result"]["error_details"]["is_upstream"] is False
    assert failed["result"]["error"] == failed["result"]["error_details"]["cause"] != ""
    server = result(api.get("/servers/notes"))
    assert server.items() >= failed["result"].items()
    assert server["last_synced"] > server["created_at"]
    assert "last_successful_sync" not in server


def test_a_created_server_syncs_by_itself_after_a_while() -> None:
    seconds = 0.0
    with Mock(servers=1, clock=lambda: seconds) as mock:
        url = mock.example_url
        with httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"}) as client:
            created = client.post(url, json=NEW_SERVER).json()["result"]
            seconds = 0.9
            assert client.get(f"{url}/notes").json()["result"] == created
            seconds = 2
            (found,) = client.get(url, params={"search": "notes"}).json()["result"]
    assert (found["status"], len(found["tools"])) == ("ready", 4)
    assert found["last_synced"] > created["created_at"]


def test_a_row_that_a_test_sets_never_syncs_by_itself() -> None:
    seconds = 0.0
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with Mock(servers=1, clock=lambda: seconds) as mock, httpx.Client(headers=headers) as client:
        client.post(mock.example_url, json=NEW_SERVER)
        mock.set_rows("servers", [NEW_SERVER | {"status": "waiting", "tools": None}])
        seconds = 9_999
        (row,) = client.get(mock.example_url).json()["result"]
    assert (row["status"], row["tools"]) == ("waiting", None)


@pytest.mark.parametrize("act", ["create", "sync"])
def test_a_late_sync_shows_after_its_delay(act: str) -> None:
    seconds = 0.0
    with Mock(servers=1, clock=lambda: seconds) as mock:
        url = mock.example_url
        with httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"}) as client:
            mock.set_quirks({"name": "late_sync", "delay_ms": 300_000})
            client.post(url, json=NEW_SERVER)
            if act == "sync":
                seconds = 100
                client.post(f"{url}/notes/sync")
            seconds += 299
            assert client.get(f"{url}/notes").json()["result"]["status"] == "waiting"
            client.put(f"{url}/notes", json={"name": "Renamed"})
            seconds += 1
            found = client.get(f"{url}/notes").json()["result"]
    assert (found["status"], found["name"]) == ("ready", "Renamed")


def test_a_host_that_only_contains_invalid_syncs(api: httpx.Client) -> None:
    host = "https://invalid.example.com/x.invalid"
    api.post("/servers", json=NEW_SERVER | {"hostname": host})
    assert sync(api)["success"] is True


def test_a_bearer_server_needs_credentials_to_sync(api: httpx.Client) -> None:
    created = result(api.post("/servers", json=BEARER_SERVER), 201)
    assert created["authentication_status"] == "required"
    details = sync(api)["result"]["error_details"]
    assert (details["is_upstream"], details["status_code"]) == (True, 401)
    updated = result(api.put("/servers/notes", json={"auth_credentials": "token"}))
    assert (updated["status"], updated["authentication_status"]) == ("error", "connected")
    assert sync(api)["success"] is True
    server = result(api.get("/servers/notes"))
    assert (server["status"], server["error"]) == ("ready", "")
    assert "error_details" not in server


def test_a_bearer_server_created_with_credentials_syncs(api: httpx.Client) -> None:
    api.post("/servers", json=BEARER_SERVER | {"auth_credentials": '{"headers": {"X": "y"}}'})
    assert sync(api)["success"] is True


def test_an_unauthenticated_server_needs_no_credentials(api: httpx.Client) -> None:
    created = result(api.post("/servers", json=NEW_SERVER | {"auth_credentials": "x"}), 201)
    assert created["authentication_status"] == "not_required"
    assert "auth_config_summary" not in created


def test_an_oauth_server_registers_by_itself(api: httpx.Client) -> None:
    created = result(api.post("/servers", json=OAUTH_SERVER), 201)
    assert created["auth_config_summary"] == {"auth_mode": "dcr", "has_client_secret": False}
    assert created["authentication_status"] == "required"


def test_a_manual_oauth_client_is_shown_without_secrets(api: httpx.Client) -> None:
    manual = {"auth_credentials": json.dumps(MANUAL), "client_secret": "canary"}
    response = api.post("/servers", json=OAUTH_SERVER | manual)
    summary = result(response, 201)["auth_config_summary"]
    config, registration = MANUAL["config"], MANUAL["registration_info"]
    assert isinstance(config, dict)
    assert isinstance(registration, dict)
    assert summary == {
        "auth_mode": "manual",
        "has_client_secret": True,
        "client_secret_version": 1,
        "config": {name: config[name] for name in ("authorization_endpoint", "token_endpoint")},
        "registration_info": {name: registration[name] for name in ("client_id", "redirect_uris")},
    }
    replaced = result(api.put("/servers/notes", json={"client_secret": "canary"}))
    assert replaced["auth_config_summary"] == summary | {"client_secret_version": 2}
    kept = result(api.put("/servers/notes", json={"auth_credentials": json.dumps(MANUAL)}))
    assert kept["auth_config_summary"] == replaced["auth_config_summary"]
    assert "canary" not in response.text


@pytest.mark.parametrize("secret", [{}, {"client_secret": ""}])
def test_a_manual_oauth_client_needs_a_secret(api: httpx.Client, secret: dict[str, str]) -> None:
    manual = {"auth_credentials": json.dumps(MANUAL)} | secret
    expected = (400, [(7001, "body", "client_secret")])
    assert errors(api.post("/servers", json=OAUTH_SERVER | manual)) == expected
    api.post("/servers", json=OAUTH_SERVER)
    assert errors(api.put("/servers/notes", json=manual)) == expected


@pytest.mark.parametrize("uris", [5, [5], {}, ["https://a.example.com", None]])
def test_settings_of_another_type_are_not_shown(api: httpx.Client, uris: Any) -> None:
    registration = {"redirect_uris": uris}
    manual = {"auth_mode": "manual", "config": "none", "registration_info": registration}
    given = {"auth_credentials": json.dumps(manual), "client_secret": "canary"}
    summary = result(api.post("/servers", json=OAUTH_SERVER | given), 201)["auth_config_summary"]
    assert summary["registration_info"] == {}
    assert "config" not in summary


@pytest.mark.parametrize(
    "text", ["token", "[1]", '"manual"', '{"auth_mode": "dcr"}', "{", "[" * 100_000]
)
def test_other_credentials_need_no_secret(api: httpx.Client, text: str) -> None:
    assert result(api.post("/servers", json=OAUTH_SERVER | {"auth_credentials": text}), 201)
