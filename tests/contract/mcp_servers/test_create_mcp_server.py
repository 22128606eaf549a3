"""POST /accounts/{account_id}/access/ai-controls/mcp/servers"""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from cloudflare_ai_controls import (
    BadRequestError,
    CapabilityOverride,
    CloudflareError,
    ConflictError,
    InternalServerError,
    McpServer,
    RateLimitError,
)
from cloudflare_api_mock import StrictMock
from tests.clients import Caller
from tests.contract.conftest import Method

NOTES = {
    "id": "team-notes",
    "name": "Team notes",
    "hostname": "https://notes.example.com/mcp",
    "auth_type": "bearer",
}
SECRETS = {"auth_credentials": "canary-credentials", "client_secret": "canary-secret"}


def test_omitted_members_have_defaults(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect()
    server: McpServer = servers("create", **NOTES)
    assert {name: getattr(server, name) for name in NOTES} == NOTES
    assert (server.status, server.tools, server.prompts) == ("waiting", [], [])
    assert (server.secure_web_gateway, server.is_shared_oauth_callback_enabled) == (False, False)
    assert server.created_at == server.modified_at is not None
    assert server.created_by == "user@example.com"
    assert server.last_synced is None


def test_a_created_server_is_listed(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(2)
    created: McpServer = servers("create", **NOTES)
    page = servers("list", search="team-notes")
    assert [(row.id, row.created_at) for row in page.result] == [(created.id, created.created_at)]
    assert page.result_info.total_count == 1


def test_secrets_are_sent_and_come_back_nowhere(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect()
    server: McpServer = servers("create", **NOTES, **SECRETS)
    assert "canary" not in f"{server!r} {server.to_dict()}"


def test_secrets_stay_out_of_errors(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"status": 400, "json": {"success": False}}, {"drop": True})
    for _ in range(2):
        with pytest.raises(CloudflareError) as caught:
            servers("create", **NOTES, **SECRETS)
        assert b"canary" not in pickle.dumps(caught.value)


@pytest.mark.parametrize(
    "given", [{"name": "search", "alias": "find"}, CapabilityOverride(name="search", alias="find")]
)
def test_overrides_are_models_or_dicts(
    given: object, cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect()
    override = {"name": "search", "alias": "find"}
    server: McpServer = servers("create", **NOTES, updated_tools=[given])
    assert json.loads(cloudflare_mock.log[0].body)["updated_tools"] == [override]
    assert server.updated_tools == [CapabilityOverride.from_dict(override)]


def test_an_identifier_that_is_taken_conflicts(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect(2)
    servers("create", **NOTES)
    with pytest.raises(ConflictError) as caught:
        servers("create", **NOTES)
    assert [error.code for error in caught.value.errors] == [7006]


def test_an_error_of_the_server_names_the_place(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect(1, breaking_contract=True)
    with pytest.raises(BadRequestError, match=r"400 Bad Request: \[7001\] ") as caught:
        servers("create", **NOTES, extra_body={"name": None})
    assert caught.value.errors[0].additional_properties["path"] == ["body", "name"]


@pytest.mark.parametrize("fault", [{"status": 500, "body": ""}, {"drop": True}])
def test_a_creation_that_may_have_worked_is_not_retried(
    fault: dict[str, Any],
    cloudflare_mock: StrictMock,
    call: Caller,
    servers: Method,
    waits: list[float],
) -> None:
    call.settings["max_retries"] = 2
    cloudflare_mock.expect()
    cloudflare_mock.fail_next(fault)
    with pytest.raises(CloudflareError) as caught:
        servers("create", **NOTES)
    assert getattr(caught.value, "attempts", None) == 1
    assert waits == []


def test_a_creation_is_retried_after_429(
    cloudflare_mock: StrictMock, call: Caller, servers: Method, waits: list[float]
) -> None:
    call.settings["max_retries"] = 2
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"status": 429, "headers": {"Retry-After": "3"}, "body": ""})
    assert servers("create", **NOTES).id == "team-notes"
    assert waits == [3]


def test_errors_are_of_their_status(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.fail_next({"status": 530, "body": "<html>"}, {"status": 429, "body": ""})
    with pytest.raises(InternalServerError, match=r"^530: "):
        servers("create", **NOTES)
    with pytest.raises(RateLimitError):
        servers("create", **NOTES)
