"""The servers of a portal, converted from the form of an answer to that of a request.

A portal's `servers` can only be replaced as a whole. An answer and a request name some members
differently: `portal_alias` is sent as `alias`, and `server_id` may be absent beside `id`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

import attrs

from cloudflare_ai_controls import (
    CapabilityOverride,
    McpPortal,
    Model,
    PortalCapabilityOverride,
    PortalServer,
    PortalServerAttachment,
)
from cloudflare_api_text import one_line

from .errors import IncompleteListError, UnknownToolError
from .json_values import is_array
from .result import first

__all__ = [
    "allowing",
    "attachments_of",
    "merged",
    "names_of",
    "nearest",
    "not_kept",
    "override_settings",
    "require_no_underscore",
    "require_request",
    "settings_of",
    "tool_names",
]

_SETTINGS: Final = tuple(PortalServerAttachment.__annotations__)
_OF_PORTAL: Final = {f"portal_{name}": name for name in CapabilityOverride.__annotations__}
_OF_SERVER: Final = {f"server_{name}" for name in CapabilityOverride.__annotations__}


def attachments_of(portal: McpPortal) -> list[PortalServerAttachment]:
    """Return the servers of a portal as a request attaches them, in the order of the answer.

    Members that the contract does not know are kept. An answer does not say whether the portal or
    the server disables a tool. In the request, the portal disables it. A member that an answer
    hides as null looks like one that is not set, and the request resets it.
    """
    if portal.servers is None:
        raise IncompleteListError(f"portal {portal.id} does not show its servers")
    return [_attachment(each) for each in portal.servers]


def _attachment(server: PortalServer) -> PortalServerAttachment:
    found = {name: getattr(server, name) for name in _SETTINGS}
    source: dict[str, Any] = {
        name: _overrides(value) if is_array(value) else value
        for name, value in found.items()
        if value is not None
    }
    source["server_id"] = server.server_id or server.id
    return PortalServerAttachment.from_dict(source | server.additional_properties)


def _overrides(shown: Iterable[PortalCapabilityOverride]) -> list[dict[str, Any]]:
    overrides: list[dict[str, Any]] = []
    for each in shown:
        source = each.to_dict()
        kept = {n: v for n, v in source.items() if n not in _OF_SERVER and n not in _OF_PORTAL}
        kept |= {_OF_PORTAL[n]: v for n, v in source.items() if n in _OF_PORTAL}
        # The portal also shows members that only the server sets.
        if len(kept) > 1 or len(source) == 1:
            overrides.append(kept)
    return overrides


def settings_of(attachments: Iterable[PortalServerAttachment]) -> dict[tuple[str, ...], object]:
    """Return settings by their places. They compare equal if they mean the same.

    The order of servers and overrides does not count, nor does null instead of absent.
    """
    settings: dict[tuple[str, ...], object] = {}
    for attachment in attachments:
        for name, value in attachment.to_dict().items():
            place = (attachment.server_id, name)
            if is_array(value) and name in PortalServerAttachment.__annotations__:
                settings |= {(*place, *at): each for at, each in override_settings(value).items()}
            elif value is not None:
                settings[place] = value
    return settings


def override_settings(
    overrides: Iterable[CapabilityOverride | Mapping[str, object]],
) -> dict[tuple[str, str], object]:
    """Return the settings of overrides by the names of the tool or prompt and of the member."""
    sources = [each.to_dict() if isinstance(each, Model) else each for each in overrides]
    return {
        (str(source["name"]), name): value
        for source in sources
        for name, value in source.items()
        if name != "name" and value is not None
    }


def merged(
    attachment: PortalServerAttachment, settings: PortalServerAttachment
) -> PortalServerAttachment:
    """Return an attachment with some settings replaced."""
    return PortalServerAttachment.from_dict(attachment.to_dict() | settings.to_dict())


def require_no_underscore(server_id: str, *, allowed: bool) -> None:
    """Raise ValueError for an id with an underscore, unless it is allowed."""
    if "_" in server_id and not allowed:
        raise ValueError(
            "Expected `server_id` to have no underscore, at which portals split the names of tools,"
            f" but received {server_id!r}; allow_underscore=True, or --allow-underscore, allows it"
        )


def require_request(settings: PortalServerAttachment, server_id: str) -> None:
    """Raise ValueError for the settings of another server, or a member that only answers have.

    The API ignores such a member.
    """
    if settings.server_id != server_id:
        raise ValueError(
            f"Expected `settings` to be those of server {server_id!r}, but their `server_id` is"
            f" {settings.server_id!r}"
        )
    overrides = [*(settings.updated_tools or ()), *(settings.updated_prompts or ())]
    parts = [(settings, PortalServer), *((each, PortalCapabilityOverride) for each in overrides)]
    for part, shown in parts:
        for name in part.additional_properties:
            if name in shown.__annotations__:
                raise ValueError(
                    f"Expected `settings` to have no {name!r}, which only answers have: a request"
                    f" has {', '.join(type(part).__annotations__)}"
                )


def not_kept(
    sent: Iterable[PortalServerAttachment], shown: Iterable[PortalServerAttachment]
) -> list[str]:
    """Return the places of the settings that were sent to a portal and are not in its answer."""
    known = settings_of(shown)
    # The place of an override, not of its members: a missing tool has lost all members.
    missing = [place[:3] for place, value in settings_of(sent).items() if known.get(place) != value]
    return [".".join(("servers", *place)) for place in dict.fromkeys(missing)]


def tool_names(tools: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the names of tools. A tool without a name cannot be overridden."""
    return [name for tool in tools if isinstance(name := tool.get("name"), str)]


def names_of(tools: Iterable[str]) -> frozenset[str]:
    """Return names of tools. Raises ValueError for a text, whose characters would be the names."""
    if isinstance(tools, str):
        raise ValueError(f"Expected `tools` to be a list of names but received {tools!r}")
    return frozenset(tools)


def allowing(
    attachment: PortalServerAttachment,
    offered: Sequence[str],
    names: Collection[str],
    shown: Mapping[str, bool | None],
) -> PortalServerAttachment:
    """Return an attachment that enables exactly the named ones of the offered tools.

    `shown` says for each tool whether the server enables it. A tool that already has the wanted
    state is not changed. Raises UnknownToolError for a name that the server does not offer.
    """
    for name in names:
        if name not in offered:
            raise UnknownToolError(
                f"server {attachment.server_id} has no tool {nearest(name, offered)}"
            )
    overrides = {each.name: each for each in attachment.updated_tools or ()}
    chosen: list[CapabilityOverride] = []
    for name in dict.fromkeys([*overrides, *offered]):
        override = overrides.get(name) or CapabilityOverride(name=name)
        is_enabled = shown.get(name) if override.enabled is None else override.enabled
        if is_enabled is None:
            is_enabled = not attachment.default_disabled
        if is_enabled != (name in names):
            chosen.append(attrs.evolve(override, enabled=name in names))
        elif name in overrides:
            chosen.append(override)
    return attrs.evolve(attachment, updated_tools=chosen) if chosen else attachment


def nearest(name: str, known: Sequence[str]) -> str:
    """Return an unknown name with the nearest known names, or with some known names."""
    if close := get_close_matches(name, known, n=3, cutoff=0.5):
        hint = f"nearest: {', '.join(close)}"
    else:
        hint = f"it shows {first(known)}" if known else "it shows none yet"
    return one_line(f"{name!r} ({hint})")
