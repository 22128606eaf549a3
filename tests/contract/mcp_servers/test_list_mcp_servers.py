"""GET /accounts/{account_id}/access/ai-controls/mcp/servers"""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

from cloudflare_ai_controls import Cloudflare
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method
from tests.contract.schemas import CONTRACT


@pytest.fixture
def operation() -> Any:
    """The operation in the contract."""
    return CONTRACT.data["paths"]["/accounts/{account_id}/access/ai-controls/mcp/servers"]["get"]


def test_example_answer_is_read_field_by_field(
    cloudflare_mock: StrictMock, servers: Method, operation: Any
) -> None:
    answer = deepcopy(operation["responses"]["200"]["content"]["application/json"]["example"])
    # As on Cloudflare's reference page; the contract has another word.
    answer["result"][0]["status"] = "status"
    cloudflare_mock.expect()
    cloudflare_mock.fail_next({"status": 200, "json": answer})
    (server,) = servers("list").result
    moment = datetime(2019, 12, 27, 18, 11, 19, 117000, UTC)
    assert server.id == "my-mcp-server"
    assert server.auth_type == "unauthenticated"
    assert server.hostname == "https://example.com/mcp"
    assert server.name == "My MCP Server"
    assert server.prompts == [{"foo": "bar"}]
    assert server.tools == [{"foo": "bar"}]
    assert server.auth_config_summary is None
    assert server.authentication_status is None
    assert server.created_at == moment
    assert server.created_by == "created_by"
    assert server.description == "This is one remote mcp server"
    assert server.error == "error"
    assert server.error_details.cause == "cause"
    assert server.error_details.is_upstream is True
    assert server.error_details.mcp_code == 0
    assert server.error_details.retryable is True
    assert server.error_details.status_code == 0
    assert server.is_shared_oauth_callback_enabled is True
    assert server.last_successful_sync == moment
    assert server.last_synced == moment
    assert server.modified_at == moment
    assert server.modified_by == "modified_by"
    assert server.secure_web_gateway is False
    assert server.status == "status"
    for (override,) in (server.updated_prompts, server.updated_tools):
        assert override.name == "name"
        assert override.alias == "my-custom-alias"
        assert override.description == "description"
        assert override.enabled is True
    assert server.additional_properties == {}


def test_docstring_has_the_texts_of_the_contract(operation: Any) -> None:
    servers = Cloudflare(api_token="t").zero_trust.access.ai_controls.mcp.servers
    said = " ".join((servers.list.__doc__ or "").split())
    assert operation["summary"] in said
    assert ", ".join(operation["x-api-token-group"]) in said
    for parameter in map(CONTRACT.resolve, operation["parameters"]):
        assert f"{parameter['name']}: {parameter['description']}" in said
