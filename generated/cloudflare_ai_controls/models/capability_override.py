# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["CapabilityOverride"]


@_core.model
class CapabilityOverride(_core.Model):
    """An override, which renames, describes or disables one tool or prompt."""

    name: str = _core.field(_core.text, rule=_core.Rule("string", required=True))
    """Original name of the tool or prompt."""
    alias: str | None = _core.field(
        _core.text,
        default=None,
        rule=_core.Rule(
            "string", nullable=True, max_length=40, pattern="^[a-zA-Z0-9]+([_-][a-zA-Z0-9]+)*$"
        ),
    )
    """Name that replaces the original name. At most 40 characters. Pattern:
    `^[a-zA-Z0-9]+([_-][a-zA-Z0-9]+)*$`.
    """
    description: str | None = _core.field(
        _core.text, default=None, rule=_core.Rule("string", nullable=True)
    )
    """Description that replaces the original description."""
    enabled: bool | None = _core.field(
        _core.boolean, default=None, rule=_core.Rule("boolean", nullable=True)
    )
    """Whether the tool or prompt is offered."""
