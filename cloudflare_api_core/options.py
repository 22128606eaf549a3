"""The options of a client, and those of one call besides the arguments of its operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypedDict

import httpx

__all__ = ["ClientOptions", "Omit", "Query", "RequestOptions", "omit"]

QueryValue = str | int | float | bool | None
Query = Mapping[str, QueryValue | Sequence[QueryValue]]
"""Query parameters. A list or tuple repeats the name, and None leaves it out."""


class Omit:
    """The type of `omit`, the default of an argument that is not given."""

    def __bool__(self) -> bool:
        return False

    def __repr__(self) -> str:
        return "omit"


omit: Final = Omit()
"""An argument that is not given. It is not sent, so the server's default applies."""


class ClientOptions(TypedDict, total=False):
    """The options of a client that a copy of it may replace."""

    timeout: float | httpx.Timeout | Omit | None
    max_retries: int | Omit
    max_retry_wait: float | Omit
    max_body_size: int | Omit
    deadline: float | Omit | None
    default_headers: Mapping[str, str] | None
    default_query: Query | None


class RequestOptions(TypedDict, total=False):
    """The keyword arguments that every operation takes."""

    extra_headers: Mapping[str, str] | None
    """Headers to add or replace. Headers that carry credentials are refused."""
    extra_query: Query | None
    """Query parameters to add or replace, unchecked."""
    extra_body: Mapping[str, object] | None
    """Members to add to the JSON body or replace in it, unchecked."""
    timeout: float | httpx.Timeout | None
    """Seconds above 0, or an `httpx.Timeout`; `None` waits for ever. Default: the client's."""
