"""Date-times in the formats of the API."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from .importing import importing

__all__ = ["as_utc", "format_datetime", "parse_datetime"]

_LENGTH_OF_A_DATE: Final = len("2026-03-11")


def parse_datetime(text: str) -> datetime:
    """Parse a date-time. One without a zone is in UTC.

    Accepts RFC 3339 and the variants that this API sends: a space instead of `T`, no zone, any
    number of fraction digits. Raises ValueError for anything else, also for a date without a time.
    """
    if len(text) <= _LENGTH_OF_A_DATE:
        raise ValueError("not a date-time")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _parse_unusual(text)
    return moment if moment.tzinfo else as_utc(moment)


def as_utc(moment: datetime) -> datetime:
    """Return an aware date-time. One without a zone is in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def format_datetime(moment: datetime) -> str:
    """Format a date-time as RFC 3339 in UTC. One without a zone is in UTC.

    A date-time in the first or last hours of all keeps its offset if UTC cannot hold it.
    """
    moment = as_utc(moment)
    with suppress(OverflowError):
        moment = moment.astimezone(UTC)
    return moment.isoformat().replace("+00:00", "Z")


def _parse_unusual(text: str) -> datetime:
    # Few answers need this import, which would slow down the start of every program.
    with importing():
        from dateutil import parser

    if text[10:11] not in {"T", "t", " "}:
        raise ValueError("not a date-time")
    try:
        return parser.isoparse(text.upper().replace(" ", "T", 1))
    except OverflowError as error:
        raise ValueError("not a date-time") from error
