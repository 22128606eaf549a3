"""The `Ratelimit` header, in which Cloudflare says how many requests remain."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["RateLimit", "read_rate_limit"]


class RateLimit(NamedTuple):
    """The number of requests that remain, and the time until there are more."""

    remaining: int = sys.maxsize
    reset: float = 0.0
    """Seconds."""


def read_rate_limit(headers: Mapping[str, str]) -> RateLimit:
    """Read the limit that is used up first.

    The header looks like `"burst";r=8;t=1, "default";r=50;t=30`. Unreadable parts are ignored.
    """
    # Quoted names may hold any character.
    unnamed = re.sub(r'"[^"]*"', "", headers.get("ratelimit", ""))
    limits = [RateLimit()]
    for limit in unnamed.split(","):
        said = dict(re.findall(r";\s*([rt])=(\d{1,15})(?!\d)", limit, re.ASCII))
        if len(said) == 2:
            limits.append(RateLimit(int(said["r"]), float(said["t"])))
    return min(limits, key=lambda limit: (limit.remaining, -limit.reset))
