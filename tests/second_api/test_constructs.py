"""The constructs that this family has and the project's own does not."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from types import ModuleType
from typing import Any

import pytest

from cloudflare_api_contract import Json
from cloudflare_api_mock import StrictMock

from .support import Operation

STATIONS = "weather.stations"
ONE: Json = {"account_id": "a", "station_id": "north-pole"}
MOMENT = datetime(2026, 1, 2, 4, 4, 5, tzinfo=timezone(timedelta(hours=1)))

Call = Callable[..., Any]


@pytest.fixture
def sent(
    call: Call, cloudflare_mock: StrictMock, described: dict[str, Operation]
) -> Callable[..., tuple[Json, dict[str, str], dict[str, str]]]:
    """Call an operation: the body, the query and the headers that it sends."""

    def sent(id: str, /, **arguments: Any) -> tuple[Json, dict[str, str], dict[str, str]]:
        cloudflare_mock.expect()
        cloudflare_mock.fail_next(described[id].fault)
        call(described[id].attribute, **arguments)
        entry = cloudflare_mock.log[-1]
        return json.loads(entry.body or "{}"), dict(entry.query), dict(entry.headers)

    return sent


def test_moments_are_sent_as_rfc_3339(sent: Any, package: ModuleType) -> None:
    new = {"id": "north-pole", "name": "North Pole", "idempotency_key": "abcd", "account_id": "a"}
    later = MOMENT + timedelta(hours=1)
    maintenance = [
        {"from": MOMENT, "to": "2026-01-02T04:04:05Z"},
        package.Period(from_=MOMENT, to=later, reason="snow"),
    ]
    body, _, _ = sent("createStation", maintenance=maintenance, built_on=date(1999, 12, 31), **new)
    said = {"from": "2026-01-02T03:04:05Z", "to": "2026-01-02T04:04:05Z"}
    assert body["maintenance"] == [said, said | {"reason": "snow"}]
    assert body["built-on"] == "1999-12-31"
    body, _, _ = sent("editStation", retired_at=MOMENT, **ONE)
    assert body == {"retired-at": "2026-01-02T03:04:05Z"}
    body, _, _ = sent("editStation", retired_at=None, **ONE)
    assert body == {"retired-at": None}
    _, query, _ = sent("listStations", account_id="a", seen_since=MOMENT, built_on="1999-12-31")
    assert query == {"seen-since": "2026-01-02T03:04:05Z", "built-on": "1999-12-31"}
    _, _, headers = sent("readStation", if_modified_since=MOMENT, **ONE)
    assert headers["if-modified-since"] == "2026-01-02T03:04:05Z"


def test_moments_without_a_zone_are_not_sent(call: Call) -> None:
    with pytest.raises(ValueError, match=r"^Expected `retired_at` to have a time zone"):
        call(f"{STATIONS}.edit", retired_at=datetime(2026, 1, 2), **ONE)  # noqa: DTZ001


def test_headers_that_are_not_given_are_not_sent(sent: Any, package: ModuleType) -> None:
    for nothing in ({}, {"x_trace_id": None, "x_depth": package.omit}):
        _, _, headers = sent("readStation", **ONE, **nothing)
        assert not {"x-trace-id", "x-depth", "x-fresh"} & headers.keys()
    _, _, headers = sent("readStation", x_trace_id="me", x_depth=2, x_fresh=False, **ONE)
    assert [headers[f"x-{name}"] for name in ("trace-id", "depth", "fresh")] == ["me", "2", "false"]
    extra = {"X-TRACE-ID": "other"}
    _, _, headers = sent("readStation", x_trace_id="me", extra_headers=extra, **ONE)
    assert headers["x-trace-id"] == "other"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ({"x_trace_id": "longer-than-eight"}, "Expected `x_trace_id` to have at most 8 characters"),
        ({"x_trace_id": "a\r\nb: c"}, "Expected `x_trace_id` to fit into a header"),
        ({"x_trace_id": "é"}, "Expected `x_trace_id` to fit into a header"),
        ({"x_depth": -1}, "Expected `x_depth` to be at least 0"),
    ],
)
def test_headers_keep_their_rules(arguments: Json, problem: str, call: Call) -> None:
    with pytest.raises(ValueError, match=f"^{problem}"):
        call(f"{STATIONS}.read", **ONE, **arguments)


def test_a_rule_of_the_operation_replaces_that_of_its_path(package: ModuleType) -> None:
    stations = package.Cloudflare(api_token="t").weather.stations
    assert "x_trace_id: At most 8" in str(inspect.getdoc(stations.read))
    assert "x_trace_id: Comes back in the log." in str(inspect.getdoc(stations.update))
    assert "x_trace_id" not in inspect.signature(stations.forecast).parameters


def test_parts_of_all_of_are_one_model(package: ModuleType) -> None:
    station = package.Station.from_dict({"id": "a", "name": "b", "sensors": [{"id": "c"}]})
    assert (station.id, station.name, station.sensors[0].id) == ("a", "b", "c")
    assert package.Station.__doc__ == "A weather station."
    assert package.Person.__doc__ == "Person"
    assert package.Station.__annotations__["owner"] == "_models.Person | None"
    with pytest.raises(package.APIResponseValidationError, match=r"^Station: id: expected a st"):
        package.Station.from_dict({"name": "b", "sensors": []})


def test_secrets_within_bodies_are_shown_nowhere(
    package: ModuleType, cloudflare_mock: StrictMock, described: dict[str, Operation]
) -> None:
    cloudflare_mock.expect()
    cloudflare_mock.fail_next({"status": 400, "json": {"success": False, "errors": []}})
    client = package.Cloudflare(api_token="t", base_url=cloudflare_mock.base_url)
    with client, pytest.raises(package.BadRequestError) as caught:
        client.weather.stations.update(contact={"password": "hunter2"}, **ONE)
    assert caught.value.request.content == b""
    assert json.loads(cloudflare_mock.log[0].body) == {"contact": {"password": "***"}}
