"""Credentials of MCP servers, and the sync."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

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


@pytest.mark.parametrize("id", ["wiki-12", "billing-3", "docs-search-4"])
def test_a_seeded_server_is_ready_after_a_sync(api: httpx.Client, id: str) -> None:
    before = result(api.get(f"/servers/{id}"))
    assert before["status"] != "ready"
    sync(api, id)
    after = result(api.get(f"/servers/{id}"))
    assert after["status"] == "ready"
    assert after["tools"]
    assert after["tools"] == (before["tools"] or after["tools"])
    assert "error_details" not in after


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
    assert (updated["status"], updated["authentication_status"]) == ("error", "manual")
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


@pytest.mark.parametrize("text", ["token", "[1]", '"manual"', '{"auth_mode": "dcr"}', "{"])
def test_other_credentials_need_no_secret(api: httpx.Client, text: str) -> None:
    assert result(api.post("/servers", json=OAUTH_SERVER | {"auth_credentials": text}), 201)
