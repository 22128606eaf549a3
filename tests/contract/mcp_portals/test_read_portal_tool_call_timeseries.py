"""GET …/mcp/analytics/portals/{portal_id}/tool-calls/timeseries"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import NotFoundError
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_the_calls_of_one_portal_are_some_of_the_accounts(
    cloudflare_mock: StrictMock, mcp: Method, portals: Method
) -> None:
    cloudflare_mock.expect(2)
    every, some = mcp("tool_call_analytics"), portals("tool_call_analytics", "my-mcp-portal")
    assert 0 < some.total < every.total
    assert [each.day for each in some.series] == [each.day for each in every.series]


def test_an_unknown_portal_is_not_found(cloudflare_mock: StrictMock, portals: Method) -> None:
    cloudflare_mock.expect()
    with pytest.raises(NotFoundError, match=r"\[7002\]"):
        portals("tool_call_analytics", "no-such-portal")
