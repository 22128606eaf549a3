"""The official SDK against the mock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import cloudflare
import httpx
import pytest
from cloudflare import Cloudflare

from cloudflare_api_mock import EMAIL, KEY, NO_PERMISSION_TOKEN, TOKEN, StrictMock

if TYPE_CHECKING:  # Its import takes seconds, and each worker collects this file.
    from cloudflare.resources.zero_trust.access.ai_controls.mcp import ServersResource


@pytest.fixture
def client(cloudflare_mock: StrictMock) -> Iterator[Cloudflare]:
    with Cloudflare(base_url=cloudflare_mock.base_url, api_token=TOKEN, max_retries=0) as client:
        yield client


def servers_of(client: Cloudflare) -> ServersResource:
    return client.zero_trust.access.ai_controls.mcp.servers


def failed(client: Cloudflare, mock: StrictMock, per_page: int = 20) -> cloudflare.APIError:
    """The error that listing the servers raises."""
    with pytest.raises(cloudflare.APIError) as caught:
        servers_of(client).list(account_id=mock.account_id, per_page=per_page)
    return caught.value


def test_it_lists(cloudflare_mock: StrictMock, client: Cloudflare) -> None:
    cloudflare_mock.expect()
    page = servers_of(client).list(account_id=cloudflare_mock.account_id, search="my-mcp-server")
    (server,) = page.result
    assert server.id == "my-mcp-server"
    assert server.created_at is not None
    assert server.created_at.year == 2019
    assert server.updated_tools is not None
    assert server.updated_tools[0].alias == "my-custom-alias"
    assert page.result_info is not None
    assert (page.result_info.page, page.result_info.per_page) == (1, 20)


def test_it_authenticates_with_email_and_key(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect()
    with Cloudflare(base_url=cloudflare_mock.base_url, api_email=EMAIL, api_key=KEY) as client:
        page = servers_of(client).list(account_id=cloudflare_mock.account_id)
    assert len(page.result) == 20
    headers = cloudflare_mock.log[0].headers
    assert "authorization" not in headers
    assert (headers["x-auth-email"], headers["x-auth-key"]) == (EMAIL, KEY)


@pytest.mark.parametrize(
    ("token", "expected", "code"),
    [
        ("unknown", cloudflare.AuthenticationError, 10000),
        (NO_PERMISSION_TOKEN, cloudflare.PermissionDeniedError, 10000),
        ("not a token", cloudflare.BadRequestError, 6003),
    ],
)
def test_a_refused_token_is_a_typed_error(
    cloudflare_mock: StrictMock,
    client: Cloudflare,
    token: str,
    expected: type[cloudflare.APIError],
    code: int,
) -> None:
    cloudflare_mock.expect()
    error = failed(client.with_options(api_token=token), cloudflare_mock)
    assert isinstance(error, expected)
    assert error.errors[0].code == code


def test_half_a_pair_is_a_bad_request(cloudflare_mock: StrictMock) -> None:
    cloudflare_mock.expect(breaking_contract=True)
    with Cloudflare(base_url=cloudflare_mock.base_url, api_key=KEY) as client:
        error = failed(client, cloudflare_mock)
    assert isinstance(error, cloudflare.BadRequestError)
    assert error.errors[0].code == 9106


def test_a_parameter_out_of_bounds_is_a_bad_request(
    cloudflare_mock: StrictMock, client: Cloudflare
) -> None:
    cloudflare_mock.expect(breaking_contract=True)
    error = failed(client, cloudflare_mock, per_page=101)
    assert isinstance(error, cloudflare.BadRequestError)
    assert error.errors[0].code == 7001


@pytest.mark.parametrize(
    ("status", "expected", "code"),
    [
        (404, cloudflare.NotFoundError, 7003),
        (429, cloudflare.RateLimitError, 971),
        (500, cloudflare.InternalServerError, 7000),
        (530, cloudflare.InternalServerError, 1016),
    ],
)
def test_a_fault_is_a_typed_error(
    cloudflare_mock: StrictMock,
    client: Cloudflare,
    status: int,
    expected: type[cloudflare.APIError],
    code: int,
) -> None:
    cloudflare_mock.expect()
    envelope = {"success": False, "errors": [{"code": code, "message": "m"}], "result": None}
    cloudflare_mock.fail_next({"status": status, "json": envelope})
    error = failed(client, cloudflare_mock)
    assert isinstance(error, expected)
    assert error.errors[0].code == code


def test_a_dropped_connection_is_a_connection_error(
    cloudflare_mock: StrictMock, client: Cloudflare
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next({"drop": True})
    error = failed(client, cloudflare_mock)
    assert isinstance(error, cloudflare.APIConnectionError)
    assert isinstance(error.__cause__, httpx.ReadError)


def test_it_retries_until_it_gets_through(cloudflare_mock: StrictMock, client: Cloudflare) -> None:
    cloudflare_mock.expect(3)
    soon = {"retry-after-ms": "1"}
    cloudflare_mock.fail_next({"status": 429, "headers": soon}, {"status": 503, "headers": soon})
    servers = servers_of(client.with_options(max_retries=2))
    assert len(servers.list(account_id=cloudflare_mock.account_id).result) == 20
