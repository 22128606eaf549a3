"""Quirks that break the contract: a program gets a result or an error, never a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest

from cloudflare_ai_controls import (
    BadRequestError,
    Cloudflare,
    InternalServerError,
    McpServer,
)
from cloudflare_api_mock import TOKEN, StrictMock
from cloudflare_api_mock.quirk import QUIRKS
from tests.clients import Caller

from .conftest import ACCOUNT, MCP, Method


@pytest.fixture(scope="module")
def cloudflare_mock_server() -> Iterator[StrictMock]:
    """A mock with as few servers as have every oddity, in three pages."""
    mock = StrictMock(servers=50)
    mock.start()
    yield mock
    mock.stop()


def _servers(call: Caller, **arguments: Any) -> list[McpServer]:
    return call.walk(f"{MCP}.servers.list", account_id=ACCOUNT, **arguments)


def _is_aware(server: McpServer) -> bool:
    moments = (server.created_at, server.modified_at, server.last_synced)
    return all(moment is None or moment.utcoffset() == timedelta() for moment in moments)


_READ: dict[str, Callable[[McpServer], bool]] = {
    "bare_timestamps": lambda s: s.created_at is not None and _is_aware(s),
    "long_fractions": lambda s: s.created_at is not None and _is_aware(s),
    "null_tools": lambda s: s.tools == [] or s.last_synced is not None,
    "null_auth_config": lambda s: s.auth_type != "bearer" or s.auth_config_summary is None,
    "null_overrides": lambda s: all(o.alias is None for o in s.updated_tools or ()),
    "null_status": lambda s: s.status is None,
    "empty_texts": lambda s: not s.description and not s.error,
    "active_status": lambda s: s.status == "active",
    "number_booleans": lambda s: type(s.secure_web_gateway) in {bool, type(None)},
}


@pytest.fixture(scope="module")
def usual(cloudflare_mock_server: StrictMock) -> list[str]:
    """The ids of all servers, as the mock lists them without a quirk."""
    cloudflare_mock_server.reset()
    call = Caller(Cloudflare, base_url=cloudflare_mock_server.base_url, api_token=TOKEN)
    return [server.id for server in _servers(call, per_page=20)]


@pytest.mark.parametrize("quirk", QUIRKS)
def test_a_walk_with_a_quirk_has_every_row_and_the_annotated_types(
    quirk: str, cloudflare_mock: StrictMock, call: Caller, usual: list[str]
) -> None:
    cloudflare_mock.set_quirks(quirk)
    # Without totals, the page after a full page must be requested.
    cloudflare_mock.expect(4 if quirk == "no_result_info" else 3)
    rows = _servers(call, per_page=20)
    assert [server.id for server in rows] == usual
    assert all(map(_READ.get(quirk, _is_aware), rows))


@pytest.mark.parametrize("quirk", ["unfiltered_total", "no_totals"])
def test_a_search_ends_where_its_rows_do(
    quirk: str, cloudflare_mock: StrictMock, call: Caller
) -> None:
    cloudflare_mock.set_quirks(quirk)
    # The page after a short one shows that the total counts other rows.
    cloudflare_mock.expect(3 if quirk == "unfiltered_total" else 2)
    assert len(_servers(call, search="wiki", per_page=3)) == 4


def test_missing_members_of_portals_are_none(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect(2)
    cloudflare_mock.set_quirks("no_servers")
    assert portals("read", "my-mcp-portal").servers is None
    cloudflare_mock.set_quirks("no_server_id")
    assert {server.server_id for server in portals("read", "my-mcp-portal").servers} == {None}


def test_an_answer_of_few_fields_is_read(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.set_quirks("few_fields")
    server: McpServer = servers(
        "create", id="a", name="A", hostname="https://a.example.com", auth_type="oauth"
    )
    assert (server.id, server.status, server.modified_by) == ("a", "waiting", None)


def test_errors_without_a_code_are_raised(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect(breaking_contract=True)
    cloudflare_mock.set_quirks("codeless_errors")
    with pytest.raises(BadRequestError, match=r"^400 Bad Request: Number must be") as caught:
        servers("list", extra_query={"per_page": 500})
    assert [error.code for error in caught.value.errors] == [None]


def test_a_database_that_speaks_is_an_internal_error(
    cloudflare_mock: StrictMock, servers: Method
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.set_quirks("leaky_update")
    with pytest.raises(InternalServerError, match=r"^500 .*\[7000\] D1_ERROR"):
        servers("update", "my-mcp-server", extra_body={"hostname": "https://b.example.com"})
