# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core

__all__ = ["CapabilityOverride"]


@_core.model
class CapabilityOverride(_core.Model):
    """How one tool or prompt, found by its name, is presented differently or switched off."""

    name: str = _core.field(
        _core.text, rule=_core.Parameter("name", "body", "string", required=True)
    )
    """Name of the tool or prompt as the server has it."""
    alias: str | None = _core.field(
        _core.text,
        default=None,
        rule=_core.Parameter(
            "alias",
            "body",
            "string",
            nullable=True,
            max_length=40,
            pattern="^[a-zA-Z0-9]+([_-][a-zA-Z0-9]+)*$",
        ),
    )
    """Name to present instead. At most 40 characters. Pattern: `^[a-zA-Z0-9]+([_-][a-zA-Z0-9]+)*$`.
    """
    description: str | None = _core.field(
        _core.text,
        default=None,
        rule=_core.Parameter("description", "body", "string", nullable=True),
    )
    """Description to present instead."""
    enabled: bool | None = _core.field(
        _core.boolean,
        default=None,
        rule=_core.Parameter("enabled", "body", "boolean", nullable=True),
    )
    """Whether it is offered at all."""
