"""GET …/mcp/analytics/tool-calls/timeseries"""

from __future__ import annotations

import pytest

from cloudflare_ai_controls import ToolCallTimeseries
from cloudflare_api_mock import StrictMock
from tests.contract.conftest import Method


def test_each_day_is_counted_and_the_counts_add_up(
    cloudflare_mock: StrictMock, mcp: Method
) -> None:
    cloudflare_mock.expect()
    calls: ToolCallTimeseries = mcp("tool_call_analytics", days=30)
    assert calls.series is not None
    assert len({each.day for each in calls.series}) == 30
    assert calls.total == sum(each.count or 0 for each in calls.series)
    assert 0 in [each.count for each in calls.series]
    assert (calls.granularity, calls.aggregate, calls.tz) == ("daily", False, "utc")


@pytest.mark.parametrize("tz", ["utc", "Z", "+14:00", "-12:00", "+05:45", "-00:30"])
def test_a_time_zone_of_the_contract_is_sent(
    tz: str, cloudflare_mock: StrictMock, mcp: Method
) -> None:
    cloudflare_mock.expect()
    assert mcp("tool_call_analytics", tz=tz).tz == tz


@pytest.mark.parametrize("tz", ["UTC", "+14:01", "-12:01", "+1:00", "+01", "Europe/Berlin", ""])
def test_another_time_zone_is_refused(tz: str, cloudflare_mock: StrictMock, mcp: Method) -> None:
    with pytest.raises(ValueError, match="`tz`"):
        mcp("tool_call_analytics", tz=tz)
