"""A fault at any call of a task: the task succeeds, or a second run completes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from types import MappingProxyType
from typing import Any, Final, NamedTuple

import httpx
import pytest

from cloudflare_ai_controls import (
    CloudflareError,
    McpPortal,
    McpServer,
)
from cloudflare_ai_controls_tasks import (
    RecreateInterruptedError,
    allow_tools,
    attach_server,
    check_health,
    detach_server,
    ensure_server,
    snapshot,
    wait_until_ready,
)
from cloudflare_api_mock import StrictMock
from tests.clients import ASYNC, SYNC, Caller

from .conftest import ACCOUNT, MCP, Do
from .support import attached, portal_row, server_row

# After the first and the last, the call has been carried out.
FAULTS: Final[dict[str, dict[str, Any]]] = {
    "lost": {"drop": True},
    "failed": {"status": 500},
    "limited": {"status": 429},
    "html": {"status": 200, "body": "<html>"},
    "refused": {"status": 400, "json": {"success": False, "errors": []}},
    "late": {},
}
MEMBERS: Final[dict[str, Any]] = {
    "name": "New",
    "hostname": "https://new.example.com/mcp",
    "auth_type": "bearer",
    "auth_credentials": "secret",
}
NOTHING: Final = dict[str, Any]()
_HANDLE: Final = httpx.HTTPTransport.handle_request
PLACE: Final = {"server_id": "notes", "default_disabled": True, "on_behalf": False}


class _Job(NamedTuple):
    """A task, its arguments, and the account before it."""

    task: Callable[..., Any]
    arguments: tuple[Any, ...]
    members: Mapping[str, Any] = MappingProxyType({})
    servers: tuple[dict[str, Any], ...] = (server_row("notes"), server_row("wiki"))
    portals: tuple[dict[str, Any], ...] = (portal_row("wiki", PLACE),)


JOBS: Final = {
    "create": _Job(ensure_server, ("new",), MEMBERS),
    "update": _Job(
        ensure_server,
        ("notes",),
        {
            "name": "New",
            "hostname": "https://notes.example.com/mcp",
            "auth_type": "unauthenticated",
            "description": "New",
        },
    ),
    "recreate": _Job(ensure_server, ("notes",), MEMBERS | {"recreate": True}),
    "wait": _Job(
        wait_until_ready,
        ("new",),
        servers=(server_row("new", status="waiting", tools=[]),),
        portals=(),
    ),
    "attach": _Job(attach_server, ("team", "notes"), {"tools": ["find"]}, portals=(portal_row(),)),
    "detach": _Job(detach_server, ("team", "notes")),
    "allow": _Job(allow_tools, ("team", "notes", ["find"])),
    "health": _Job(check_health, ()),
    "snapshot": _Job(snapshot, ()),
}


@pytest.mark.parametrize(
    ("client_kind", "fault"),
    [
        (SYNC, "lost"),
        (ASYNC, "lost"),
        (SYNC, "failed"),
        # The jobs see these only as errors, if at all.
        *(pytest.param(SYNC, fault, marks=pytest.mark.check) for fault in [*FAULTS][2:]),
    ],
)
@pytest.mark.parametrize("name", JOBS)
def test_a_second_run_completes_an_interrupted_task(
    name: str,
    fault: str,
    cloudflare_mock: StrictMock,
    do: Do,
    caller: Caller,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = JOBS[name]
    _prepare(cloudflare_mock, job)
    do(job.task, *job.arguments, **job.members)
    requests = len(cloudflare_mock.log)
    expected = _state(caller)
    for position in range(requests):
        _prepare(cloudflare_mock, job)
        cloudflare_mock.fail_next(*[NOTHING] * position, FAULTS[fault])
        if fault == "late":
            monkeypatch.setattr(httpx.HTTPTransport, "handle_request", _late(position))
        try:
            do(job.task, *job.arguments, **job.members)
        except RecreateInterruptedError as error:
            do(job.task, *job.arguments, **{**error.members, **job.members})
            for portal_id, settings in error.attachments.items():
                do(attach_server, portal_id, job.arguments[0], settings=settings)
        except CloudflareError:
            do(job.task, *job.arguments, **job.members)
        assert _state(caller) == expected
        posts = [e for e in cloudflare_mock.log if e.method == "POST" and e.status != 409]
        assert len(posts) <= 2
        cloudflare_mock.expect(len(cloudflare_mock.log))


def _late(position: int) -> Callable[..., httpx.Response]:
    """Send requests, but give up the one at this position before its answer is there."""
    requests = count()

    def handle_request(transport: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        response = _HANDLE(transport, request)
        if next(requests) == position:
            response.read()
            raise httpx.ReadTimeout("timed out", request=request)
        return response

    return handle_request


def _prepare(mock: StrictMock, job: _Job) -> None:
    mock.reset()
    mock.set_rows("servers", job.servers)
    mock.set_rows("portals", job.portals)


def _state(caller: Caller) -> dict[str, Any]:
    """The account, as far as tasks change it."""
    servers: list[McpServer] = caller.walk(f"{MCP}.servers.list", account_id=ACCOUNT)
    portals: list[McpPortal] = caller.walk(f"{MCP}.portals.list", account_id=ACCOUNT)
    members = ("name", "hostname", "auth_type", "description", "status", "tools")
    return {
        **{each.id: {name: getattr(each, name) for name in members} for each in servers},
        **{f"portal {each.id}": attached(each) for each in portals},
    }
