"""What a caller may say about one call, beside the operation's own arguments."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypedDict

import httpx

__all__ = ["Omit", "Query", "RequestOptions", "omit"]

Query = Mapping[str, str | int | float | bool]


class Omit:
    """The type of `omit`, which stands for an argument that is not given."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "omit"


omit: Final = Omit()
"""An argument that is not given: it is not sent, and the server's default holds."""


class RequestOptions(TypedDict, total=False):
    """Keyword arguments that every operation takes."""

    extra_headers: Mapping[str, str] | None
    """Headers to add or replace. Headers that carry credentials are refused."""
    extra_query: Query | None
    """Query parameters to add or replace, unchecked."""
    extra_body: Mapping[str, object] | None
    """Members to add to the JSON body or replace in it, unchecked."""
    timeout: float | httpx.Timeout | None
    """Seconds, or an `httpx.Timeout`; `None` waits for ever. Default: the client's."""
