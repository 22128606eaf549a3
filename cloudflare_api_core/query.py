"""The texts of query parameters that the contract does not describe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from cloudflare_api_text import shown

from .json_values import TOO_LARGE

__all__ = ["plain", "query_texts"]


def query_texts(argument: str, query: Mapping[str, object] | None) -> dict[str, tuple[str, ...]]:
    """Return the texts that are sent for each name: none for None, several for a list or tuple.

    Raises ValueError, naming the argument and the key, for a value that is neither text, nor a
    finite number, nor a boolean, and TypeError if `query` is not a mapping of names.
    """
    query = {} if query is None else query
    # Callers need not check types.
    if not isinstance(query, Mapping) or not all(isinstance(name, str) for name in query):  # pyright: ignore[reportUnnecessaryIsInstance]
        raise TypeError(f"`{argument}` must be a mapping of names, not {shown(query)}")
    return {name: tuple(_texts(f"{argument}[{shown(name)}]", query[name])) for name in query}


def _texts(place: str, value: Any) -> list[str]:
    values: list[Any] = [*value] if isinstance(value, (list, tuple)) else [value]
    for each in values:
        if each is not None and not _is_sendable(each):
            raise ValueError(
                f"Expected `{place}` to be text, a finite number or a boolean"
                f" but received {shown(each)}"
            )
    return [plain(each) for each in values if each is not None]


def _is_sendable(value: Any) -> bool:
    value = value.value if isinstance(value, Enum) else value
    if isinstance(value, str):
        return not re.search(r"[\ud800-\udfff]", value)
    # Infinity and NaN do not pass this comparison.
    return isinstance(value, (int, float)) and abs(value) < TOO_LARGE


def plain(value: Any) -> str:
    """Return text, a number or a boolean as it is sent."""
    if isinstance(value, bool):
        return "true" if value else "false"
    # str() of an enum member that is also a string or a number gives its name.
    return str(value.value if isinstance(value, Enum) else value)
