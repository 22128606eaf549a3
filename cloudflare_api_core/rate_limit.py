"""What a server says it will still let through, as Cloudflare's `Ratelimit` header puts it."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["RateLimit", "read_rate_limit"]


class RateLimit(NamedTuple):
    """How many more requests are let through, and how long no more are once these are used up."""

    remaining: int = sys.maxsize
    reset: float = 0.0
    """Seconds."""


def read_rate_limit(headers: Mapping[str, str]) -> RateLimit:
    """Read what is left; of several limits, of the one that is used up first.

    The header looks like `"burst";r=8;t=1, "default";r=50;t=30`. Unreadable ones are ignored.
    """
    # Names are quoted, and may hold anything.
    unnamed = re.sub(r'"[^"]*"', "", headers.get("ratelimit", ""))
    limits = [RateLimit()]
    for limit in unnamed.split(","):
        said = dict(re.findall(r";\s*([rt])=(\d{1,15})(?!\d)", limit, re.ASCII))
        if len(said) == 2:
            limits.append(RateLimit(int(said["r"]), float(said["t"])))
    return min(limits, key=lambda limit: (limit.remaining, -limit.reset))
