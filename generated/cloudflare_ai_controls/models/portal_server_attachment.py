# Generated from openapi.yaml by `make generate`. Do not edit.
from __future__ import annotations

import cloudflare_api_core as _core
from cloudflare_ai_controls import models as _models

__all__ = ["PortalServerAttachment"]


@_core.model
class PortalServerAttachment(_core.Model):
    """A server to publish through a portal, with the portal's settings for it. In answers, the
    `alias` and `description` of an override are `portal_alias` and `portal_description`.
    """

    server_id: str = _core.field(
        _core.text,
        rule=_core.Rule(
            "string",
            required=True,
            min_length=1,
            max_length=32,
            pattern="^[a-z0-9_]+(?:-[a-z0-9_]+)*$",
        ),
    )
    """Identifier of the server, chosen at creation. It must not have an underscore if a portal
    publishes the server: portals put it before the names of tools, and split these names at the
    first underscore. 1 to 32 characters. Pattern: `^[a-z0-9_]+(?:-[a-z0-9_]+)*$`.
    """
    default_disabled: bool | None = _core.field(
        _core.boolean, default=None, rule=_core.Rule("boolean")
    )
    """Whether the server's tools and prompts are hidden unless they are enabled one by one. If it
    is false, tools that a later sync finds are offered at once. The server's default is false.
    """
    on_behalf: bool | None = _core.field(_core.boolean, default=None, rule=_core.Rule("boolean"))
    """Whether users of the portal log in to the server for themselves, with OAuth. If it is false,
    all of them use the credentials that Cloudflare has for the server. Set it to false for a
    `bearer` server, whose credentials belong to no user. An OAuth client that is entered by hand
    needs true. The server's default is true.
    """
    updated_prompts: list[_models.CapabilityOverride] | None = _core.field(
        _core.array(_core.nested(lambda: _models.CapabilityOverride)),
        default=None,
        rule=_core.Rule(
            "array", items=_core.Rule("object", model=lambda: _models.CapabilityOverride)
        ),
    )
    """Overrides of the server's prompts in this portal only."""
    updated_tools: list[_models.CapabilityOverride] | None = _core.field(
        _core.array(_core.nested(lambda: _models.CapabilityOverride)),
        default=None,
        rule=_core.Rule(
            "array", items=_core.Rule("object", model=lambda: _models.CapabilityOverride)
        ),
    )
    """Overrides of the server's tools in this portal only."""
