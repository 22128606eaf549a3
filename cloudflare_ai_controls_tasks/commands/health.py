"""`health`."""

from __future__ import annotations

from typing import Final

from cloudflare_ai_controls import Cloudflare
from cloudflare_ai_controls.api.mcp_servers import list_mcp_servers
from cloudflare_api_core.command_line import Output, TaskCommand

from ..health import AccountHealth, check_health

__all__ = ["HEALTH"]

_CODES: Final = {"healthy": 0, "unhealthy": 10, "unknown": 11}


def _health(client: Cloudflare, output: Output, *, account_id: str) -> int:
    """Find the servers and portals that cannot be used.

    Prints a line for each, with the reason. An unfamiliar state is unknown, not unhealthy.
    """
    done = check_health(client, account_id=account_id)
    output.print(done, str(done))
    return _CODES[done.verdict]


HEALTH: Final = TaskCommand(
    run=_health,
    like=list_mcp_servers.OPERATION,
    arguments=("account_id",),
    result=AccountHealth,
    exit_codes={
        _CODES["unhealthy"]: "A server or a portal cannot be used.",
        _CODES["unknown"]: "Nothing is known to be unusable, but something could not be judged.",
    },
)
