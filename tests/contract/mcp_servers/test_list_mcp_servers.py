"""GET /accounts/{account_id}/access/ai-controls/mcp/servers"""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

import pytest

import cloudflare_ai_controls
from cloudflare_ai_controls import (
    APIResponseValidationError,
    APIStatusError,
    AsyncCloudflare,
    AuthenticationError,
    BadRequestError,
    Cloudflare,
    McpServer,
    PermissionDeniedError,
    ServerListResponse,
)
from cloudflare_ai_controls.api.mcp_servers import list_mcp_servers
from cloudflare_api_mock import EMAIL, NO_PERMISSION_TOKEN, TOKEN, StrictMock
from tests.clients import Caller, ClientKind, settled
from tests.contract.conftest import ACCOUNT, MCP
from tests.contract.schemas import CONTRACT

PATH = f"/client/v4/accounts/{ACCOUNT}/access/ai-controls/mcp/servers"


def list_servers(call: Caller, **arguments: Any) -> Any:
    """Return the first page."""
    return call.method(f"{MCP}.servers.list", **{"account_id": ACCOUNT} | arguments)


@pytest.fixture
def operation(contract: dict[str, Any]) -> Any:
    """The operation in the contract."""
    return contract["paths"]["/accounts/{account_id}/access/ai-controls/mcp/servers"]["get"]


@pytest.fixture
def example(operation: Any) -> dict[str, Any]:
    """The answer that the reference page shows; the contract has another word for `status`."""
    answer: dict[str, Any] = deepcopy(
        operation["responses"]["200"]["content"]["application/json"]["example"]
    )
    answer["result"][0]["status"] = "status"
    return answer


# The sample on Cloudflare's reference page; its first two lines are the ones below it.
SAMPLE = """
client = Cloudflare(
    api_token=os.environ.get("CLOUDFLARE_API_TOKEN"),  # This is the default and can be omitted
)
page = client.zero_trust.access.ai_controls.mcp.servers.list(
    account_id="a86a8f5c339544d7bdc89926de14fb8c",
)
page = page.result[0]
print(page.id)
"""


@pytest.mark.parametrize("package", ["cloudflare", "cloudflare_ai_controls"])
def test_sample_of_the_reference_page_runs_with_only_its_import_changed(
    cloudflare_mock: StrictMock,
    package: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cloudflare_mock.expect()
    monkeypatch.setenv("CLOUDFLARE_API_TOKEN", TOKEN)
    monkeypatch.setenv("CLOUDFLARE_BASE_URL", cloudflare_mock.base_url)
    names: dict[str, Any] = {}
    exec(f"import os\nfrom {package} import Cloudflare\n{SAMPLE}", names)
    names["client"].close()
    assert capsys.readouterr() == ("my-mcp-server\n", "")


def test_example_answer_is_read_field_by_field(
    cloudflare_mock: StrictMock, call: Caller, example: dict[str, Any]
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next({"status": 200, "json": example})
    (server,) = list_servers(call).result
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


def test_example_answer_goes_back_unchanged(example: dict[str, Any]) -> None:
    row = example["result"][0]
    assert McpServer.from_dict(row).to_dict() == row


def test_model_has_exactly_the_fields_of_the_contract(contract: dict[str, Any]) -> None:
    fields = set(McpServer.__model_names__)
    assert fields == set(contract["components"]["schemas"]["McpServer"]["properties"])
    assert ServerListResponse is McpServer


def test_the_request_has_only_the_given_arguments(
    cloudflare_mock: StrictMock, call: Caller
) -> None:
    cloudflare_mock.expect()
    list_servers(call)
    (request,) = cloudflare_mock.log
    assert (request.method, request.path, list(request.query)) == ("GET", PATH, [])
    assert request.headers["user-agent"].startswith("cloudflare-ai-controls/")


def test_arguments_reach_the_wire_as_the_contract_names_them(
    cloudflare_mock: StrictMock, call: Caller
) -> None:
    cloudflare_mock.expect()
    page = list_servers(call, page=2, per_page=3, search="e & m?")
    (request,) = cloudflare_mock.log
    assert sorted(request.query) == [("page", "2"), ("per_page", "3"), ("search", "e & m?")]
    assert page.result == []


def test_argument_none_is_not_sent(cloudflare_mock: StrictMock, call: Caller) -> None:
    cloudflare_mock.expect()
    list_servers(call, page=None, per_page=None, search=None)
    assert list(cloudflare_mock.log[0].query) == []


def test_argument_out_of_bounds_is_refused_at_the_call(
    cloudflare_mock: StrictMock, contract: dict[str, Any], client_kind: ClientKind
) -> None:
    servers: Any = client_kind.choose(Cloudflare, AsyncCloudflare)(
        api_token=TOKEN, base_url=cloudflare_mock.base_url
    ).zero_trust.access.ai_controls.mcp.servers
    tried = 0
    for shared in ("AccountId", "Page", "PerPage"):
        parameter = contract["components"]["parameters"][shared]
        name, schema = parameter["name"], parameter["schema"]
        bad: list[Any] = [""] if parameter["in"] == "path" else []
        bad += [schema["minimum"] - 1] if "minimum" in schema else []
        bad += [schema["maximum"] + 1] if "maximum" in schema else []
        for value in bad:
            with pytest.raises(ValueError, match=rf"`{name}`.*received {value!r}$"):
                servers.list(**({"account_id": ACCOUNT} | {name: value}))
            tried += 1
    assert tried == 4


@pytest.mark.parametrize("per_page", [1, 100])
def test_argument_at_its_bounds_is_accepted(
    cloudflare_mock: StrictMock, call: Caller, per_page: int
) -> None:
    cloudflare_mock.expect()
    assert len(list_servers(call, page=1, per_page=per_page).result) == per_page


@pytest.mark.parametrize(
    ("credentials", "error_class", "code"),
    [
        ({"api_token": "x" * 40}, AuthenticationError, 10000),
        ({"api_token": None, "api_email": EMAIL, "api_key": "0" * 37}, AuthenticationError, 10000),
        ({"api_token": NO_PERMISSION_TOKEN}, PermissionDeniedError, 10000),
        ({"api_token": "no bearer token"}, BadRequestError, 6003),
    ],
)
def test_refused_credentials_raise_the_error_of_the_status(
    cloudflare_mock: StrictMock,
    call: Caller,
    credentials: dict[str, str | None],
    error_class: type[APIStatusError],
    code: int,
) -> None:
    call.settings |= credentials
    cloudflare_mock.expect()
    with pytest.raises(error_class) as caught:
        list_servers(call)
    error = caught.value
    assert [data.code for data in error.errors] == [code]
    shown = str(error)
    assert shown.startswith(f"{error.status_code} ")
    for part in (f"[{code}]", f"GET {PATH.removeprefix('/client/v4')}", f"ray {error.ray_id}"):
        assert part in shown
    assert "\n" not in shown


def test_missing_permission_is_named_as_the_contract_names_it(
    cloudflare_mock: StrictMock, call: Caller, operation: Any
) -> None:
    call.settings["api_token"] = NO_PERMISSION_TOKEN
    cloudflare_mock.expect()
    with pytest.raises(PermissionDeniedError) as caught:
        list_servers(call)
    assert ", ".join(operation["x-api-token-group"]) in str(caught.value)


def test_row_of_a_wrong_shape_is_named_with_its_place(
    cloudflare_mock: StrictMock, call: Caller, example: dict[str, Any]
) -> None:
    row = example["result"][0]
    cloudflare_mock.expect()
    cloudflare_mock.fail_next(
        {"status": 200, "json": {"success": True, "result": [row, row | {"auth_type": None}]}}
    )
    with pytest.raises(
        APIResponseValidationError, match=r"result\[1\]\.auth_type: expected a string .* null"
    ):
        list_servers(call)


def test_whole_answer_comes_with_status_headers_and_content(
    cloudflare_mock: StrictMock, call: Caller, client_kind: ClientKind
) -> None:
    cloudflare_mock.expect(2)

    async def work(client: Any) -> Any:
        servers = client.zero_trust.access.ai_controls.mcp.servers
        raw = await settled(servers.with_raw_response.list(account_id=ACCOUNT))
        module = client_kind.choose(list_mcp_servers.sync, list_mcp_servers.asyncio)
        same_page = await settled(module(client=client, account_id=ACCOUNT))
        return raw, await settled(raw.parse()), same_page

    raw, page, same_page = call.run(work)
    assert raw.status_code == 200
    assert raw.headers["cf-ray"]
    assert b'"my-mcp-server"' in raw.content
    assert raw.is_closed is True
    assert raw.parsed is page
    assert page.result == same_page.result
    assert not [name for name in raw.http_request.headers if "auth" in name.lower()]


def test_docstring_has_the_texts_of_the_contract(operation: Any) -> None:
    servers = Cloudflare(api_token=TOKEN).zero_trust.access.ai_controls.mcp.servers
    said = " ".join((servers.list.__doc__ or "").split())
    assert operation["summary"] in said
    assert ", ".join(operation["x-api-token-group"]) in said
    for parameter in map(CONTRACT.resolve, operation["parameters"]):
        assert f"{parameter['name']}: {parameter['description']}" in said


def test_every_public_name_is_importable_from_the_package() -> None:
    for name in cloudflare_ai_controls.__all__:
        assert getattr(cloudflare_ai_controls, name) is not None
