"""GET …/mcp/analytics/servers/{server_id}/tool-calls/timeseries"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_the_calls_of_one_server_are_some_of_the_accounts(
    cloudflare_mock: StrictMock, mcp: Method, servers: Method
) -> None:
    cloudflare_mock.expect(2)
    every, some = mcp("tool_call_analytics"), servers("tool_call_analytics", "github-mcp")
    assert 0 < some.total < every.total
    assert [each.day for each in some.series] == [each.day for each in every.series]


def test_an_unknown_server_is_not_found(cloudflare_mock: StrictMock, servers: Method) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError, match=r"\[7002\]"):
        servers("tool_call_analytics", "no-such-server")
