"""Date-times as the API writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

__all__ = ["as_utc", "format_datetime", "parse_datetime"]

_LENGTH_OF_A_DATE: Final = len("2026-03-11")


def parse_datetime(text: str) -> datetime:
    """Read a date-time, in UTC where it names no zone.

    Takes RFC 3339 and what this API was seen to send instead: a space for the `T`, no zone, any
    number of fraction digits. Raises ValueError for anything else, a date without a time included.
    """
    if len(text) <= _LENGTH_OF_A_DATE:
        raise ValueError("not a date-time")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = _parse_unusual(text)
    return moment if moment.tzinfo else as_utc(moment)


def as_utc(moment: datetime) -> datetime:
    """Return a date-time that names its zone; without one it is taken to be in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def format_datetime(moment: datetime) -> str:
    """Write a date-time as RFC 3339 in UTC; one without a zone is taken to be in UTC."""
    return as_utc(moment).astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parse_unusual(text: str) -> datetime:
    # Imported here because few answers need it, and every program would start more slowly.
    from dateutil import parser

    if text[10:11] not in {"T", "t", " "}:
        raise ValueError("not a date-time")
    try:
        return parser.isoparse(text.upper().replace(" ", "T", 1))
    except OverflowError as error:
        raise ValueError("not a date-time") from error
