"""The headers that a program gives, besides those of the credentials."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any, Final, cast

import httpx

__all__ = ["GivenHeaders", "fits_header", "names_only", "require_headers"]

# Errors show the values of these alone: the client or httpx sets them, or they hold no secret.
_SHOWN: Final = frozenset(
    # Programs of the official SDK look for the last one.
    b"accept accept-encoding connection content-length content-type host user-agent"
    b" x-stainless-lang".split()
)
_OF_NAMES: Final = "!#$%&'*+-.^_`|~" + string.digits + string.ascii_letters


class GivenHeaders:
    """Headers whose values no repr shows."""

    __slots__ = ("fields",)

    def __init__(self, fields: httpx.Headers) -> None:
        self.fields: httpx.Headers = fields

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {', '.join(self.fields)}>"


def fits_header(text: str) -> bool:
    """Whether a header can hold a text."""
    return text.isascii() and text.isprintable() and text == text.strip()


def require_headers(argument: str, headers: Mapping[str, str] | None) -> None:
    """Require names and values that headers can have.

    Raises ValueError or, for one that is not a string, TypeError. Messages name the header and
    never show its value.
    """
    given: Any = {} if headers is None else headers
    # Callers need not check types.
    if not isinstance(given, Mapping):
        raise TypeError(f"`{argument}` must be a mapping, not {type(given).__name__}")
    fields = cast("Mapping[object, object]", given)
    for name, value in fields.items():
        if not isinstance(name, str):
            raise TypeError(f"a name in `{argument}` must be a string, not {type(name).__name__}")
        if (rest := name.lstrip(_OF_NAMES)) or not name:
            # The rest may be a value.
            start = name.removesuffix(rest)
            raise ValueError(f"`{argument}` has a name that no header can have: {start!r}, …")
        if not isinstance(value, str):
            raise TypeError(f"`{argument}[{name!r}]` must be a string, not {type(value).__name__}")
        if not fits_header(value):
            raise ValueError(f"`{argument}[{name!r}]` contains a character that no header can hold")


def names_only(headers: httpx.Headers) -> httpx.Headers:
    """Return headers with `***` for each value that a program may have given."""
    return httpx.Headers(
        [(name, value if name.lower() in _SHOWN else b"***") for name, value in headers.raw]
    )
