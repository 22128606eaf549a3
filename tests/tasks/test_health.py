"""Each server and portal that cannot be used is found, with the reason, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from cloudflare_ai_controls_tasks import check_health
from cloudflare_api_mock import StrictMock

from .conftest import ACCOUNT, Do
from .support import portal_row, server_row


def _facts(mock: StrictMock, do: Do, servers: list[Any], portals: list[Any]) -> tuple[str, ...]:
    mock.set_rows("servers", servers)
    mock.set_rows("portals", portals)
    mock.expect(2)
    facts: tuple[str, ...] = do(check_health).facts
    return facts


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"status": "waiting", "tools": []}, "unhealthy: server notes: it waits for its first"),
        (
            {"status": "stale", "error": "needs_reauth"},
            "unhealthy: server notes: its credentials are no longer valid (needs_reauth)",
        ),
        (
            {"status": "error", "error": "a\nb"},
            "unhealthy: server notes: its last sync has failed (a",
        ),
        ({"authentication_status": "required"}, "unhealthy: server notes: it needs a login or"),
        ({"authentication_status": "stale"}, "unhealthy: server notes: it needs a new login"),
        ({"error": "odd"}, "unhealthy: server notes: it is ready, but has an error (odd)"),
        ({"tools": []}, "unhealthy: server notes: it shows neither tools nor prompts"),
    ],
)
def test_a_server_that_cannot_be_used_is_a_finding(
    cloudflare_mock: StrictMock, do: Do, members: dict[str, Any], reason: str
) -> None:
    facts = _facts(cloudflare_mock, do, [server_row("notes", **members)], [])
    assert facts[0].startswith(reason)
    assert facts[1:] == ("unhealthy (servers: 1, portals: 0, findings: 1)",)


def test_an_account_in_order_has_no_findings(cloudflare_mock: StrictMock, do: Do) -> None:
    prompts = server_row("wiki", tools=[], prompts=[{"name": "sum"}])
    facts = _facts(cloudflare_mock, do, [server_row(), prompts], [portal_row("notes", "wiki")])
    assert facts == ("healthy (servers: 2, portals: 1, findings: 0)",)


@pytest.mark.parametrize(
    ("quirk", "reason"),
    [("active_status", "its status is active"), ("null_status", "it shows no status")],
)
def test_an_unknown_state_is_unknown(
    cloudflare_mock: StrictMock, do: Do, quirk: str, reason: str
) -> None:
    cloudflare_mock.set_quirks(quirk)
    facts = _facts(cloudflare_mock, do, [server_row()], [portal_row("notes")])
    assert facts == (
        f"unknown: server notes: {reason}",
        "unknown: portal team: unknown servers: notes",
        "unknown (servers: 1, portals: 1, findings: 2)",
    )


def test_a_portal_is_as_its_servers_are(cloudflare_mock: StrictMock, do: Do) -> None:
    broken = [server_row(f"s{i}", tools=[]) for i in range(7)]
    portals = [portal_row("notes", *[row["id"] for row in broken]), portal_row(id="empty")]
    facts = _facts(cloudflare_mock, do, [server_row(), *broken], portals)
    assert facts[7:9] == (
        "unhealthy: portal team: unhealthy servers: s0, s1, s2, s3, s4 and 2 more",
        "unhealthy: portal empty: it has no servers",
    )


def test_a_portal_that_hides_its_servers_is_unknown(cloudflare_mock: StrictMock, do: Do) -> None:
    cloudflare_mock.set_quirks("no_servers")
    facts = _facts(cloudflare_mock, do, [server_row()], [portal_row("notes")])
    assert facts[0] == "unknown: portal team: it does not show its servers"


def test_a_walk_that_came_up_short_is_unknown(cloudflare_mock: StrictMock, do: Do) -> None:
    cloudflare_mock.set_rows("portals", [portal_row(id="empty")])
    page: dict[str, Any] = {"success": True, "result": [server_row()]}
    page["result_info"] = {"page": 1, "per_page": 100, "count": 1, "total_count": 3}
    cloudflare_mock.fail_next({"json": page})
    cloudflare_mock.expect(2)
    done = do(check_health)
    assert (done.verdict, done.servers) == ("unhealthy", 1)
    assert f"unknown: account {ACCOUNT}: the list of servers has 1 of 3" in done.facts


@pytest.mark.parametrize(
    ("total", "reason"),
    [
        (1, "unhealthy: portal team: unhealthy servers: gone"),
        (2, "unknown: portal team: unknown servers: gone"),
    ],
)
def test_a_server_that_only_a_portal_knows_does_not_exist_if_all_servers_are_known(
    cloudflare_mock: StrictMock, do: Do, total: int, reason: str
) -> None:
    info = {"page": 1, "per_page": 100, "total_count": total}
    portal = portal_row(server_row("gone", status="active"))
    cloudflare_mock.fail_next(
        {"json": {"success": True, "result": [server_row()], "result_info": info}},
        {"json": {"success": True, "result": [portal], "result_info": info | {"total_count": 1}}},
    )
    cloudflare_mock.expect(2)
    assert reason in do(check_health).facts
