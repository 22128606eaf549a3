"""Tasks: jobs on MCP servers and portals that take several calls.

    from cloudflare_ai_controls import Cloudflare
    from cloudflare_ai_controls_tasks import attach_server

    print(attach_server(Cloudflare(), "my-portal", "notes", account_id=…))

Each task takes a `Cloudflare`, or an `AsyncCloudflare` and must then be awaited. A task is safe to
run again and changes only what it names. Its result prints as one line for each fact. If the answer
to a change is lost, the task reads whether the change was made.
"""

from __future__ import annotations

from .differences import CatalogueChange, CatalogueDiff, diff
from .errors import (
    CannotBecomeReadyError,
    ConcurrentChangeError,
    IncompleteListError,
    RecreateInterruptedError,
    RecreateRequiredError,
    TaskError,
    UnknownToolError,
    WaitTimeoutError,
)
from .health import AccountHealth, Finding, check_health
from .portal_change import PortalChanged
from .portals import allow_tools, attach_server, detach_server
from .result import MemberChange, Result
from .run import Task
from .servers import ServerEnsured, ensure_server
from .snapshots import Snapshot, snapshot
from .waiting import ServerReady, WaitProgress, wait_until_ready

__all__ = [
    "AccountHealth",
    "CannotBecomeReadyError",
    "CatalogueChange",
    "CatalogueDiff",
    "ConcurrentChangeError",
    "Finding",
    "IncompleteListError",
    "MemberChange",
    "PortalChanged",
    "RecreateInterruptedError",
    "RecreateRequiredError",
    "Result",
    "ServerEnsured",
    "ServerReady",
    "Snapshot",
    "Task",
    "TaskError",
    "UnknownToolError",
    "WaitProgress",
    "WaitTimeoutError",
    "allow_tools",
    "attach_server",
    "check_health",
    "detach_server",
    "diff",
    "ensure_server",
    "snapshot",
    "wait_until_ready",
]
