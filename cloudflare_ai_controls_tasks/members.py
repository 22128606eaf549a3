"""The members of a server that `ensure_server` takes, derived from the contract."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any, Final

import httpx

from cloudflare_ai_controls import APIStatusError, Cloudflare, McpServer, omit
from cloudflare_ai_controls.api.mcp_servers import create_mcp_server, update_mcp_server

from .account import Account
from .attachments import nearest, override_settings
from .job import Job
from .json_values import is_array
from .result import MemberChange
from .secret import Secret, revealed

__all__ = ["CREATE_ONLY", "SECRETS", "checked", "differences", "server_with", "shown"]

_MEMBERS: Final = {
    member.argument: member
    for member in create_mcp_server.OPERATION.parameters
    if member.location == "body" and member.argument != "id"
}
CREATE_ONLY: Final = _MEMBERS.keys() - {p.argument for p in update_mcp_server.OPERATION.parameters}
"""The members that an update cannot change."""
SECRETS: Final = frozenset(name for name, member in _MEMBERS.items() if member.secret)
"""The members that no answer shows."""
_SHOWN: Final = _MEMBERS.keys() - SECRETS


def checked(server_id: str, members: dict[str, Any]) -> dict[str, Any]:
    """Return the given members, if a server can be created with them.

    Secrets, and values that may be secrets under a wrong name, are wrapped and removed from
    `members`. Raises TypeError or ValueError like `servers.create`. Nothing is sent.
    """
    given: dict[str, Any] = {
        name: members[name] if name in _SHOWN else Secret(members.pop(name))
        for name in [*members]
        if members[name] is not omit
    }
    for name in given:
        if name not in _MEMBERS:
            raise TypeError(
                f"ensure_server() got an unexpected keyword argument {nearest(name, [*_MEMBERS])}"
            )
        if _MEMBERS[name].type == "array" and _is_iterable(given[name]):
            given[name] = [*given[name]]
    for name, member in _MEMBERS.items():
        if member.required and name not in given:
            raise TypeError(f"ensure_server() missing a required argument: {name!r}")
    # The client checks the arguments of a call before it sends it; this one sends nothing.
    transport = httpx.MockTransport(lambda request: httpx.Response(400))
    with httpx.Client(transport=transport, trust_env=False) as http, suppress(APIStatusError):
        Cloudflare(
            api_token="none", base_url="https://api.invalid", http_client=http
        ).zero_trust.access.ai_controls.mcp.servers.create(
            account_id="none", id=server_id, **revealed(given)
        )
    return given


def _is_iterable(value: object) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping))


def differences(server: McpServer, members: Mapping[str, Any]) -> list[MemberChange]:
    """Return the members whose value in a server differs, in the order of the contract.

    Null, false, an empty text and an empty list are equal to an absent member.
    """
    changes: list[MemberChange] = []
    for name in _MEMBERS:
        if name in members and name in _SHOWN:
            old, new = getattr(server, name), members[name]
            if _meaning(old) != _meaning(new):
                changes.append(MemberChange(name=name, old=old, new=new))
    return changes


def shown(server: McpServer) -> dict[str, Any]:
    """Return all members that a server shows, None for an absent one."""
    return {name: getattr(server, name) for name in _MEMBERS if name in _SHOWN}


def server_with(
    account: Account, server_id: str, members: Mapping[str, Any]
) -> Job[McpServer | None]:
    """Read a server. Returns it if it has these members, else None."""
    server = yield from account.find_server(server_id)
    return None if server is None or differences(server, members) else server


def _meaning(value: Any) -> Any:
    return (override_settings(value) if is_array(value) else value) or None
