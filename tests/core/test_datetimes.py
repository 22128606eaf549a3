"""Date-times in every form that the API was seen to send."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cloudflare_api_core.datetimes import format_datetime, parse_datetime

from .support import fuzz

_SECOND = datetime(2026, 3, 11, 15, 0, 58, tzinfo=UTC)


def _at(microseconds: int = 0, **offset: int) -> datetime:
    return _SECOND.replace(microsecond=microseconds) - timedelta(**offset)


@pytest.mark.parametrize(
    ("fraction", "microseconds"),
    [
        ("", 0),
        (".7", 700_000),
        (".76", 760_000),
        (".767", 767_000),
        (".7671", 767_100),
        (".76712", 767_120),
        (".767123", 767_123),
        (".7671234", 767_123),
        (".767123999", 767_123),
        (".000000001", 0),
    ],
)
@pytest.mark.parametrize(
    ("zone", "offset"),
    [
        ("", {}),
        ("Z", {}),
        ("z", {}),
        ("+00:00", {}),
        ("-00:00", {}),
        ("+02:00", {"hours": 2}),
        ("-05:30", {"hours": -5, "minutes": -30}),
        ("+14:00", {"hours": 14}),
    ],
)
def test_every_form_is_read(
    fraction: str, microseconds: int, zone: str, offset: dict[str, int]
) -> None:
    for separator in ("T", " ", "t"):
        written = f"2026-03-11{separator}15:00:58{fraction}{zone}"
        read = parse_datetime(written)
        assert read == _at(microseconds, **offset), written
        assert read.utcoffset() == timedelta(**offset), written


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "never",
        "0000-00-00 00:00:00",
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "2026-03-11T25:00:00Z",
        "2026-03-11T15:00:58+99:00",
        "2026-03-11T15:00:58 UTC",
        "2026-03-11T15:00:58ZZ",
        "2026-03-11",
        "2026-03-11T",
        "11.03.2026 15:00:58",
        "Wed, 11 Mar 2026 15:00:58 GMT",
        "1773241258",
        "20260-03-11T15:00:58Z",
        "9999-12-31T24:00:00Z",
        "\uff12\uff10\uff12\uff16-03-11T15:00:58Z",
        "2026-03-11T15:00:58\ud800",
        "2026-03-11T15:00:58Z" * 99,
    ],
)
def test_anything_else_is_a_value_error(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_datetime(text)


_NEARLY = st.from_regex(
    re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ Tt_W]([0-9:.,+\-ZzW]|\W){0,20}"), fullmatch=True
)


@fuzz
@given(st.text() | st.text("0123456789-:.,TtZzW+ ", max_size=32) | _NEARLY)
def test_any_text_parses_to_an_aware_date_time_or_raises_value_error(text: str) -> None:
    try:
        read = parse_datetime(text)
    except ValueError:
        return
    assert read.utcoffset() is not None
    assert read == read.astimezone(read.tzinfo)


_WEST, _EAST = (timezone(timedelta(hours=hours)) for hours in (-5, 5))
_ZONES = st.timedeltas(timedelta(hours=-14), timedelta(hours=14)).map(
    lambda offset: timezone(timedelta(minutes=offset // timedelta(minutes=1)))
)
_MOMENTS = st.datetimes(
    _SECOND.replace(year=2, tzinfo=None),
    _SECOND.replace(year=9998, tzinfo=None),
    timezones=_ZONES,
)


@fuzz
@given(_MOMENTS | _MOMENTS.map(lambda moment: moment.replace(tzinfo=None)))
def test_a_formatted_date_time_parses_to_the_same(moment: datetime) -> None:
    written = format_datetime(moment)
    assert re.fullmatch(r"[0-9]{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", written)
    assert parse_datetime(written) == (moment if moment.tzinfo else moment.replace(tzinfo=UTC))


@pytest.mark.parametrize(
    ("moment", "written"),
    [
        (_SECOND, "2026-03-11T15:00:58Z"),
        (_SECOND.replace(tzinfo=None), "2026-03-11T15:00:58Z"),
        (_SECOND.astimezone(timezone(timedelta(hours=2))), "2026-03-11T15:00:58Z"),
        (_SECOND.replace(microsecond=5), "2026-03-11T15:00:58.000005Z"),
        # UTC cannot hold these.
        (datetime.max.replace(tzinfo=_WEST), "9999-12-31T23:59:59.999999-05:00"),
        (datetime.min.replace(tzinfo=_EAST), "0001-01-01T00:00:00+05:00"),
    ],
)
def test_moments_are_written_in_utc(moment: datetime, written: str) -> None:
    assert format_datetime(moment) == written
