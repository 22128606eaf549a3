"""The behaviour of collections that quirks switch on."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Switches"]


@dataclass
class Switches:
    """Behaviour that is off by default, each the quirk of the same name.

    late_sync: the seconds from a sync, or from a creation, to its effects.
    """

    auth_type_by_put: bool = False
    late_sync: float | None = None
    refused_unknown_tool: bool = False
