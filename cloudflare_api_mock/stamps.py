"""Stamps: members of a row that the service sets to the time or the user."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from cloudflare_api_contract import Json

from .gateway import EMAIL
from .store import Row

__all__ = ["stamps"]

_CREATED: Final = re.compile(r"created(_at|_on|_by)?")
_CHANGED: Final = re.compile(r"(modified|updated)(_at|_on|_by)?|last_(modified|updated)(_at|_on)?")


def stamps(members: Mapping[str, Json], now: str, *, is_new: bool) -> Row:
    """The stamps of a row that is created or changed now.

    members: the schemas of the members of a row. is_new: whether it is created.
    """
    return {
        name: EMAIL if name.endswith("_by") else now
        for name, schema in members.items()
        if _CHANGED.fullmatch(name) or (is_new and _CREATED.fullmatch(name))
        if schema.get("format") == "date-time" or name.endswith("_by")
    }
