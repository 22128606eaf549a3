"""POST /accounts/{account_id}/access/ai-controls/mcp/servers"""

from __future__ import annotations

import json
import pickle

import pytest

from cloudflare_ai_controls import (
    BadRequestError,
    CapabilityOverride,
    CloudflareError,
    McpServer,
)
from cloudflare_api_mock import StrictMock
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


def test_an_error_of_the_server_names_the_place(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect(1, breaking_contract=True)
    with pytest.raises(BadRequestError, match=r"400 Bad Request: \[7001\] ") as caught:
        servers("create", **NOTES, extra_body={"name": None})
    assert caught.value.errors[0].additional_properties["path"] == ["body", "name"]
