"""The decision whether to retry a call, and after how many seconds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from math import inf
from typing import Final, Literal, NamedTuple

from .datetimes import as_utc

__all__ = ["DEFAULT_RETRIES", "Policy", "read_retry_after"]

_IDEMPOTENT: Final = {"GET", "PUT", "DELETE"}
_FIRST_WAIT: Final = 0.5
_LONGEST_BACK_OFF: Final = 8.0
_MOST_DOUBLINGS: Final = 10
# Some 30 years, which every kind of sleep takes.
_LONGEST_ASKED: Final = 1e9


class Policy(NamedTuple):
    """The number of retries, and the longest wait before one."""

    max_retries: int
    max_wait: float
    """Seconds. If the server asks for a longer wait, the call is not retried."""

    def delay(
        self,
        method: str,
        attempt: int,
        end: int | Literal["fault", "unsent"],
        retry_after: float | None,
        jitter: float,
        left: float = inf,
    ) -> float | None:
        """Return the seconds to wait before the next attempt, or None if there is none.

        `attempt` is the number of attempts so far. `end` is the HTTP status of the last one,
        "fault", or "unsent" for a fault before anything was sent. The wait is at least
        `retry_after`. `jitter`, from 0 to 1, shortens the back-off by up to a quarter. None is
        returned if the wait would take all the seconds that are `left`.
        """
        if attempt > self.max_retries or not _is_retryable(method, end):
            return None
        asked = retry_after or 0.0
        if asked > self.max_wait:
            return None
        doublings = min(attempt - 1, _MOST_DOUBLINGS)
        back_off = min(_FIRST_WAIT * 2.0**doublings, _LONGEST_BACK_OFF) * (1 - jitter / 4)
        wait = max(asked, min(back_off, self.max_wait))
        return wait if wait < left else None


DEFAULT_RETRIES: Final = Policy(max_retries=2, max_wait=60.0)


def _is_retryable(method: str, end: int | Literal["fault", "unsent"]) -> bool:
    # In these cases the server has done nothing. After any other failure, a method that is not
    # idempotent, such as POST, may have had its effect.
    if end == "unsent" or end == 429:
        return True
    return method in _IDEMPOTENT and (end == "fault" or end == 408 or end >= 500)


def read_retry_after(headers: Mapping[str, str], now: float) -> float | None:
    """Read the seconds that the server asks to wait, at most 1e9, or None if it asks for none."""
    text = headers.get("retry-after", "").strip()
    try:
        if re.fullmatch(r"\d+(\.\d+)?", text, re.ASCII):
            asked = float(text)
        else:
            asked = as_utc(parsedate_to_datetime(text)).timestamp() - now
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, asked), _LONGEST_ASKED)
