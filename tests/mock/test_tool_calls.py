"""Counts of tool calls."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx
import pytest

from .support import errors, result

DAY = 24 * 60 * 60 * 1000


def count(api: httpx.Client, of: str = "", **query: Any) -> Any:
    return result(api.get(f"/analytics/{of}tool-calls/timeseries", params=query))


def counts(answer: Any) -> list[int]:
    return [each["count"] for each in answer["series"]]


@pytest.mark.parametrize("days", [1, 7, 179])
def test_every_day_of_the_span_has_an_entry(api: httpx.Client, days: int) -> None:
    answer = count(api, days=days)
    assert answer["end"] - answer["start"] == days * DAY
    first = datetime.fromtimestamp(answer["start"] / 1000, UTC).date()
    listed = [date.fromisoformat(each["day"]) for each in answer["series"]]
    assert listed == [first + timedelta(days=each) for each in range(days)]
    assert answer["total"] == sum(counts(answer))


def test_tools_are_called_on_working_days_only(api: httpx.Client) -> None:
    answer = count(api, days=30)
    weekend = [date.fromisoformat(each["day"]).weekday() >= 5 for each in answer["series"]]
    assert [number == 0 for number in counts(answer)] == weekend


def test_days_begin_at_midnight_in_the_time_zone(api: httpx.Client) -> None:
    answers = {tz: count(api, tz=tz) for tz in ("utc", "+14:00", "-12:00")}
    starts = {tz: answer["start"] % DAY for tz, answer in answers.items()}
    assert starts == {"utc": 0, "+14:00": 10 * DAY / 24, "-12:00": 12 * DAY / 24}
    assert answers["-12:00"]["series"][-1]["day"] < answers["utc"]["series"][-1]["day"]
    assert len({tuple(counts(answer)) for answer in answers.values()}) == 3


def test_z_is_another_name_of_utc(api: httpx.Client) -> None:
    assert count(api, tz="Z") | {"tz": "utc"} == count(api, tz="utc")


def test_months_are_whole_and_ignore_days(api: httpx.Client) -> None:
    answer = count(api, granularity="monthly", days=1)
    days = [date.fromisoformat(each["day"]) for each in answer["series"]]
    assert [day.day for day in days] == [1] * 6
    assert len({(day.year, day.month) for day in days}) == 6
    assert answer["start"] == datetime.combine(days[0], datetime.min.time(), UTC).timestamp() * 1000
    assert answer["total"] == sum(counts(answer)) > count(api, days=30)["total"]


def test_aggregated_counts_are_one_entry(api: httpx.Client) -> None:
    apart, together = count(api), count(api, aggregate="true")
    assert together["series"] == [{"day": apart["series"][0]["day"], "count": apart["total"]}]
    assert together | {"series": [], "aggregate": False} == apart | {"series": []}


def test_a_call_belongs_to_one_server_and_one_portal(api: httpx.Client) -> None:
    portals = result(api.get("/portals"))
    published = {each["id"] for portal in portals for each in portal["servers"]}
    by_portal = [count(api, f"portals/{portal['id']}/")["total"] for portal in portals]
    by_server = [count(api, f"servers/{server}/")["total"] for server in published]
    assert sum(by_portal) == sum(by_server) == count(api)["total"]


def test_a_server_that_no_portal_publishes_has_no_calls(api: httpx.Client) -> None:
    portals = result(api.get("/portals"))
    published = {each["id"] for portal in portals for each in portal["servers"]}
    servers = result(api.get("/servers", params={"per_page": 100}))
    lonely = next(each["id"] for each in servers if each["id"] not in published)
    assert counts(count(api, f"servers/{lonely}/")) == [0] * 7


@pytest.mark.parametrize("of", ["servers", "portals"])
def test_an_unknown_server_or_portal_is_not_found(api: httpx.Client, of: str) -> None:
    answer = api.get(f"/analytics/{of}/nobody/tool-calls/timeseries")
    assert errors(answer) == (404, [(7002,)])


@pytest.mark.parametrize(
    "query", [{"days": 180}, {"days": 0}, {"tz": "CET"}, {"aggregate": "1"}, {"granularity": "h"}]
)
def test_a_query_that_breaks_the_contract_is_refused(
    api: httpx.Client, query: dict[str, Any]
) -> None:
    answer = api.get("/analytics/tool-calls/timeseries", params=query)
    assert errors(answer) == (400, [(7001, "query", *query)])
